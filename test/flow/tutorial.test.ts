import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FormView, MessageView } from '../../src/adapter/playground/render.ts';
import { seedDatabase } from '../support/database.ts';
import { endDesks, startDesk } from '../support/desk-process.ts';
import { must } from '../support/must.ts';
import { buttonNamed, openClient, type PlaygroundClient } from '../support/playground-client.ts';

/** The people of preset bureau-system by their user ids. */
const CUSTOMER = 'customer-sample-1';
const CHEN_LI = 'engineer1';
const ZHAO_MIN = 'engineer2';
const WANG_HAIYAN = 'manager1';

let folder: string;
let client: PlaygroundClient;
let events = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-tutorial-'));
  await seedDatabase(folder);
  const desk = await startDesk({ env: { DATA_DIR: folder, BOOK: 'bureau-system' }, words: ['--date', '2026-09-28'] });
  client = await openClient(desk.url);
  await ask('language', { as: CUSTOMER });
});
afterAll(async () => {
  await endDesks();
  await rm(folder, { recursive: true });
});

async function ask(action: string, body: object): Promise<Record<string, unknown>> {
  events += 1;
  const answer = await client.ask(action, { language: 'en', eventId: `tutorial-step-${events}`, ...body });
  expect(answer, `${action} ${JSON.stringify(body)}`).toMatchObject({ status: 200 });
  return answer.body;
}

function say(as: string, channelId: string, text: string) {
  return ask('say', { as, channelId, threadId: '', text });
}

/** Fills in the form of an answer; fields that are not named stay as they open. */
async function fill(as: string, answer: Record<string, unknown>, values: Readonly<Record<string, string>>) {
  const { formId, fields } = answer.form as FormView;
  const opened = Object.fromEntries(fields.map(({ name, initial }) => [name, initial]));
  return ask('submit', { as, formId, values: { ...opened, ...values } });
}

async function report(level: string, text: string) {
  await fill(CUSTOMER, await say(CUSTOMER, 'customer-sample', '/fault'), { level, text });
}

function moveTo(to: string) {
  return ask('clock', { as: CUSTOMER, to });
}

async function messagesOf(as: string, channelId: string): Promise<readonly MessageView[]> {
  return (await client.state(as)).messages.filter((each) => each.channelId === channelId);
}

async function cardOf(as: string, channelId: string, number: string): Promise<MessageView> {
  const cards = (await messagesOf(as, channelId)).filter(({ card }) => card?.title.includes(`${number} · `));
  return must(cards.at(-1));
}

async function press(as: string, channelId: string, number: string, label: string) {
  const message = await cardOf(as, channelId, number);
  const button = must(buttonNamed(message, label)).id;
  return ask('press', { as, messageId: message.id, threadId: '', button });
}

/** The clocks on a ticket's card: "Respond Mon 28 Sep 11:00 running". */
async function clocks(number: string): Promise<string[]> {
  const { card } = await cardOf(CUSTOMER, 'customer-sample', number);
  const parts = (card?.parts ?? []).flatMap((part) => (part.part === 'clocks' ? part.clocks : []));
  return parts.map(({ label, when, state }) => `${label} ${when} ${state}`);
}

/** What a person got from Deskbell in a place since an instant of Beijing: "09-30 21:30 T-2 …: Resolve is due …". */
async function told(as: string, channelId: string, since: string): Promise<string[]> {
  const from = Date.parse(`${since}+08:00`);
  const messages = (await messagesOf(as, channelId)).filter(({ at, from: author }) => at >= from && author === '');
  return messages.map(({ at, text, card }) => {
    const instant = new Date(at + 8 * 3_600_000).toISOString().slice('2026-'.length, '2026-09-30T21:30'.length);
    const first = card?.parts.find((part) => part.part === 'text')?.text ?? '';
    return [instant.replace('T', ' '), text, card?.title ?? '', first].filter((each) => each !== '').join(' | ');
  });
}

const FIX = { fix: 'final', text: 'Power supply replaced' };

