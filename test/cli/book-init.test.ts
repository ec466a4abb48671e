import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Asker, Cancelled, ENTER_ALWAYS } from '../../src/cli/book-init/asker.ts';
import { askOnTerminal } from '../../src/cli/book-init/terminal.ts';
import { initBook } from '../../src/cli/book-init-command.ts';
import { readBookFile } from '../../src/desk/book/load.ts';
import { LANGUAGES } from '../../src/lib/language.ts';
import { seedDatabase } from '../support/database.ts';
import { endDesks, startDesk } from '../support/desk-process.ts';
import { runDeskbell } from '../support/deskbell.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-init-'));
  file = join(folder, 'book.yaml');
});
afterEach(async () => {
  await endDesks();
  await rm(folder, { recursive: true });
});

const sourceOf = async () => (await readBookFile(file)).source;

/** Answers the questions whose words have one of these pieces; Enter to all others. What is refused is tried again. */
function answering(answers: readonly (readonly [piece: string, ...typed: string[]])[]) {
  const refused: string[] = [];
  const left = answers.map(([piece, ...typed]) => ({ piece, typed }));
  const next = (question: string) =>
    left.find(({ piece, typed }) => question.includes(piece) && typed.length > 0)?.typed.shift();
  const ask: Asker = {
    async text(question, preset, refuse) {
      for (let typed = next(question); typed !== undefined; typed = next(question)) {
        const why = refuse(typed);
        if (why === undefined) return typed;
        refused.push(why);
      }
      return preset;
    },
    choice: async (question, options, preset) => {
      const typed = next(question);
      return options.find(({ value }) => value === typed)?.value ?? preset;
    },
    yesNo: async (question, preset) => (next(question) === undefined ? preset : true),
  };
  return { ask, refused };
}

describe('book init', () => {
  it.each(LANGUAGES)('writes a sound book where a person only presses Enter (%s)', async (language) => {
    const told = await initBook(ENTER_ALWAYS, file, language);
    expect(told.join('\n')).toContain(file);
    const source = await sourceOf();
    expect(source.provider.language).toBe(language);
    expect(source.policies.standard?.clocks.respond?.limits).toMatchObject([{ within: '30m' }, { within: '4wh' }]);
    // Only what is needed: a default is not written.
    expect(await readFile(file, 'utf8')).not.toMatch(/warnAtPercent|undoWithin|inspection/);
  });

  it('writes what a lift company in Leeds says, and checks every answer at once', async () => {
    const { ask, refused } = answering([
      ['company', 'Leeds Lifts: 24/7 #1'],
      ['zone', 'Leeds', 'Europe/Londn', 'Europe/London'],
      ['hours', '18:00-08:00', '8:00 – 18.00'],
      ['Where do you work', 'slack'],
      ['engineer', 'Ann'],
      ['Ann’s user id', 'ann', 'U0123456781'],
      ['Another', 'yes', 'yes'],
      ['this person', 'Bob', 'Sue'],
      ['What does Sue', 'desk'],
      ['Bob’s user id', 'U0123456781', 'U0123456782'],
      ['team works', '#team', 'C0123456781'],
      ['share with', 'C0123456783'],
      ['severe', 'Stuck, Stuck', 'Person inside, Standstill, Noise'],
      ['Person inside: repaired', '-'],
      ['Noise: answered', 'tomorrow', '1wd'],
    ]);
    const told = await initBook(ask, file, 'en');
    expect(refused).toEqual([
      'A zone is named as in Europe/London or Asia/Shanghai',
      'A zone is named as in Europe/London or Asia/Shanghai; did you mean Europe/London?',
      'There is no such hour: write 09:00-17:30, the opening first',
      'An id like U0123456789 is wanted, not a name',
      'This is Ann’s id already',
      'An id like C0123456789 is wanted, not a name',
      'One to nine names that differ, with commas between them',
      'Write it as 30m, 8h, 4wh (working hours) or 2wd (working days), or a hyphen',
    ]);
    expect(told.join('\n')).toContain('marked “later”: Escalation, Meg Moore, Sue');
    const source = await sourceOf();
    expect(source.provider.name.en).toBe('Leeds Lifts: 24/7 #1');
    expect(source.calendars.office?.week.mon).toEqual([['08:00', '18:00']]);
    expect(source.rotations.primary?.members).toEqual(['ann', 'bob']);
    expect(source.people.sue).toMatchObject({ roles: ['desk'], ids: {} });
    expect(source.channels['first-customer']).toMatchObject({ id: 'C0123456783', customer: 'first-customer' });
    expect(source.policies.standard?.clocks.resolve?.limits).toMatchObject([
      { levels: ['standstill'], within: '1wd' },
      { levels: ['noise'], within: '2wd' },
    ]);
  });

  it('takes a customer without a channel, and a contract without any times', async () => {
    const { ask } = answering([
      ['在哪里服务', 'feishu'],
      ['分几级', '故障'],
      ['多久响应', '－'],
      ['多久修复', '-'],
    ]);
    await initBook(ask, file, 'zh-CN');
    const source = await sourceOf();
    expect(Object.keys(source.channels)).toEqual(['team', 'escalation']);
    expect(source.policies.standard?.clocks).toEqual({});
    expect(await readFile(file, 'utf8')).toContain('clocks: {} # 不承诺时间，也就不会超时');
  });

  it('writes a sound book whatever people and customers are called', { timeout: 60_000 }, async () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .map((text) => text.replace(/\p{Cc}/gu, '').trim())
      .filter((text) => text !== '');
    await fc.assert(
      fc.asyncProperty(name, name, name, async (provider, engineer, customer) => {
        const { ask } = answering([
          ['company', provider],
          ['engineer', engineer],
          ['first customer', customer],
        ]);
        await rm(file, { force: true });
        await initBook(ask, file, 'en');
        const source = await sourceOf();
        const { people, rotations } = source;
        expect(source.provider.name.en).toBe(provider);
        expect(people[rotations.primary?.members?.[0] ?? '']?.name.en).toBe(engineer);
        expect(Object.values(source.customers)[0]?.name.en).toBe(customer);
      }),
      { numRuns: 60 },
    );
  });

  it('asks before it writes over a file, and leaves it as it is without a clear yes', async () => {
    await writeFile(file, 'mine');
    await expect(initBook(ENTER_ALWAYS, file, 'en')).rejects.toBeInstanceOf(Cancelled);
    expect(await readFile(file, 'utf8')).toBe('mine');
    await initBook(answering([['Write over it', 'yes']]).ask, file, 'en');
    expect((await sourceOf()).provider.name.en).toBe('Example Service');
  });
});

