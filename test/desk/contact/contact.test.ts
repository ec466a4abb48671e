import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../src/desk/book/contact-rule.ts';
import { PRESETS } from '../../../src/desk/book/load.ts';
import type { BookSource } from '../../../src/desk/book/schema.ts';
import { callField, callNow, contactFields, nameForCustomer } from '../../../src/desk/contact/contact.ts';
import { must } from '../../support/must.ts';
import { sampleBook } from '../../support/sample-book.ts';

const HOTLINE = '400-000-0000';
const MOBILE = '138-0000-0001';
const LADDER = ['138-0000-0007', '138-0000-0008', '138-0000-0009'];

async function given(contacts: readonly Contact[], provider: Partial<BookSource['provider']> = {}) {
  const source = await sampleBook('en');
  const policy = { ...must(source.policies.standard), contacts: [...contacts] };
  return { source: { ...source, provider: { ...source.provider, ...provider } }, policy };
}

describe('B4, D18: a customer reads what the contract gives, and no other number', () => {
  it.each([
    [
      ['hotline', 'duty', 'mailbox', 'ladder'],
      [HOTLINE, MOBILE, 'service@beichen.example', ...LADDER],
    ],
    [
      ['hotline', 'duty'],
      [HOTLINE, MOBILE],
    ],
    [['hotline'], [HOTLINE]],
    [['ladder'], LADDER],
    [['mailbox'], ['service@beichen.example']],
    [[], []],
  ] as const)('%j', async (contacts, numbers) => {
    const { source, policy } = await given(contacts);
    const said = contactFields(source, policy, 'engineer1', 'en').map(({ value }) => value);
    expect(said.join('\n').match(/\d{3}-\d{4}-\d{4}|400-000-0000|\S+@[a-z.]+\b/g) ?? []).toEqual(numbers);
  });

  it('the ladder stands in order, the lowest first, with names and numbers', async () => {
    const { source, policy } = await given(['ladder']);
    expect(contactFields(source, policy, undefined, 'en')).toEqual([
      {
        label: 'Line managers, in order',
        value: '1. Zhu Xiaohong 138-0000-0007 → 2. Hu Jun 138-0000-0008 → 3. Guo Zhenhua 138-0000-0009',
      },
    ]);
  });

  it('without a hotline the mobile on duty is for all hours', async () => {
    const { source, policy } = await given(['hotline', 'duty'], { hotline: undefined });
    expect(contactFields(source, policy, 'engineer1', 'en')).toEqual([
      { label: 'Engineer on duty', value: 'Li Wei 138-0000-0001' },
    ]);
  });

  it('a card names whom to turn to, with the number where the contract gives it', async () => {
    const all = await given(['ladder']);
    const none = await given(['hotline']);
    expect(nameForCustomer(all.source, all.policy, 'ladder', 'manager1', 'zh-CN')).toBe('朱晓红 138-0000-0007');
    expect(nameForCustomer(none.source, none.policy, 'ladder', 'manager1', 'zh-CN')).toBe('朱晓红');
  });
});

describe('B4: whom to call now', () => {
  it.each([
    ['in the hours of the hotline', ['hotline', 'duty'], true, 'engineer1', `Call now: hotline ${HOTLINE}`],
    ['outside them', ['hotline', 'duty'], false, 'engineer1', `Call now: Li Wei ${MOBILE}`],
    ['outside them, no one on duty', ['hotline', 'duty'], false, undefined, `Call now: hotline ${HOTLINE}`],
    ['the mobile is not given', ['hotline'], false, 'engineer1', `Call now: hotline ${HOTLINE}`],
    ['no hotline is given', ['duty'], true, 'engineer1', `Call now: Li Wei ${MOBILE}`],
    ['nothing is given', [], true, 'engineer1', undefined],
  ] as const)('%s', async (_, contacts, isOpen, duty, expected) => {
    const { source, policy } = await given(contacts);
    expect(callNow({ source, policy, language: 'en' }, isOpen, duty)).toBe(expected);
  });
});

describe('D18: whom colleagues call', () => {
  it('those who have a number, each once', async () => {
    const { source } = await given([]);
    const { phone: _, ...silent } = must(source.people.manager2);
    const people = { ...source.people, manager2: silent };
    const keys = ['engineer1', 'manager1', 'engineer1', 'manager2', 'nobody', undefined];
    expect(callField({ people }, keys, 'en')).toEqual([
      { label: 'Call', value: 'Li Wei 138-0000-0001 · Zhu Xiaohong 138-0000-0007' },
    ]);
    expect(callField({ people }, ['manager2'], 'en')).toEqual([]);
  });
});

describe('B4, D18: the presets', () => {
  it.each(PRESETS)('%s names a hotline, a mailbox with its reader, and numbers that are made up', async (name) => {
    const { provider, people, policies } = await sampleBook('en', name);
    expect(provider.hotline?.phone).toBe(HOTLINE);
    expect(Object.keys(people)).toContain(provider.mailbox?.reader);
    for (const { phone } of Object.values(people)) expect(phone).toMatch(/^(138-0000-00\d\d|400-000-0000)$/);
    for (const { contacts } of Object.values(policies))
      expect(contacts).toEqual(['hotline', 'duty', 'mailbox', 'ladder']);
  });
});
