import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { docxWords } from '../support/docx-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { reportSevere } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

interface Evidence {
  readonly case: string;
  readonly book: { readonly sha256: string; readonly clauses: readonly { readonly clause: string }[] };
  readonly promises: readonly {
    readonly metric: string;
    readonly clause: string;
    readonly result: string;
    readonly due: { readonly utc: string; readonly local: string };
    readonly computed: { readonly start: { readonly utc: string }; readonly span: string };
  }[];
  readonly chain: { readonly seed: string; readonly head: string; readonly whole: boolean };
  readonly log: readonly {
    readonly seq: number;
    readonly at: { readonly utc: string };
    readonly kind: string;
    readonly by: string;
    readonly words: string;
    readonly data: object;
    readonly salt: string;
    readonly hash: string;
  }[];
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/** The files that the desk made, the newest first. */
const made = (house: TestHouse) => house.database.prisma.madeFile.findMany({ orderBy: { id: 'desc' } });
const filesOf = (house: TestHouse, person: string) =>
  house.seen(`@${person}`).messages.flatMap(({ file }) => file ?? []);

/** Keys in the order of the alphabet, as the description of the chain in the file says: written again, not imported. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

eachHouse((open, language) => {
  async function worked(): Promise<TestHouse> {
    const house = await open();
    await reportSevere(house, '核心交换机 core switch down');
    await house.forward({ minutes: 11 });
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.say('engineer1', 'team', '/desk resolve T-1 更换光模块');
    await house.forge('engineer1', 'team', 'paper.deliver', {
      ...{ ticket: 'T-1', report: 'fault-report', symptom: 's', handling: 'h' },
      ...{ cause: 'c', solution: 'x', prevention: 'p' },
    });
    return house;
  }

  it('a manager gets one case as a document and as JSON, in private, and both are recorded', async () => {
    const house = await worked();
    const told = await house.say(
      'manager1',
      'managers',
      { 'zh-CN': '/desk 证据 T-1', en: '/desk evidence T-1' }[language],
    );
    expect([told.refused, told.text]).toEqual([undefined, t(language, 'evidence.told', { ticket: 'T-1' })]);
    const name = t(language, 'evidence.name', { ticket: 'T-1' });
    expect(filesOf(house, 'manager1')).toEqual([`${name}.docx`, `${name}.json`]);
    const records = await house.database.prisma.exportRecord.findMany({ orderBy: { id: 'asc' } });
    expect(records.map(({ what, about, by, format, customer }) => [what, about, by, format, customer])).toEqual([
      ['evidence', 'T-1', 'manager1', 'docx', 'sample'],
      ['evidence', 'T-1', 'manager1', 'json', 'sample'],
    ]);
    for (const file of await made(house)) {
      const record = records.find(({ format }) => file.name === `${name}.${format}`);
      if (record) expect(createHash('sha256').update(file.bytes).digest('hex')).toBe(record.sha256);
    }
  });

  it('the JSON has log, clauses, clocks and files, and its chain can be checked by its own description', async () => {
    const house = await worked();
    await house.say('director', '@director', '/desk evidence T-1');
    const files = await made(house);
    const json = must(files.find(({ mediaType }) => mediaType === 'application/json'));
    const evidence = JSON.parse(Buffer.from(json.bytes).toString()) as Evidence;
    const respond = must(evidence.promises.find(({ metric }) => metric === 'respond'));
    expect(respond).toMatchObject({
      result: 'late',
      due: { utc: '2026-09-28T02:20:00.000Z', local: '2026-09-28T10:20:00+08:00' },
      computed: { start: { utc: '2026-09-28T02:10:00.000Z' }, span: '10m' },
    });
    expect(evidence.book.clauses.map(({ clause }) => clause)).toContain(respond.clause);
    expect(evidence.book.sha256).toMatch(/^[0-9a-f]{64}$/);
    const report = must(files.find(({ name }) => name.startsWith('T-1 ')));
    expect(evidence.files.map((each) => [each.name, each.sha256])).toContainEqual([
      report.name,
      createHash('sha256').update(report.bytes).digest('hex'),
    ]);
    let before = evidence.chain.seed;
    for (const { seq, at, kind, by, data, salt, hash } of evidence.log) {
      const digest = sha256(`${salt}\n${JSON.stringify(sorted({ seq, at: at.utc, kind, by, data }))}`);
      before = sha256(`${before}:${digest}`);
      expect([seq, hash]).toEqual([seq, before]);
    }
    expect(evidence.chain).toMatchObject({ head: before, whole: true });
    expect(evidence.log.map(({ words }) => words).join('\n')).toContain('更换光模块');
  });

  it('the document says the same in words, and that the log does not fit if it does not', async () => {
    const house = await worked();
    await house.say('manager1', '@manager1', '/desk evidence T-1');
    const words = async () => docxWords(must((await made(house)).find(({ name }) => name.endsWith(`T-1.docx`))).bytes);
    const said = await words();
    for (const part of [
      t(language, 'evidence.title'),
      '核心交换机 core switch down',
      t(language, 'metric.respond'),
      t(language, 'export.value.late'),
      '2026-09-28 10:20:00+08:00',
      '更换光模块',
      'deskbell verify T-1',
      t(language, 'evidence.check'),
    ])
      expect(said).toContain(part);
    expect(said).toMatch(/[0-9a-f]{64}/);
    const unfit = t(language, 'evidence.misfits', { numbers: '' }).slice(0, 12);
    expect(said).not.toContain(unfit);
    await house.database.query('alter table ticket_event disable trigger user');
    await house.database.query(
      `update ticket_event set at = at - interval '5 minutes' where kind = 'ticket.acknowledged'`,
    );
    await house.say('manager1', '@manager1', '/desk evidence T-1');
    expect(await words()).toContain(unfit);
  });

  it('is not for engineers, customers or those who may not open the case', async () => {
    const house = await worked();
    expect((await house.say('engineer1', 'team', '/desk evidence T-1')).refused).toBe('export.not-yours');
    expect((await house.say('manager1', '@manager1', '/desk evidence T-9')).refused).toBe('ticket.not-found');
    const source = await sampleBook(language);
    const sample = must(source.customers.sample);
    const confidential = { access: ['director' as const], channels: [] };
    await house.apply({ ...source, customers: { ...source.customers, sample: { ...sample, confidential } } });
    expect((await house.say('manager1', '@manager1', '/desk evidence T-1')).refused).toBe('confidential.closed');
    expect((await house.say('director', '@director', '/desk evidence T-1')).refused).toBeUndefined();
    const access = await house.database.prisma.confidentialAccess.findMany();
    expect(access.map(({ person, what, about }) => [person, what, about])).toEqual([['director', 'exported', 'T-1']]);
  });

  it('a case that was moved to a newer book tells of the move, and what was kept before keeps its clause and deadline', async () => {
    const house = await open();
    await house.say('customer-sample-1', 'customer-sample', '/fault no signal');
    await house.forward({ minutes: 10 });
    await house.say('engineer1', 'team', '/desk ack T-1');
    const due = Date.parse('2026-09-28T11:10:00+08:00');
    const standard = must(house.book.policies.standard);
    const { respond, ...clocks } = standard.clocks;
    const other = { ...must(respond), clause: 'X1', limits: [{ within: '5m', plusTravel: false }] };
    for (const next of [{ ...clocks, respond: other }, clocks]) {
      await house.apply({ ...house.book, policies: { standard: { ...standard, clocks: next } } });
      const shown = must((await house.say('director', 'team', '/desk book move')).card);
      await house.press('director', 'team', 'book.move', { on: shown });
    }
    await house.say('director', '@director', '/desk evidence T-1');
    const [json] = (await made(house)).filter(({ name }) => name.endsWith('.json'));
    const evidence = JSON.parse(Buffer.from(must(json).bytes).toString());
    expect(evidence.promises).toMatchObject([
      { metric: 'respond', clause: 'D2', version: 1, result: 'kept', due: { utc: new Date(due).toISOString() } },
    ]);
    expect(evidence.promises[0].computed).toBeUndefined();
    expect(evidence.book).toMatchObject({
      version: 3,
      moves: [
        { by: 'director', from: 1, to: 2 },
        { from: 2, to: 3 },
      ],
    });
    expect(evidence.chain.whole).toBe(true);
    const words = evidence.log.map((each: { words: string }) => each.words).join('\n');
    const { director } = house.book.people;
    const by = language === 'en' ? must(director).name.en : must(director).name.zh;
    expect(words).toContain(t(language, 'line.ticket.moved.same', { by, from: 1, to: 2 }));
  });
});
