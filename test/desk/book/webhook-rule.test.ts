import { describe, expect, it, test } from 'vitest';
import {
  checkWebhook,
  EVENT_FAMILIES,
  isToldOf,
  matchesEvent,
  WebhookRule,
} from '../../../src/desk/book/webhook-rule.ts';
import { readSources } from '../../house/sources.ts';

const RULE: WebhookRule = { url: 'https://erp.example.com/in', events: ['*'] };
const problems = (rule: object) => {
  const read = WebhookRule.safeParse({ ...RULE, ...rule });
  return read.success ? [] : read.error.issues.map(({ path }) => path.join('.'));
};

describe('a webhook in the book', () => {
  test.each([
    ['https://erp.example.com/in', []],
    ['http://127.0.0.1:8080/in', []],
    ['http://localhost/in', []],
    ['http://erp.example.com/in', ['url']],
    ['http://10.0.0.1/in', ['url']],
    ['https://me:secret@erp.example.com/in', ['url']],
    ['ftp://erp.example.com', ['url']],
    ['erp', ['url']],
  ])('goes to %s: %j', (url, wrong) => {
    expect([...new Set(problems({ url }))]).toEqual(wrong);
  });

  it('names kinds of events', () => {
    expect(problems({ events: ['ticket.*', 'sla.breached', '*'] })).toEqual([]);
    for (const events of [[], ['ticket'], ['*.opened'], ['Ticket.opened'], ['ticket.*.x']])
      expect(problems({ events })).toHaveLength(1);
  });
});

it('is told of a customer or a family of events that there is not', () => {
  const rule = { ...RULE, events: ['*', 'tickets.*'], customers: ['bank', 'bnk'] };
  expect([...checkWebhook(['webhooks', 'erp'], rule, () => ['bank'])]).toEqual([
    { path: ['webhooks', 'erp', 'customers', 1], message: expect.stringContaining('did you mean "bank"?') },
    { path: ['webhooks', 'erp', 'events', 1], message: expect.stringContaining('did you mean "ticket"?') },
  ]);
});

test.each([
  ['*', 'ticket.opened', true],
  ['*', 'complaint.opened', false],
  ['complaint.*', 'complaint.opened', true],
  ['complaint.closed', 'complaint.opened', false],
  ['ticket.*', 'ticket.opened', true],
  ['ticket.*', 'tickets.opened', false],
  ['ticket.opened', 'ticket.opened', true],
])('%s means %s: %s', (pattern, kind, means) => {
  expect(matchesEvent(pattern, kind)).toBe(means);
});

test.each([
  [undefined, 'bank', false, true],
  [undefined, 'bank', true, false],
  [undefined, undefined, false, true],
  [['bank'], 'bank', true, true],
  [['bank'], 'rival', false, false],
  [['bank'], undefined, false, false],
])('for %j: an event of %s, confidential %s: %s', (customers, customer, isConfidential, told) => {
  const rule = customers ? { ...RULE, customers } : RULE;
  expect(isToldOf(rule, { kind: 'ticket.opened', customer, isConfidential })).toBe(told);
});

it('knows the families of all entries that a store logs', () => {
  const hearts = readSources().filter(({ path }) => /^src\/desk\/.+\.ts$/.test(path));
  const kinds = hearts.flatMap(({ code }) =>
    [...code.matchAll(/\{ kind: ['`]([a-z-]+)\.[^'`]*['`], at\b/g)].map(([, family]) => family ?? ''),
  );
  expect(kinds.length).toBeGreaterThan(10);
  expect(kinds.filter((family) => !EVENT_FAMILIES.includes(family))).toEqual([]);
});
