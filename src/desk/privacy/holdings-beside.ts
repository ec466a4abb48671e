import type { Holding } from './holding.ts';

/** What is kept beside cases: books, settings, records of what was done, machinery. */
export const HOLDINGS_BESIDE = {
  book_version: {
    what: {
      en: 'Every service book that was in force: names, contacts and accounts of people; what was promised',
      zh: '生效过的每一版服务手册：人员的姓名、联系方式和账号，以及承诺内容',
    },
    columns: {
      ...{ id: 'fact', hash: 'fact', source: 'words', applied_at: 'fact', applied_by: 'key', applied_via: 'fact' },
      ...{ edits: 'words', masked_hash: 'fact' },
    },
    person: 'masked',
    customer: 'masked',
  },
  board_draft: {
    what: { en: 'A spreadsheet uploaded on the board, until it is applied', zh: '看板上传、尚未生效的表格' },
    columns: {
      id: 'secret',
      person: 'key',
      at: 'fact',
      from_version: 'fact',
      source: 'words',
      applied_version: 'fact',
    },
    person: 'goes',
    customer: 'goes',
    until: { en: 'a day', zh: '一天' },
  },
  board_session: {
    what: { en: 'Who opened the board, when', zh: '谁在何时打开了看板' },
    columns: {
      ...{ id: 'secret', secret: 'secret', person: 'key', customer: 'key', platform: 'fact', team_id: 'fact' },
      ...{
        user_id: 'account',
        name: 'words',
        channel: 'fact',
        at: 'fact',
        opened_at: 'fact',
        ends_at: 'fact',
        revoked_at: 'fact',
      },
    },
    person: 'goes',
    customer: 'goes',
    until: { en: '30 days, or `KEEP_ACCESS_DAYS`', zh: '30 天，或 `KEEP_ACCESS_DAYS`' },
  },
  channel_language: {
    what: { en: 'The language of a channel', zh: '频道语言' },
    columns: { platform: 'fact', channel: 'fact', language: 'fact' },
    person: 'kept',
    customer: 'kept',
  },
  channel_move: {
    what: { en: 'New ids of channels', zh: '频道的新编号' },
    columns: { platform: 'fact', channel: 'fact', moved_to: 'fact' },
    person: 'kept',
    customer: 'kept',
  },
  channel_binding: {
    what: { en: 'Whose channel it is', zh: '频道归属哪个客户' },
    columns: { platform: 'fact', channel: 'fact', customer: 'key', by: 'key', at: 'fact' },
    person: 'kept',
    customer: 'goes',
  },
  confidential_access: {
    what: {
      en: 'Who opened, found or exported what of a confidential customer. The contract asks for it (E9)',
      zh: '谁打开、查到或导出了保密客户的什么。合同要求（E9）',
    },
    columns: { id: 'fact', at: 'fact', customer: 'key', person: 'key', what: 'fact', about: 'fact' },
    person: 'kept',
    customer: 'kept',
    until: 'KEEP_ACCESS_DAYS',
  },
  export_record: {
    what: { en: 'Who took out which list or file', zh: '谁导出了什么' },
    columns: {
      ...{
        id: 'fact',
        at: 'fact',
        by: 'key',
        who: 'words',
        what: 'fact',
        about: 'fact',
        customer: 'key',
        from_at: 'fact',
      },
      ...{ until_at: 'fact', format: 'fact', rows: 'fact', sha256: 'fact' },
    },
    person: 'masked',
    customer: 'masked',
  },
  setting_event: {
    what: { en: 'Who changed which setting, and who was forgotten', zh: '谁改了哪项设置，以及遗忘的记录' },
    columns: {
      ...{
        id: 'fact',
        seq: 'fact',
        at: 'fact',
        kind: 'fact',
        by: 'key',
        data: 'words',
        salt: 'secret',
        digest: 'fact',
        hash: 'fact',
      },
    },
    person: 'masked',
    customer: 'masked',
  },
  setting_log: {
    what: { en: 'The end of that log', zh: '该记录的末尾' },
    columns: { id: 'fact', log_hash: 'fact', entries: 'fact', kinds: 'fact' },
    person: 'kept',
    customer: 'kept',
  },
  holiday_load: {
    what: { en: 'Notices of public holidays', zh: '放假安排通知' },
    columns: {
      ...{ id: 'fact', year: 'fact', state: 'fact', notice: 'fact', words: 'fact', shown_by: 'key', shown_at: 'fact' },
      ...{ by: 'key', at: 'fact' },
    },
    person: 'kept',
    customer: 'kept',
  },
  urgent_use: {
    what: { en: 'How often people were called in ways that cost money', zh: '付费呼叫的次数' },
    columns: { platform: 'fact', way: 'fact', used: 'fact', told_at: 'fact' },
    person: 'kept',
    customer: 'kept',
  },
  api_token: {
    what: { en: 'Tokens of other programs, as hashes', zh: '其他程序的令牌（仅哈希）' },
    columns: {
      ...{
        id: 'fact',
        name: 'key',
        hash: 'secret',
        scopes: 'fact',
        customers: 'key',
        created_at: 'fact',
        created_by: 'key',
      },
      ...{ expires_at: 'fact', revoked_at: 'fact' },
    },
    person: 'kept',
    customer: 'kept',
  },
  api_request: {
    what: { en: 'Requests of programs that were done, for repeats', zh: '已完成的接口请求，用于重复判断' },
    columns: { token_id: 'fact', key: 'fact', at: 'fact', ticket: 'fact' },
    person: 'kept',
    customer: 'kept',
    until: { en: '30 days', zh: '30 天' },
  },
  link_revocation: {
    what: { en: 'Links that were ended before their time', zh: '提前作废的链接' },
    columns: { id: 'fact', scope: 'fact', subject: 'key', by: 'key', at: 'fact' },
    person: 'kept',
    customer: 'kept',
  },
  configuration: {
    what: {
      en: 'Which settings the desk was started with, without their values',
      zh: '系统启动时用了哪些设置（不含取值）',
    },
    columns: { id: 'fact', at: 'fact', by: 'key', salt: 'secret', hashes: 'fact', changed: 'fact' },
    person: 'kept',
    customer: 'kept',
  },
  house_secret: {
    what: { en: "The desk's own random secrets", zh: '系统自己的随机密钥' },
    columns: { name: 'fact', value: 'secret' },
    person: 'kept',
    customer: 'kept',
  },
  pulse: {
    what: { en: "The server's clock", zh: '服务器时钟' },
    columns: { id: 'fact', newest_at: 'fact', stepped_at: 'fact', stepped_ms: 'fact' },
    person: 'kept',
    customer: 'kept',
  },
  trouble: {
    what: { en: 'What the watchdog found wrong', zh: '看门狗发现的异常' },
    columns: { key: 'fact', since_at: 'fact', claimed_at: 'fact', told_at: 'fact' },
    person: 'kept',
    customer: 'kept',
  },
  webhook: {
    what: { en: 'How receivers of webhooks do', zh: '事件推送接收方的状态' },
    columns: {
      ...{ key: 'key', rotation: 'fact', rotated_at: 'fact', failures: 'fact', failing_since: 'fact', next_at: 'fact' },
      ...{ why: 'fact', disabled_at: 'fact' },
    },
    person: 'kept',
    customer: 'kept',
  },
} as const satisfies Readonly<Record<string, Holding>>;
