import type { Holding } from './holding.ts';

/** What is kept of conversations beside cases: mail, words that wait for an answer, deliveries of the platforms. */
export const HOLDINGS_OF_TALK = {
  mail_cursor: {
    what: { en: 'Where the reading of the mailbox stands', zh: '邮箱读到哪里' },
    columns: { mailbox: 'key', validity: 'fact', uid: 'fact', at: 'fact' },
    person: 'kept',
    customer: 'kept',
  },
  mail_thread: {
    what: { en: 'Conversations by mail: subject, addresses, the last card', zh: '邮件会话：主题、地址、最新卡片' },
    columns: {
      ...{
        channel: 'fact',
        id: 'fact',
        topic: 'words',
        people: 'account',
        about: 'fact',
        last: 'fact',
        card: 'words',
        at: 'fact',
      },
    },
    person: 'masked',
    customer: 'goes',
    until: 'KEEP_MAIL_DAYS',
  },
  mail_message: {
    what: { en: 'The ids of mails, by which answers find their conversation', zh: '邮件编号，用于归入会话' },
    columns: { channel: 'fact', id: 'fact', thread: 'fact', at: 'fact' },
    person: 'kept',
    customer: 'goes',
    until: 'KEEP_MAIL_DAYS',
  },
  mail_stranger: {
    what: {
      en: 'When an unknown address was answered last, so that it is answered once',
      zh: '上次答复陌生地址的时间，避免重复答复',
    },
    columns: { address: 'account', at: 'fact' },
    person: 'goes',
    customer: 'kept',
    until: 'KEEP_MAIL_DAYS',
  },
  kept_words: {
    what: { en: 'Words whose meaning the desk asked about, until the answer', zh: '意思待问清的话，问清为止' },
    columns: {
      ...{ id: 'secret', platform: 'fact', person: 'account', channel: 'fact', thread: 'fact', command: 'fact' },
      ...{ input: 'words', message: 'words', at: 'fact' },
    },
    person: 'goes',
    customer: 'goes',
    until: { en: 'a week', zh: '一周' },
  },
  listen_offer: {
    what: { en: 'When a person was last offered to report a fault', zh: '上次主动询问某人是否报障的时间' },
    columns: { platform: 'fact', channel: 'fact', person: 'account', at: 'fact' },
    person: 'goes',
    customer: 'goes',
    until: 'KEEP_CHAT_DAYS',
  },
  receipt: {
    what: { en: 'Deliveries of the platforms, so that none is worked twice', zh: '平台投递的回执，避免重复处理' },
    columns: {
      ...{
        platform: 'fact',
        event_id: 'fact',
        at: 'fact',
        seq: 'fact',
        state: 'fact',
        channel: 'fact',
        person: 'account',
      },
      ...{ payload: 'words', owner: 'fact', attempts: 'fact' },
    },
    person: 'masked',
    customer: 'kept',
    until: { en: 'a week; the words a day at most', zh: '一周；内容最多一天' },
  },
} as const satisfies Readonly<Record<string, Holding>>;