describe('docs/tutorial.md', () => {
  it('a promise is kept', async () => {
    await report('level2', 'Printing from the portal fails');
    expect(await clocks('T-1')).toEqual([
      'Respond Mon 28 Sep 11:00 running',
      'On site Mon 28 Sep 21:00 running',
      // Six working hours, without the hour of lunch.
      'Resolve Mon 28 Sep 16:00 running',
    ]);
    await press(CHEN_LI, 'team', 'T-1', 'Acknowledge');
    expect(await clocks('T-1')).toContain('Respond Mon 28 Sep 11:00 met');
    await fill(CHEN_LI, await press(CHEN_LI, 'team', 'T-1', 'Resolve'), FIX);
    await press(CUSTOMER, 'customer-sample', 'T-1', 'Confirm: it works');
    const { card } = await cardOf(CHEN_LI, 'team', 'T-1');
    expect(card?.badges.map(({ text }) => text)).toContain('Closed');
  });

  it('of two promises one counts the holidays, the other does not', async () => {
    await moveTo('2026-09-30T17:00');
    await report('level1', 'The portal is down');
    expect(await clocks('T-2')).toEqual([
      'Respond Thu 8 Oct 10:00 running',
      'On site Thu 1 Oct 05:00 running',
      'Resolve Wed 30 Sep 23:00 running',
    ]);
  });

  it('a warning, a broken promise, and three managers in the night', async () => {
    await moveTo('2026-10-01T00:10');
    expect((await told(CHEN_LI, `@${CHEN_LI}`, '2026-09-30T17:00')).slice(0, 2)).toEqual([
      '09-30 21:30 | T-2 · The portal is down | Resolve is due Wed 30 Sep 23:00.',
      expect.stringContaining('09-30 23:00 | T-2 is yours and a promise is broken.'),
    ]);
    const raised = 'Resolve (due Wed 30 Sep 23:00) is still open: raised to';
    expect(await told(WANG_HAIYAN, 'escalation', '2026-09-30T17:00')).toEqual([
      expect.stringContaining('09-30 23:00 | T-2 · The portal is down'),
      `09-30 23:30 | ${raised} Feng Lei.`,
      `10-01 00:00 | ${raised} Jiang Ming.`,
    ]);
    expect(await told(WANG_HAIYAN, `@${WANG_HAIYAN}`, '2026-09-30T17:00')).toHaveLength(1);
  });

  it('the bell passes on in the middle of the holiday', async () => {
    await moveTo('2026-10-05T09:20');
    expect(await told(ZHAO_MIN, `@${ZHAO_MIN}`, '2026-10-05T09:00')).toEqual([
      expect.stringContaining(
        '10-05 09:00 | Duty handed over: Chen Li → Zhao Min | Zhao Min: please take the open tickets (1)',
      ),
      expect.stringContaining('10-05 09:15 | Not taken: Primary, Zhao Min'),
    ]);
    expect(await told(WANG_HAIYAN, 'escalation', '2026-10-05T09:00')).toHaveLength(1);
  });

  it('the first working day: an answer in time, and why', async () => {
    await ask('clock', { as: CUSTOMER, next: 'workday' });
    await press(ZHAO_MIN, 'team', 'T-2', 'Acknowledge');
    expect(await clocks('T-2')).toEqual([
      'Respond Thu 8 Oct 10:00 met',
      'On site Thu 1 Oct 05:00 breached',
      'Resolve Wed 30 Sep 23:00 breached',
    ]);
    await press(ZHAO_MIN, 'team', 'T-2', 'Why these times?');
    const why = (await messagesOf(ZHAO_MIN, 'team')).find(({ card }) => card?.title === 'T-2: why these times?');
    expect(JSON.stringify(why)).toContain('Thu 1 Oct – Wed 7 Oct (National Day)');
  });

  it('a complaint is answered in private', async () => {
    const form = await say(CUSTOMER, 'customer-sample', '/complaint');
    await fill(CUSTOMER, form, { text: 'The portal was down for a week', category: 'response' });
    expect(await told(ZHAO_MIN, 'team', '2026-10-08T09:00')).not.toContainEqual(expect.stringContaining('C-1'));
    const answer = await press(WANG_HAIYAN, `@${WANG_HAIYAN}`, 'C-1', 'Answer');
    await fill(WANG_HAIYAN, answer, { text: 'We are sorry' });
    const got = await told(CUSTOMER, `@${CUSTOMER}`, '2026-10-08T09:00');
    expect(got.join()).toContain('We are sorry');
  });

  it('the month counts what was kept and what was not', async () => {
    await fill(ZHAO_MIN, await press(ZHAO_MIN, 'team', 'T-2', 'Resolve'), FIX);
    await press(CUSTOMER, 'customer-sample', 'T-2', 'Confirm: it works');
    await say(WANG_HAIYAN, 'team', '/desk month 2026-09');
    const month = await cardOf(WANG_HAIYAN, 'team', 'September 2026');
    const said = JSON.stringify(month.card);
    expect(said).toContain('3 of 8 promises kept in time');
    expect(said).toContain('Counted again today it would be: 4 of 8');
    expect(said).toContain('not met: On site, Resolve');
  });

  it('a Saturday may be a working day', async () => {
    await moveTo('2026-10-09T17:00');
    await report('level2', 'The archive is slow');
    expect((await clocks('T-3'))[0]).toBe('Respond Sat 10 Oct 10:00 running');
  });
});
