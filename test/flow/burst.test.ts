import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSlackAdapter } from '../../src/adapter/slack/slack.ts';
import type { ChatEvent } from '../../src/chat/event.ts';
import type { Database } from '../../src/db/database.ts';
import { applyBook } from '../../src/desk/book/store.ts';
import { startRotations } from '../../src/desk/oncall/store.ts';
import { type House, wireHouse } from '../../src/house.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createMoves } from '../../src/outbox/moves.ts';
import { createQueue, type DeliveryQueue } from '../../src/outbox/queue.ts';
import { openTestDatabase } from '../support/database.ts';
import { START } from '../support/house.ts';
import { slackBook } from '../support/slack-book.ts';
import { buttonFor, CUSTOMER_CHANNEL, ENGINEER, OUTSIDER, TEAM_CHANNEL } from '../support/slack-house.ts';
import { BOT_TOKEN, openSlackServer, type SlackServer, TEAM } from '../support/slack-server.ts';
import { until } from '../support/until.ts';

const REPORTS = 12;

let slack: SlackServer;
let database: Database;
let queue: DeliveryQueue;
let house: House;

beforeEach(async () => {
  const book = await slackBook('en');
  const ours = Object.values(book.people).map(({ ids }) => [String(ids.slack), { team_id: TEAM }]);
  const channels = Object.values(book.channels).map(({ id }) => id);
  slack = await openSlackServer({ channels, locales: {}, people: Object.fromEntries(ours) });
  database = await openTestDatabase('postgres');
  await database.transaction(async (tx) => {
    await applyBook(tx, book, START);
    await startRotations(tx, book, START);
  });
  const real = { now: () => Date.now() };
  const adapter = createSlackAdapter(
    { botToken: BOT_TOKEN, signingSecret: 'unused', appToken: undefined, apiUrl: slack.apiUrl },
    { clock: real, log: silentLog, moves: createMoves(database, 'slack'), fail: () => {} },
  );
  queue = createQueue({
    database,
    deliver: (...asked) => house.courier.deliver(...asked),
    clock: real,
    log: silentLog,
  });
  house = wireHouse({
    database,
    jobs: queue.jobs,
    clock: { now: () => START },
    log: silentLog,
    adapterFor: () => adapter,
    alarm: ({ code, error }) => {
      throw new Error(`${code}: ${error}`);
    },
  });
  await queue.start();
});
afterEach(async () => {
  await queue.stop();
  await slack.close();
  await database.close();
});

type Press = Extract<ChatEvent, { kind: 'button' }>;

function reportOf(number: number): Press {
  return {
    kind: 'button',
    id: `report/${number}`,
    at: START,
    person: { platform: 'slack', teamId: OUTSIDER.team, userId: OUTSIDER.user, displayName: 'Bo', external: true },
    place: { platform: 'slack', channelId: CUSTOMER_CHANNEL, threadId: '' },
    language: 'en',
    message: undefined,
    subject: '',
    command: 'ticket.report',
    args: { text: `switch ${number} is down`, level: 'severe' },
  };
}

function acknowledge(ticket: string): Press {
  const { person, place, ...press } = reportOf(0);
  return {
    ...press,
    id: `acknowledge/${ticket}`,
    person: { ...person, teamId: TEAM, userId: ENGINEER.user, external: false },
    place: { ...place, channelId: TEAM_CHANNEL },
    command: 'ticket.acknowledge',
    args: { ticket },
  };
}

const said = (message: object) => JSON.stringify(message);

test('reports of one second reach the team as one message that names every case and pings, then as cards', async () => {
  await house.dispatchAll(Array.from({ length: REPORTS }, (_, number) => reportOf(number)));
  const cases = Array.from({ length: REPORTS }, (_, index) => `T-${index + 1}`);
  const here = () => slack.messages.filter(({ channel }) => channel === TEAM_CHANNEL);
  const names = (message: object, each: string) => new RegExp(`${each}\\b`).test(said(message));
  const told = await until('every case is named', async () => {
    const messages = here();
    return cases.every((each) => messages.some((message) => names(message, each))) ? messages : undefined;
  });
  // One more may wait when the first message is sent; fewer than five are sent one by one.
  expect(told.length).toBeLessThanOrEqual(5);
  const merged = told.find((message) => cases.filter((each) => names(message, each)).length >= 5);
  expect(said(merged ?? {})).toContain(`<@${ENGINEER.user}>`);
  const caseOf = (message: { text: string }) => {
    const named = cases.filter((each) => names(message, each));
    return named.length === 1 ? named[0] : undefined;
  };
  const cards = await until('every card stands', async () => {
    const standing = here().filter((message) => caseOf(message) !== undefined);
    return standing.length >= REPORTS ? standing : undefined;
  });
  expect(cards.map(caseOf).sort()).toEqual(cases.toSorted());
  for (const card of cards) expect(buttonFor(card, 'ticket.acknowledge')).toBeDefined();
});

test('a change that Slack refuses for its rate holds up no message in the same channel', async () => {
  await house.dispatch(reportOf(1));
  const here = () => slack.messages.filter(({ channel }) => channel === TEAM_CHANNEL);
  const card = await until('the card', async () => here()[0]);
  slack.failNext('chat.update', {
    status: 429,
    headers: { 'retry-after': '3600' },
    body: { ok: false, error: 'ratelimited' },
  });
  await house.dispatch(acknowledge('T-1'));
  await until('the line', async () => here().find(({ thread }) => thread === card.ts));
  await house.dispatch(reportOf(3));
  await until('the next card', async () => here().find(({ text }) => text.includes('T-2')));
  expect(slack.calls.filter((call) => call === 'chat.update').length).toBeGreaterThanOrEqual(1);
});
