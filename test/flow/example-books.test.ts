import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBookFile } from '../../src/desk/book/load.ts';
import type { SimulatedLine } from '../../src/simulate/line.ts';
import { simulate } from '../../src/simulate/run.ts';
import { openTestDatabase, seedDatabase } from '../support/database.ts';
import { endDesks, startDesk } from '../support/desk-process.ts';
import { ROOT, runDeskbell } from '../support/deskbell.ts';
import { slashOf } from '../support/slack-payload.ts';
import { SIGNING_SECRET, signPayload } from '../support/slack-request.ts';
import { BOT_TOKEN, openSlackServer } from '../support/slack-server.ts';
import { until } from '../support/until.ts';

const example = (name: string) => join(ROOT, 'docs/example', name);

async function told(story: string): Promise<SimulatedLine[]> {
  const lines: SimulatedLine[] = [];
  await simulate(
    example(story),
    (line) => lines.push(line),
    () => openTestDatabase('pglite-memory'),
  );
  return lines;
}

describe('the books of docs/example', () => {
  it('are as small as promised: the first one has about 20 lines', async () => {
    const text = await readFile(example('first-book.yaml'), 'utf8');
    expect(text.split('\n').filter((line) => /^[^#]/.test(line)).length).toBeLessThan(25);
    const { source } = await readBookFile(example('first-book.yaml'));
    expect(source.rotations.primary?.timeZone).toBe('Europe/London');
    expect(Object.keys(source.customers)).toEqual(['acme']);
  });

  it('keep and break what they promise: a story on the first one', async () => {
    const lines = await told('first-story.yaml');
    expect(lines.map(({ notice }) => notice)).toContain('sla.breached');
    const opened = lines.find(({ notice }) => notice === 'ticket.opened');
    expect(opened).toMatchObject({
      level: 'major',
      due: { respond: '2026-11-02T10:30:00+00:00', resolve: '2026-11-04T17:30:00+00:00' },
    });
  });

  it('promise each of several customers what their policy and service level say, and nothing with `clocks: {}`', async () => {
    const lines = await told('several-customers-story.yaml');
    const due = Object.fromEntries(
      lines.filter(({ notice }) => notice === 'ticket.opened').map((line) => [line.on, line.due]),
    );
    expect(due).toEqual({
      H: { respond: '2026-11-02T09:15:00+00:00', resolve: '2026-11-02T17:00:00+00:00' },
      M: { respond: '2026-11-02T11:00:00+00:00', resolve: '2026-11-05T18:00:00+00:00' },
      A: {},
    });
    expect(lines.filter(({ on, notice }) => on === 'A' && notice !== 'ticket.opened')).toEqual([]);
  });

  it('call a level by the name of its own policy', async () => {
    const { stdout } = await runDeskbell(['simulate', example('several-customers-story.yaml')]);
    expect(stdout).toMatch(/09:00 +A +opened +Fault · to Ann Archer/);
  });

  it('say in `book check` who has no channel and where no ticket has a deadline', async () => {
    const { status, stdout } = await runDeskbell(['book', 'check', example('several-customers.yaml')]);
    expect(status).toBe(0);
    expect(stdout).toContain(
      'market (Kirkgate Market): policy full, service level silver, without a channel: they call',
    );
    expect(stdout).toContain('goodwill: levels any; clocks none, so no ticket has a deadline');
  });
});

describe('a desk starts with', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskbell-example-'));
    await seedDatabase(join(folder, 'data'));
  });
  afterEach(async () => {
    await endDesks();
    await rm(folder, { recursive: true, force: true });
  });

  it('the first book, as a playground', async () => {
    const desk = await startDesk({ env: { DATA_DIR: join(folder, 'data'), BOOK: example('first-book.yaml') } });
    expect((await fetch(`${desk.url}readyz`)).status).toBe(200);
    expect((await fetch(`${desk.url}playground/`)).status).toBe(200);
    expect((await desk.end('SIGTERM')).code).toBe(0);
  });

  it('the book of several customers, on Slack: a report of the hospital reaches both sides', async () => {
    const channels = ['C0100000001', 'C0100000002', 'C0100000003'];
    const slack = await openSlackServer({ channels, locales: {} });
    try {
      const desk = await startDesk({
        env: {
          DATA_DIR: join(folder, 'data'),
          BOOK: example('several-customers.yaml'),
          SLACK_BOT_TOKEN: BOT_TOKEN,
          SLACK_SIGNING_SECRET: SIGNING_SECRET,
          SLACK_API_URL: slack.apiUrl,
        },
      });
      const report = slashOf('/fault', 'boiler pump stands still', { user: 'UCUSTOMER', channel: 'C0100000003' });
      await fetch(`${desk.url}slack/events`, { method: 'POST', ...signPayload(report) });
      for (const channel of ['C0100000003', 'C0100000001'])
        await until('the card', async () =>
          slack.messages.find(({ channel: there, text }) => there === channel && text.includes('boiler pump')),
        );
      expect((await desk.end('SIGTERM')).code).toBe(0);
    } finally {
      await slack.close();
    }
  });
});
