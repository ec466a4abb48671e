import type { Holding } from './holding.ts';

/** What is kept of the provider's people: their accounts, and their duty. */
export const HOLDINGS_OF_PEOPLE = {
  person_link: {
    what: { en: 'Accounts that our people linked themselves', zh: '服务方人员自行关联的账号' },
    columns: { person: 'key', platform: 'fact', user_id: 'account', at: 'fact' },
    person: 'goes',
    customer: 'kept',
  },
  lost_account: {
    what: { en: 'Accounts of our people that are gone', zh: '服务方人员已失效的账号' },
    columns: { platform: 'fact', user_id: 'account', person: 'key', why: 'fact', at: 'fact' },
    person: 'goes',
    customer: 'kept',
  },
  link_code: {
    what: { en: 'Codes that link an account', zh: '关联账号的验证码' },
    columns: { hash: 'secret', person: 'key', until: 'fact' },
    person: 'goes',
    customer: 'kept',
    until: { en: 'minutes', zh: '几分钟' },
  },
  duty_rotation: {
    what: { en: 'Who has the bell next', zh: '接下来谁值班' },
    columns: {
      ...{
        key: 'key',
        anchor_at: 'fact',
        next_due_at: 'fact',
        known: 'key',
        book_version: 'fact',
        frozen_until: 'fact',
      },
    },
    person: 'kept',
    customer: 'kept',
  },
  duty_override: {
    what: { en: 'Swaps of shifts', zh: '换班' },
    columns: {
      ...{ id: 'fact', rotation: 'key', from_at: 'fact', until_at: 'fact', person: 'key', by: 'key', at: 'fact' },
      ...{ cancelled_at: 'fact', cancelled_by: 'key' },
    },
    person: 'kept',
    customer: 'kept',
  },
  duty_edition: {
    what: { en: 'How rotations took turns', zh: '轮值顺序的历史' },
    columns: {
      id: 'fact',
      rotation: 'key',
      from_at: 'fact',
      anchor_at: 'fact',
      lead: 'fact',
      turns: 'key',
      starts: 'fact',
    },
    person: 'kept',
    customer: 'kept',
  },
  duty_past: {
    what: { en: 'Who had the bell when', zh: '过去的值班' },
    columns: {
      ...{
        id: 'fact',
        rotation: 'key',
        from_at: 'fact',
        until_at: 'fact',
        person: 'key',
        scheduled: 'key',
        by: 'key',
        layer: 'fact',
      },
    },
    person: 'kept',
    customer: 'kept',
  },
  duty_feed: {
    what: { en: 'Calendar links of our people', zh: '服务方人员的日历链接' },
    columns: { id: 'secret', owner: 'key', rotation: 'key', language: 'fact', at: 'fact', revoked_at: 'fact' },
    person: 'goes',
    customer: 'kept',
  },
  duty_group: {
    what: { en: 'Members of groups that follow the duty schedule', zh: '随值班变动的用户组成员' },
    columns: {
      ...{
        platform: 'fact',
        name: 'key',
        asked: 'account',
        placed: 'account',
        trouble: 'fact',
        told: 'fact',
        next_due_at: 'fact',
      },
    },
    person: 'masked',
    customer: 'kept',
  },
} as const satisfies Readonly<Record<string, Holding>>;
