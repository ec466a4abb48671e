import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createScan } from '../../../../src/adapter/web/upload/clamd.ts';
import { ClamdSetting } from '../../../../src/lib/clamd-address.ts';
import { type ClamdServer, EICAR, openClamdServer } from '../../../support/clamd-server.ts';
import { openPages, type Pages, sendFiles } from '../pages.ts';

const text = (name: string, content = 'link down\n') => new File([content], name);

let clamd: ClamdServer;
let pages: Pages;
beforeEach(async () => {
  clamd = await openClamdServer();
  pages = await openPages(undefined, createScan({ host: '127.0.0.1', port: clamd.port }, 2_000));
});
afterEach(async () => {
  await pages.close();
  await clamd.close();
});
const send = (...files: readonly File[]) => sendFiles(pages.links.ticket(12, 'sample'), files);

describe('files, where a scanner is configured', () => {
  it('are scanned whole and taken if nothing is found', async () => {
    const large = `${randomBytes(2_000_000).toString('base64')}\n`;
    expect((await send(text('a.log'), text('b.log', large))).status).toBe(303);
    expect(clamd.scanned.map((each) => each.toString())).toEqual(['link down\n', large]);
    expect(Object.keys(await pages.stored())).toHaveLength(2);
  });

  it('with a virus are refused in words that name the file, and nothing of the request is kept', async () => {
    const sent = await send(text('a.log'), text('b.txt', EICAR));
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('“b.txt” contains a virus');
    expect([pages.heard, await pages.stored()]).toEqual([[], {}]);
  });

  it.each<[string, Parameters<ClamdServer['behave']>[0]]>([
    ['says nothing', 'silent'],
    ['closes the connection', 'close'],
    ['takes smaller files only', { mostBytes: 3 }],
  ])('are refused with “try again later” while the scanner %s, and taken afterwards', async (_what, how) => {
    clamd.behave(how);
    const sent = await send(text('a.log'));
    expect(sent.status).toBe(503);
    expect(sent.text).toContain('Try again later');
    expect([pages.heard, await pages.stored()]).toEqual([[], {}]);
    clamd.behave('scan');
    expect((await send(text('a.log'))).status).toBe(303);
  });

  it('are refused while there is no scanner at its address', async () => {
    await clamd.close();
    expect((await send(text('a.log'))).status).toBe(503);
    clamd = await openClamdServer();
  });
});

describe('CLAMD', () => {
  it.each([
    ['127.0.0.1:3310', { host: '127.0.0.1', port: 3310 }],
    ['clamav:3310', { host: 'clamav', port: 3310 }],
    ['[::1]:3310', { host: '::1', port: 3310 }],
    ['/run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
  ])('reads %s', (given, address) => {
    expect(ClamdSetting.parse(given)).toEqual(address);
  });

  it.each(['clamav', 'clamav:0', 'clamav:99999', 'run/clamd.ctl', 'tcp://clamav:3310'])('refuses %s', (given) => {
    expect(ClamdSetting.safeParse(given).success).toBe(false);
  });
});
