import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { editText } from '../../../src/desk/book/import/write.ts';
import { must } from '../../support/must.ts';
import { book, importing, mistakesOf, PRESET, sound, workbook } from './importing.ts';

const CUSTOMERS = { name: 'customers' } as const;
const csv = (...rows: readonly string[]) => ['Key,Name,Slack channel,Feishu group', ...rows, ''].join('\n');

describe('the channel columns of customers', () => {
  it('give a new customer its channels, in its language’s columns too, and the only policy of the book', async () => {
    const { source, edits, content } = sound(await importing(csv('acme,Acme,C0123456789,oc_0123'), CUSTOMERS));
    expect(source.customers.acme?.policy).toBe('standard');
    expect(source.channels.acme).toMatchObject({
      purpose: 'customer',
      customer: 'acme',
      platform: 'slack',
      id: 'C0123456789',
      name: { zh: 'Acme', en: 'Acme' },
    });
    expect(source.channels['acme-feishu']).toMatchObject({ platform: 'feishu', id: 'oc_0123', customer: 'acme' });
    const written = must(editText(await readFile(PRESET, 'utf8'), edits, content));
    expect(parse(written, { maxAliasCount: -1 }).channels.acme.id).toBe('C0123456789');
    const chinese = '编号,名称,Slack 频道,飞书群\nacme,Acme,C0123456789,oc_0123\n';
    const again = sound(await importing(chinese, { ...CUSTOMERS, base: { ...book, content } }, 'zh-CN'));
    expect(again.edits, 'the second time nothing is new').toEqual([]);
    expect(again.counts.customers).toEqual({ added: 0, changed: 0, same: 1 });
  });

  it('a known channel gets its new id; of several it is not guessed', async () => {
    const first = sound(await importing(csv('acme,Acme,C0123456789,'), CUSTOMERS));
    const base = { ...book, content: first.content };
    const moved = sound(await importing(csv('acme,Acme,C0000000009,'), { ...CUSTOMERS, base }));
    expect(moved.edits).toEqual([{ path: ['channels', 'acme', 'id'], value: 'C0000000009' }]);
    expect(moved.counts.customers).toEqual({ added: 0, changed: 1, same: 0 });
    const { channels, ...rest } = first.content as { channels: Record<string, unknown> };
    const second = { purpose: 'customer', customer: 'acme', platform: 'slack', id: 'C0000000002', name: 'Night' };
    const two = { ...book, content: { ...rest, channels: { ...channels, night: second } } };
    expect(await mistakesOf(csv('acme,Acme,C0000000009,'), { ...CUSTOMERS, base: two })).toEqual([
      'customers, row 2, column Slack channel: this customer has several channels there (acme, night); change the right one in the book',
    ]);
    expect(sound(await importing(csv('acme,Acme,C0000000002,'), { ...CUSTOMERS, base: two })).edits).toEqual([]);
  });

  it('refuse a name, and a channel that another customer has, by row and column', async () => {
    const rows = csv('acme,Acme,#acme,', 'brook,Brook,C0123456789,', 'cliff,Cliff,C0123456789,');
    expect(await mistakesOf(rows, CUSTOMERS)).toEqual([
      expect.stringMatching(/^customers, row 2, column Slack channel: .*its id is wanted/),
      expect.stringMatching(/^customers, row 4, column Slack channel: .*is the channel brook already/),
    ]);
  });
});

it('of several policies a new customer names one', async () => {
  const { policies, ...rest } = book.content as { policies: Record<string, unknown> };
  const base = { ...book, content: { ...rest, policies: { ...policies, gold: policies.standard } } };
  expect(await mistakesOf('名称\n甲公司\n', { ...CUSTOMERS, base }, 'zh-CN')).toEqual([
    'customers，第 2 行，“服务方案”列：不能为空；可填：standard, gold',
  ]);
});

it('a new customer without a site of its own has one, which devices need not name', async () => {
  const customers = sound(await importing('Name\nAcme\n', CUSTOMERS));
  expect(customers.source.customers.acme?.sites).toMatchObject([{ key: 'main', name: { zh: 'Acme', en: 'Acme' } }]);
  expect(customers.notes).toEqual(['Acme has no row among the sites, so it has one site of its own name.']);
  const both = await workbook({
    设备: [
      ['客户', '名称'],
      ['甲公司', '电梯'],
    ],
    客户: [['名称'], ['甲公司']],
  });
  const { source, notes } = sound(await importing(both, {}, 'zh-CN'));
  const added = Object.values(source.customers).at(-1);
  expect(added?.devices).toMatchObject([{ name: { zh: '电梯' }, site: 'main' }]);
  expect(notes).toEqual(['甲公司没有填站点，已用客户名称建一个站点。']);
});

it('a contact known by telephone alone needs no id', async () => {
  const { source } = sound(
    await importing('Customer,Name,Phone\nsample,Pat Peel,020 7946 0200\n', { name: 'contacts' }),
  );
  expect(source.customers.sample?.people.at(-1)).toEqual({
    name: { zh: 'Pat Peel', en: 'Pat Peel' },
    ids: {},
    phone: '020 7946 0200',
  });
  expect(await mistakesOf('Customer,Name,Slack id\nsample,Pat Peel,@pat\n', { name: 'contacts' })).toEqual([
    expect.stringMatching(/^contacts, row 2, column Slack id: .*user id is wanted/),
  ]);
});
