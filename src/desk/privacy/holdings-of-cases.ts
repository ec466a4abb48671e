import type { Holding } from './holding.ts';

/** What is kept of cases: tickets and what is owed beside them, their files, and what people are told of them. */
export const HOLDINGS_OF_CASES = {
  ticket: {
    what: {
      en: 'Tickets as they stand: what was reported, by whom, and every clock. The contract is kept by them',
      zh: '工单的当前状态：报了什么、谁报的、各个计时。合同承诺据此履行',
    },
    columns: {
      ...{
        id: 'fact',
        book_version_id: 'fact',
        customer: 'key',
        kind: 'fact',
        status: 'fact',
        level: 'fact',
        assignee: 'key',
      },
      ...{
        title: 'words',
        state: 'words',
        opened_at: 'fact',
        next_due_at: 'fact',
        promise_at: 'fact',
        figures: 'fact',
      },
      ...{ times: 'fact', log_hash: 'fact' },
    },
    person: 'case',
    customer: 'case',
    until: 'KEEP_CASE_WORDS_DAYS',
  },
  ticket_event: {
    what: {
      en: 'The log of each ticket: who did what when, with the words. Evidence of promises kept and broken',
      zh: '每张工单的记录：谁在何时做了什么及原话。承诺兑现与否的证据',
    },
    columns: {
      ...{ ticket_id: 'fact', seq: 'fact', at: 'fact', kind: 'fact', by: 'key', data: 'words', salt: 'secret' },
      ...{ digest: 'fact', hash: 'fact' },
    },
    person: 'case',
    customer: 'case',
    until: 'KEEP_CASE_WORDS_DAYS',
  },
  ticket_words: {
    what: { en: 'What tickets are found by: single words', zh: '查找工单用的词' },
    columns: { ticket_id: 'fact', customer: 'key', status: 'fact', opened_at: 'fact', told: 'words', team: 'words' },
    person: 'case',
    customer: 'case',
    until: 'KEEP_CASE_WORDS_DAYS',
  },
  matter: {
    what: {
      en: 'What is owed beside tickets: complaints, calls, papers, parts, inspections, appointments, ratings, mails without a case',
      zh: '工单之外的事项：投诉、回访、文档、备件、巡检、约定事项、评分、未成工单的来信',
    },
    columns: {
      ...{ id: 'fact', feature: 'fact', number: 'fact', book_version_id: 'fact', customer: 'key', ticket_id: 'fact' },
      ...{ status: 'fact', state: 'words', opened_at: 'fact', next_due_at: 'fact', entries: 'fact', log_hash: 'fact' },
    },
    person: 'case',
    customer: 'case',
    until: 'KEEP_CASE_WORDS_DAYS',
  },
  matter_counter: {
    what: { en: 'The last number of each kind of matter', zh: '各类事项的最后编号' },
    columns: { feature: 'fact', last: 'fact' },
    person: 'kept',
    customer: 'kept',
  },
  matter_event: {
    what: { en: 'The log of each matter', zh: '每个事项的记录' },
    columns: {
      ...{ id: 'fact', matter_id: 'fact', at: 'fact', kind: 'fact', by: 'key', data: 'words', seq: 'fact' },
      ...{ salt: 'secret', digest: 'fact', hash: 'fact' },
    },
    person: 'case',
    customer: 'case',
    until: 'KEEP_CASE_WORDS_DAYS',
  },
  attachment: {
    what: { en: 'Files that customers sent, with their names', zh: '客户上传的文件及文件名' },
    columns: {
      ...{ id: 'fact', ticket_id: 'fact', matter_id: 'fact', name: 'words', media_type: 'fact', bytes: 'fact' },
      ...{ sha256: 'fact', at: 'fact' },
    },
    person: 'case',
    customer: 'case',
    until: 'KEEP_CASE_FILES_DAYS',
  },
  made_file: {
    what: {
      en: 'Word files that the desk made: reports, forms, summaries. The archive that the contract asks for',
      zh: '本系统生成的 Word 文件：报告、表单、总结。合同要求的档案',
    },
    columns: { id: 'fact', name: 'words', media_type: 'fact', bytes: 'words', at: 'fact' },
    person: 'case',
    customer: 'case',
    until: 'KEEP_CASE_WORDS_DAYS',
  },
  notice: {
    what: { en: 'Messages that are owed or went out, in finished words', zh: '待发和已发的消息全文' },
    columns: {
      ...{ id: 'fact', key: 'fact', kind: 'fact', subject: 'fact', at: 'fact', audience: 'key', platform: 'fact' },
      ...{ channel: 'account', thread: 'fact', lane: 'fact', post: 'words', status: 'fact', attempts: 'fact' },
      ...{ delivered_at: 'fact', error: 'words', fallbacks: 'words', digest: 'fact' },
    },
    person: 'masked',
    customer: 'goes',
    until: 'KEEP_NOTICE_DAYS',
  },
  digest_part: {
    what: { en: 'Parts of a message that told of several cases', zh: '合并消息中的各条' },
    columns: {
      ...{ digest: 'fact', notice: 'fact', platform: 'fact', channel: 'account', subject: 'fact', post: 'words' },
      ...{ latest: 'words', latest_id: 'fact' },
    },
    person: 'masked',
    customer: 'goes',
    until: 'KEEP_NOTICE_DAYS',
  },
  posted_card: {
    what: { en: 'Where the card of each case stands in a chat', zh: '每张卡片在聊天中的位置' },
    columns: {
      ...{
        platform: 'fact',
        channel: 'account',
        subject: 'fact',
        message_id: 'fact',
        thread_id: 'fact',
        posted_at: 'fact',
      },
      ...{ notice_id: 'fact', shown: 'fact' },
    },
    person: 'goes',
    customer: 'kept',
  },
  closed_month: {
    what: { en: 'The figures of closed months: numbers, keys and instants', zh: '已定稿月份的数字：编号、标识和时间' },
    columns: { month: 'fact', customer: 'key', closed_at: 'fact', cases: 'fact' },
    person: 'kept',
    customer: 'kept',
  },
  alert: {
    what: { en: 'Alerts of monitoring systems, with their titles', zh: '监控系统的告警及标题' },
    columns: {
      ...{ hook: 'key', fingerprint: 'fact', customer: 'key', title: 'words', firing: 'fact', times: 'fact' },
      ...{ first_at: 'fact', last_at: 'fact', ticket_id: 'fact' },
    },
    person: 'masked',
    customer: 'goes',
  },
} as const satisfies Readonly<Record<string, Holding>>;
