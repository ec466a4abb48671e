import { describe, expect, it } from 'vitest';
import { createCustomerMask, createPersonMask } from '../../../src/desk/privacy/mask.ts';
import type { Traces } from '../../../src/desk/privacy/traces.ts';

const LI: Traces = {
  pseudonym: 'p-1',
  key: undefined,
  accounts: [{ platform: 'slack', userId: 'U1LI' }],
  names: ['Li Na', '李娜'],
  contacts: ['13800001111'],
  customers: ['acme'],
};
const GU: Traces = { ...LI, key: 'gu', accounts: [], names: ['Gu'], contacts: [] };
const mask = (traces = LI) => createPersonMask(traces, (text) => ['gu', 'lee', 'severe'].includes(text));
const masked = (value: object, traces = LI) => mask(traces).value({ value }) as { value: unknown };

describe('the mask for a person', () => {
  it.each([
    ['a name in what others wrote', { text: 'called Li Na, 李娜说好' }, { text: 'called p-1, p-1说好' }],
    ['no part of another word', { text: 'Linas Li Nao' }, { text: 'Linas Li Nao' }],
    ['in any case of letters', { text: 'LI NA' }, { text: 'p-1' }],
    ['a number, also in a field for codes', { device: '13800001111' }, { device: 'p-1' }],
    ['not a key of the book', { by: 'lee', assignee: 'lee' }, { by: 'lee', assignee: 'lee' }],
    ['what they said, by the name beside it', { who: 'Li Na', at: 5, text: 'mine' }, { who: 'p-1', at: 5, text: '' }],
    ['not what a colleague said', { who: 'Bo', text: 'his' }, { who: 'Bo', text: 'his' }],
    [
      'a report by their account, with its title',
      { reporter: { platform: 'slack', userId: 'U1LI' }, title: 'down', level: 'severe' },
      { title: '—', level: 'severe' },
    ],
    [
      'the same id on another platform is another person',
      { reporter: { platform: 'feishu', userId: 'U1LX' }, title: 'x' },
      { reporter: { platform: 'feishu', userId: 'U1LX' }, title: 'x' },
    ],
    [
      'among several who reported',
      {
        reporters: [
          { platform: 'slack', userId: 'U1LI' },
          { platform: 'slack', userId: 'U2' },
        ],
      },
      { reporters: [{ platform: 'slack', userId: 'U2' }] },
    ],
    [
      'a signature stays, without the name',
      { signatures: [{ who: 'customer', name: 'Li Na', at: 5 }] },
      { signatures: [{ who: 'customer', name: 'p-1', at: 5 }] },
    ],
    ['their phone beside their name', { contact: 'Li Na', phone: '555-1234' }, { contact: 'p-1', phone: '' }],
    [
      'which notices were told is no person',
      { told: ['reminder'], complainer: { platform: 'slack', userId: 'U9' } },
      { told: ['reminder'], complainer: { platform: 'slack', userId: 'U9' } },
    ],
  ])('takes out %s', (_, value, left) => {
    expect(masked(value)).toEqual({ value: left });
  });

  it('takes what one of ours wrote by their key, and keeps the key', () => {
    expect(masked({ by: 'gu', text: 'reloaded', level: 'severe' }, GU)).toEqual({
      value: { by: 'gu', text: '', level: 'severe' },
    });
    expect(masked({ text: 'Gus and Gu' }, GU)).toEqual({ value: { text: 'Gus and p-1' } });
  });

  it('takes the words of a nameless customer in their own case only, and copies of them elsewhere', () => {
    const own = mask();
    const said = { by: 'customer', data: { what: 'answer', text: 'the second cable is loose' } };
    expect(own.entry(said, false)).toEqual(said.data);
    expect(own.entry(said, true)).toEqual({ what: 'answer', text: '' });
    expect(own.value({ line: 'Customer: the second cable is loose!', same: 'the second cable is loose' })).toEqual({
      line: 'Customer: …!',
      same: '',
    });
  });

  it('reaches into entries of a ticket that was merged, and finds files that went', () => {
    const own = mask();
    const inner = {
      kind: 'ticket.updated',
      by: 'customer',
      at: 5,
      data: { who: 'Li Na', text: 'mine', attached: [{ id: 'f1', name: 'a.png' }] },
    };
    expect(own.entry({ by: 'clock', data: { from: 3, entry: inner } }, false)).toMatchObject({
      from: 3,
      entry: { at: 5, data: { who: 'p-1', text: '', attached: [] } },
    });
    expect([...own.files]).toEqual(['f1']);
  });

  it('takes out files that the desk made, for they print names', () => {
    const own = mask();
    expect(own.value({ handedIn: { files: [{ from: 'desk', id: 7, name: 'report.docx' }] } })).toEqual({
      handedIn: { files: [] },
    });
    expect([...own.made]).toEqual([7]);
  });
});

it('the mask for a customer takes every word and account, and keeps what clocks count by', () => {
  const own = createCustomerMask((text) => text === 'gu');
  const facts = {
    customer: 'acme',
    title: 'down',
    details: 'secret',
    reporter: { platform: 'slack', userId: 'U1' },
    told: { name: 'Li', at: 3 },
  };
  expect(own.value({ facts, assignee: 'gu', resolvedAts: [5], told: ['due'] })).toEqual({
    facts: { customer: 'acme', title: '—', details: '', told: { name: '', at: 3 } },
    assignee: 'gu',
    resolvedAts: [5],
    told: ['due'],
  });
});