describe('book init on a terminal', () => {
  /** A terminal on which these lines are typed, each once a question waits for it; and what it shows. */
  function terminalWith(lines: readonly string[]) {
    const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
    const output = Object.assign(new PassThrough(), { isTTY: true, columns: 100, rows: 40 });
    const left = [...lines];
    let shown = '';
    output.on('data', (chunk: Buffer) => {
      shown += chunk.toString('utf8');
      // The cursor is hidden when a question begins to wait.
      if (!chunk.includes('\u001b[?25l')) return;
      const line = left.shift() ?? '\r';
      setImmediate(() => input.write(line));
    });
    return { terminal: { input, output }, shown: () => shown };
  }

  it('asks one question after the other, and Enter takes what is shown', async () => {
    const { terminal, shown } = terminalWith(['Leeds Lifts\r']);
    await initBook(await askOnTerminal(terminal), file, 'en');
    expect(shown()).toContain('Name of your company');
    expect(shown()).toContain('Example Service');
    const source = await sourceOf();
    expect(source.provider.name.en).toBe('Leeds Lifts');
    expect(source.people['ann-archer']?.roles).toEqual(['engineer']);
  });

  it('stops at Ctrl-C, and nothing is written', async () => {
    const { terminal } = terminalWith(['Leeds Lifts\r', '\u0003']);
    await expect(askOnTerminal(terminal).then((ask) => initBook(ask, file, 'en'))).rejects.toBeInstanceOf(Cancelled);
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });
});

describe('deskbell book init', () => {
  it('without a terminal says what to do instead, with exit status 2', async () => {
    const { status, stderr } = await runDeskbell(['book', 'init', file, '--lang', 'en']);
    expect(status).toBe(2);
    expect(stderr).toContain('Questions need a terminal, and this is none. “--yes” writes a book with all defaults');
  });

  it('--yes writes a book that passes `book check`, starts, and is not written over', async () => {
    expect((await runDeskbell(['book', 'init', file, '--yes'])).status).toBe(0);
    expect(await runDeskbell(['book', 'check', file])).toMatchObject({ status: 0 });
    const written = await readFile(file, 'utf8');
    expect(await runDeskbell(['book', 'init', file, '--yes', '--lang', 'zh-CN'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('已存在，保持不变'),
    });
    expect(await readFile(file, 'utf8')).toBe(written);
    await seedDatabase(join(folder, 'data'));
    const desk = await startDesk({ env: { DATA_DIR: join(folder, 'data'), BOOK: file } });
    expect((await fetch(`${desk.url}readyz`)).status).toBe(200);
    expect((await desk.end('SIGTERM')).code).toBe(0);
  });

  it.each([
    ['.', 'is a folder; name a file in it'],
    ['nowhere/book.yaml', 'There is no folder'],
  ])('refuses %s', async (path, said) => {
    const { status, stderr } = await runDeskbell(['book', 'init', join(folder, path), '--yes', '--lang', 'en']);
    expect(status).toBe(2);
    expect(stderr).toContain(said);
  });
});
