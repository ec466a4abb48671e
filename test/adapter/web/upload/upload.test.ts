import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../../support/until.ts';
import { filesOf, ONCE, openPages, type Pages, sendFiles } from '../pages.ts';

const MEGABYTE = 1024 * 1024;
const text = (name: string, content = 'link down\n') => new File([content], name);
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
const ELF = Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(120)]);

const sha256Of = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

let pages: Pages;
let link: string | undefined;
beforeEach(async () => {
  pages = await openPages();
  link = pages.links.ticket(12, 'sample');
});
afterEach(() => pages.close());

/** The page says why, the desk gets no event, and no file is left. */
async function expectRefused(
  sent: { status: number; text: string },
  status: number,
  why: string | RegExp,
): Promise<void> {
  expect(sent.status).toBe(status);
  expect(sent.text).toMatch(why);
  expect(sent.text).toContain('role="alert"');
  expect(pages.heard).toEqual([]);
  expect(await pages.stored()).toEqual({});
}

describe('files', () => {
  it('are stored under names of ours, for us alone to read and for none to run, and the desk hears of them once', async () => {
    const sent = await sendFiles(link, [text('a.log'), new File([PNG], 'b.png')], { text: 'look' });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${link?.split('/').at(-1)}?done=sent`]);
    const [event] = pages.heard;
    expect(event).toMatchObject({
      id: `ticket/12/${ONCE}`,
      kind: 'submit',
      command: 'ticket.attach',
      args: { ticket: 'T-12' },
      values: { text: 'look' },
      place: { platform: 'web', channelId: 'customer/sample' },
      person: { platform: 'web', external: true },
    });
    const files = filesOf(event);
    expect(files.map(({ name, mediaType, bytes }) => [name, mediaType, bytes])).toEqual([
      ['a.log', 'text/plain; charset=utf-8', 10],
      ['b.png', 'image/png', PNG.length],
    ]);
    expect(files.map(({ sha256 }) => sha256)).toEqual(['link down\n', PNG].map(sha256Of));
    expect(await pages.stored()).toEqual(Object.fromEntries(files.map(({ id }) => [id, 0o600])));

    const again = await sendFiles(link, [text('a.log'), new File([PNG], 'b.png')], { text: 'look' });
    expect(again.status).toBe(303);
    expect(pages.heard).toHaveLength(1);
    expect(Object.keys(await pages.stored()).sort()).toEqual(files.map(({ id }) => id).sort());
  });

  it('may be left out where there are words', async () => {
    expect((await sendFiles(link, [new File([], '')], { text: 'still down' })).status).toBe(303);
    expect(pages.heard[0]).toMatchObject({
      command: 'ticket.update',
      values: { text: 'still down' },
      message: undefined,
    });
    expect(await pages.stored()).toEqual({});
  });

  it('go with words that are cleaned of what no database can hold', async () => {
    expect((await sendFiles(link, [], { text: 'still\0 \u001b[1mdown\r\nhere' })).status).toBe(303);
    expect(pages.heard[0]).toMatchObject({ values: { text: 'still [1mdown\nhere' } });
  });

  it('or words there must be', async () => {
    await expectRefused(await sendFiles(link, []), 422, 'Choose a file or write something');
  });

  it.each([
    ['a program', 'setup.exe', ELF],
    ['a page', 'page.html', Buffer.from('<script>alert(1)</script>')],
    ['a drawing that runs scripts', 'logo.svg', Buffer.from('<svg onload="alert(1)"/>')],
    ['a program that calls itself a picture', 'photo.png', ELF],
    ['a program that calls itself a log', 'switch.log', ELF],
    ['a picture that calls itself a document', 'report.pdf', PNG],
    ['bytes that call themselves text', 'notes.txt', Buffer.from([1, 2, 3, 0, 5])],
    ['a name without an ending', 'photo', PNG],
    ['an ending that every object has', 'a.constructor', PNG],
  ])('that are %s are refused', async (_, name, content) => {
    const sent = await sendFiles(link, [text('fine.txt'), new File([content], name)], { text: 'look <b>' });
    await expectRefused(sent, 422, 'cannot be taken');
    expect(sent.text).toContain('look &lt;b&gt;</textarea>');
  });

  it('that are empty are refused', async () => {
    await expectRefused(await sendFiles(link, [text('fine.txt'), text('empty.txt', '')]), 422, '“empty.txt” is empty');
  });

  it('of more than 20 MB are refused', async () => {
    const large = new File([Buffer.alloc(20 * MEGABYTE + 1, 'x')], 'large.txt');
    await expectRefused(await sendFiles(link, [large]), 413, 'at most 20 MB a file');
    const fits = new File([Buffer.alloc(20 * MEGABYTE, 'x')], 'large.txt');
    expect((await sendFiles(link, [fits])).status).toBe(303);
  });

  it('are at most ten', async () => {
    const eleven = Array.from({ length: 11 }, (_, index) => text(`${index}.txt`));
    await expectRefused(await sendFiles(link, eleven), 413, 'at most 10');
    expect((await sendFiles(link, eleven.slice(1))).status).toBe(303);
  });

  it.each([
    ['../../../etc/cron.d/evil.txt', 'evil.txt'],
    ['..\\..\\windows\\evil.txt', 'evil.txt'],
    ['机房照片.txt', '机房照片.txt'],
    ['gnp.\u202etxt.txt', 'gnp.txt.txt'],
  ])('called %j are kept as %j, away from any path', async (given, name) => {
    expect((await sendRaw(given)).status).toBe(303);
    expect(filesOf(pages.heard[0]).map((file) => file.name)).toEqual([name]);
    expect(Object.keys(await pages.stored())[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  /** Sends a file name that no browser would send. */
  async function sendRaw(name: string): Promise<Response> {
    const part = (header: string, content: string) =>
      `--b\r\ncontent-disposition: form-data; ${header}\r\n\r\n${content}\r\n`;
    const body = [
      part('name="do"', 'send'),
      part('name="once"', ONCE),
      part(`name="files"; filename="${name}"`, 'hello'),
      '--b--\r\n',
    ].join('');
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    return fetch(link ?? '', { method: 'POST', body, headers, redirect: 'manual' });
  }

  it('that the desk refuses are not kept, and may be sent again', async () => {
    await pages.close();
    let isOpen = false;
    pages = await openPages(() =>
      isOpen
        ? [{ kind: 'whisper', tone: 'plain', text: 'done', subject: 'ticket/12' }]
        : [{ kind: 'whisper', tone: 'bad', text: 'The ticket is closed.' }],
    );
    link = pages.links.ticket(12, 'sample');
    const sent = await sendFiles(link, [text('a.log')]);
    expect([sent.status, sent.text.includes('The ticket is closed.')]).toEqual([422, true]);
    expect(await pages.stored()).toEqual({});
    isOpen = true;
    expect((await sendFiles(link, [text('a.log')])).status).toBe(303);
    expect(Object.keys(await pages.stored())).toHaveLength(1);
  });

  it('that the desk fails over are not kept', async () => {
    await pages.close();
    pages = await openPages(() => {
      throw new Error('no database');
    });
    const sent = await sendFiles(pages.links.ticket(12, 'sample'), [text('a.log')]);
    expect([sent.status, sent.text.includes('Something went wrong')]).toEqual([500, true]);
    expect(await pages.stored()).toEqual({});
  });

  it('sent twice at the same time are heard once', async () => {
    const both = await Promise.all([sendFiles(link, [text('a.log')]), sendFiles(link, [text('a.log')])]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect(pages.heard).toHaveLength(1);
    expect(Object.keys(await pages.stored())).toHaveLength(1);
  });

  it('of one link are so many within a while, and no more', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 31; n += 1)
      statuses.push(
        (await sendFiles(link, [], { text: 'again', once: ONCE.replace(/^..../, String(1000 + n)) })).status,
      );
    expect(statuses.indexOf(429)).toBe(30);
  });
});

describe('a request', () => {
  const open: Socket[] = [];
  afterEach(() => {
    for (const socket of open.splice(0)) socket.destroy();
  });

  /** Sends the beginning of a request over a raw socket, and collects all that comes back. */
  function begin(headers: readonly string[], body: string | Buffer): { socket: Socket; answer: () => string } {
    const { hostname, port, pathname } = new URL(link ?? '');
    const socket = connect(Number(port), hostname);
    open.push(socket);
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('error', () => {});
    socket.write(
      [
        `POST ${pathname} HTTP/1.1`,
        'host: x',
        'content-type: multipart/form-data; boundary=b',
        ...headers,
        '',
        '',
      ].join('\r\n'),
    );
    socket.write(body);
    return { socket, answer: () => answer };
  }

  const PART = '--b\r\ncontent-disposition: form-data; name="files"; filename="a.txt"\r\n\r\nhalf of';

  it('that is cut off in the middle of a file leaves nothing behind', async () => {
    const { socket } = begin(['content-length: 100000'], PART);
    await until('the file begins', async () => Object.keys(await pages.stored())[0]);
    expect(await pages.stored()).toEqual({ [Object.keys(await pages.stored())[0] ?? '']: 0o600 });
    socket.destroy();
    await until('nothing is left', async () => (Object.keys(await pages.stored()).length === 0 ? true : undefined));
    expect(pages.heard).toEqual([]);
  });

  it('that ends in the middle of a file leaves nothing behind', async () => {
    const { answer } = begin([`content-length: ${PART.length}`], PART);
    await until('the answer', async () => (answer().includes('role="alert"') ? true : undefined));
    expect(answer()).toMatch(/^HTTP\/1\.1 422 /);
    expect(await pages.stored()).toEqual({});
    expect(pages.heard).toEqual([]);
  });

  it('that says it is larger than 60 MB is answered before any of it is read', async () => {
    const { answer } = begin([`content-length: ${60 * MEGABYTE + 1}`], '--b\r\n');
    await until('the answer', async () => (answer().includes('</html>') ? true : undefined));
    expect(answer()).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer()).toContain('60 MB');
  });

  it('that turns out larger than 60 MB is answered at once, and then cut off', async () => {
    const chunk = Buffer.alloc(MEGABYTE, 'x');
    const { socket, answer } = begin(['transfer-encoding: chunked'], '');
    const part = (index: number) =>
      `--b\r\ncontent-disposition: form-data; name="files"; filename="${index}.txt"\r\n\r\n`;
    const write = async (data: Buffer) => {
      socket.write(`${data.length.toString(16)}\r\n`);
      socket.write(data);
      if (socket.write('\r\n')) return;
      const done = new AbortController();
      const { signal } = done;
      await Promise.race([once(socket, 'drain', { signal }), once(socket, 'close', { signal })]).catch(() => {});
      done.abort();
    };
    let sent = 0;
    while (answer() === '' && sent < 90) {
      if (sent % 19 === 0) await write(Buffer.from(`${sent > 0 ? '\r\n' : ''}${part(sent)}`));
      await write(chunk);
      sent += 1;
    }
    await until('the answer', async () => (answer().includes('</html>') ? true : undefined));
    expect(answer()).toMatch(/^HTTP\/1\.1 413 /);
    expect(sent).toBeGreaterThanOrEqual(60);
    await until('the end', async () => (socket.closed || socket.destroyed ? true : undefined));
    expect(await pages.stored()).toEqual({});
  });

  it('that is no form is told so', async () => {
    for (const headers of [{ 'content-type': 'application/json' }, { 'content-type': 'multipart/form-data' }]) {
      const response = await fetch(link ?? '', { method: 'POST', body: '{}', headers });
      expect(response.status).toBe(422);
      await response.text();
    }
    expect(pages.heard).toEqual([]);
  });
});
