import { createSlackAdapter } from '../../src/adapter/slack/slack.ts';
import type { Waits } from '../../src/adapter/slack/wire/limits.ts';
import { listensOn, staffOn } from '../../src/book-view.ts';
import type { ChatAdapter } from '../../src/chat/adapter.ts';
import type { Delivery } from '../../src/chat/intake.ts';
import { NO_LINKS } from '../../src/chat/page.ts';
import type { Database } from '../../src/db/database.ts';
import { noJobs } from '../../src/db/turn.ts';
import { readTurnStart } from '../../src/desk/begin-turn.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { applyBook } from '../../src/desk/book/store.ts';
import { enqueueReportCards } from '../../src/desk/channel/channel.ts';
import { readerOf } from '../../src/desk/heard/reader-of.ts';
import { startRotations } from '../../src/desk/oncall/store.ts';
import { type House, wireHouse } from '../../src/house.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { HOUR, type Instant } from '../../src/lib/instant.ts';
import type { Language } from '../../src/lib/language.ts';
import { createInSeries } from '../../src/lib/series.ts';
import { createMoves } from '../../src/outbox/moves.ts';
import { openTestDatabase } from './database.ts';
import { openHouseDesk } from './front-desk.ts';
import { START } from './house.ts';
import { createKeptLog } from './kept-log.ts';
import { slackBook, slackId } from './slack-book.ts';
import { type Json, overrunsOfView } from './slack-limits.ts';
import { SIGNING_SECRET, type SlackPayload, signPayload } from './slack-request.ts';
import { APP_TOKEN, BOT_TOKEN, openSlackServer, type SlackMessage, type SlackServer, TEAM } from './slack-server.ts';
import type { SlackUserGroup } from './slack-user-groups.ts';
import { until } from './until.ts';

export const CUSTOMER_CHANNEL = slackId('C', 'customer-sample');
export const TEAM_CHANNEL = slackId('C', 'team');
export const ESCALATION_CHANNEL = slackId('C', 'escalation');
/** A person of the customer, in their own workspace, who reads the shared channel. */
export const OUTSIDER = { user: 'UCUSTOMER', team: 'TCLIENT', channel: CUSTOMER_CHANNEL };
export const ENGINEER = { user: slackId('U', 'engineer1'), channel: TEAM_CHANNEL };

export interface SlackHouseOptions {
  readonly language?: Language;
  readonly waits?: Partial<Waits>;
  readonly change?: (book: BookSource) => BookSource;
  /** Deliveries that a fault of the adapter keeps from the desk. */
  readonly isUnreadable?: (delivery: Delivery) => boolean;
  /** Files that `files.info` tells of. */
  readonly files?: Readonly<Record<string, { readonly name: string; readonly permalink: string }>>;
  /** User ids of the customer's people who have an account in our own workspace. */
  readonly members?: readonly string[];
  readonly userGroups?: readonly SlackUserGroup[];
}

/** The whole desk on a virtual clock, reached by nothing but Slack's own requests and envelopes. */
export interface SlackHouse {
  readonly slack: SlackServer;
  /** Sends a request as Slack would; gives the status of its answer. */
  give(payload: SlackPayload): Promise<number>;
  /** The same; gives what the answer says, undefined when it says nothing. Throws when Slack would not take it. */
  ask(payload: SlackPayload): Promise<Json | undefined>;
  /** Sends what is owed: also what no turn of the desk sent by itself. */
  deliver(): Promise<unknown>;
  /** Resolves when all that was given is worked, and told. */
  settled(): Promise<void>;
  /** Owes what a start owes: a pinned card for every customer's channel. */
  owePinned(): Promise<void>;
  /** The process ends and another one begins, on the same database. */
  restart(): Promise<void>;
  forward(hours: number): Promise<void>;
  /** The same, until an instant. */
  forwardTo(at: Instant): Promise<void>;
  in(channel: string): readonly SlackMessage[];
  /** The first message of the channel whose text has this in it, as soon as it is there. */
  find(channel: string, words: string): Promise<SlackMessage>;
  /** The n-th modal that is opened, as soon as it is. */
  view(n: number): Promise<Json>;
  /** The desk does not answer until it is let. */
  holdDesk(): () => void;
  /** Codes and errors of what could not be delivered since the last call; `close` throws when there are any left. */
  takeAlarms(): string[];
  /** Runs a statement on the desk’s database. */
  query(statement: string): Promise<unknown>;
  /** All that was logged since the last call. */
  takeLog(): string;
  close(): Promise<void>;
}

interface Running {
  readonly adapter: ChatAdapter;
  readonly house: House;
  readonly desk: ReturnType<typeof openHouseDesk>;
  readonly http: { close(): Promise<void> };
  readonly address: string;
}

export async function openSlackHouse(options: SlackHouseOptions = {}): Promise<SlackHouse> {
  const { language = 'en', waits = {}, change = (book) => book, files = {}, members = [], userGroups = [] } = options;
  const book = change(await slackBook(language));
  // As the app does at its start: learning takes longer than a platform waits for an answer.
  readerOf(book);
  const channels = Object.values(book.channels).map(({ id }) => id);
  const inside = [...Object.values(book.people).map(({ ids }) => String(ids.slack)), ...members];
  const ours = inside.map((id) => [id, { team_id: TEAM }]);
  const slack = await openSlackServer({ channels, locales: {}, files, people: Object.fromEntries(ours), userGroups });
  const database = await openTestDatabase('pglite-memory');
  const clock = { at: START as Instant, now: () => clock.at };
  const { log, take } = createKeptLog();
  const alarms: string[] = [];
  // `drain` must be the only one that delivers.
  const inSeries = createInSeries();
  const deliver = () => inSeries(() => running.house.courier.drain());
  let mayAnswer: Promise<void> = Promise.resolve();

  async function start(): Promise<Running> {
    const adapter = createSlackAdapter(
      { botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET, appToken: APP_TOKEN, apiUrl: slack.apiUrl },
      {
        clock: { now: () => Date.now() },
        log,
        moves: createMoves(database, 'slack'),
        fail: () => {},
        waits,
        listensTo: listensOn(() => book, 'slack'),
        isStaff: staffOn(() => book, 'slack'),
      },
    );
    const alarm = ({ code, error }: { code: string; error: string }) => void alarms.push(`${code}: ${error}`);
    const house = wireHouse({ database, jobs: noJobs, clock, log, adapterFor: () => adapter, alarm });
    const desk = openHouseDesk({
      database,
      house: () => house,
      adapters: new Map([['slack', adapter]]),
      log,
      before: () => mayAnswer,
      after: deliver,
      ...(options.isUnreadable ? { isUnreadable: options.isUnreadable } : {}),
    });
    await adapter.start(desk);
    await desk.start();
    const ready = async () => ({ ok: true });
    const http = createHttpServer({ host: '127.0.0.1', port: 0, adapters: [adapter], ready, log });
    return { adapter, house, desk, http, address: `http://127.0.0.1:${await http.listen()}/slack/events` };
  }

  await database.transaction(async (tx) => {
    await applyBook(tx, book, clock.at);
    await startRotations(tx, book, clock.at);
  });
  let running = await start();
  const stop = async () => {
    await running.http.close();
    await running.adapter.stop();
    await running.desk.settled();
    await running.desk.stop();
  };
  const send = (payload: SlackPayload) => fetch(running.address, { method: 'POST', ...signPayload(payload) });
  const forwardTo = async (at: Instant) => {
    await running.house.tick.run(at, async (now) => {
      clock.at = now;
      await deliver();
    });
    clock.at = at;
  };
  const here = (channel: string) => slack.messages.filter((message) => message.channel === channel);
  return {
    slack,
    takeAlarms: () => alarms.splice(0),
    takeLog: take,
    query: (statement) => database.query(statement),
    in: here,
    async give(payload) {
      const response = await send(payload);
      await response.text();
      return response.status;
    },
    async ask(payload) {
      const text = await (await send(payload)).text();
      return text === '' ? undefined : takenBySlack(JSON.parse(text) as Json);
    },
    find: (channel, words) =>
      until(`“${words}” in ${channel}`, async () => here(channel).find(({ text }) => text.includes(words))),
    view: (n) => until(`modal ${n}`, async () => slack.views[n - 1]),
    deliver,
    settled: () => running.desk.settled(),
    async owePinned() {
      await oweCards(database, book, clock.at);
      await deliver();
    },
    async restart() {
      await stop();
      running = await start();
    },
    forward: (hours) => forwardTo(clock.at + hours * HOUR),
    forwardTo,
    holdDesk() {
      const { promise, resolve } = Promise.withResolvers<void>();
      mayAnswer = promise;
      return resolve;
    },
    async close() {
      await stop();
      await slack.close();
      await database.close();
      if (alarms.length > 0) throw new Error(`not delivered: ${alarms.join(', ')}`);
    },
  };
}

async function oweCards(database: Database, book: BookSource, now: Instant): Promise<void> {
  const { log } = createKeptLog();
  await database.transaction(async (tx) => {
    const opening = await readTurnStart(tx);
    const turn = { tx, now, actor: 'clock', jobs: noJobs, log, speaksBoth: () => false, links: NO_LINKS, ...opening };
    await enqueueReportCards(turn, book, () => true, 'pin');
  });
}

/** An answer to a submitted form has to name fields that it has, and a view within the limits. */
function takenBySlack(answer: Json): Json {
  const overruns = answer.response_action === 'update' ? overrunsOfView(answer.view as Json) : [];
  if (overruns.length > 0) throw new Error(overruns.join('; '));
  return answer;
}

/** The buttons of a message or a view as they are pressed: with the block that they stand in. */
export function buttonsOf({ blocks }: { readonly blocks?: unknown }): readonly Json[] {
  return ((blocks ?? []) as Json[]).flatMap(({ type, block_id, elements }) =>
    type === 'actions' ? (elements as Json[]).map((element) => ({ block_id, ...element })) : [],
  );
}

/** The button with this command, or the option of a menu with it as it is picked. Throws when there is none. */
export function buttonFor(shown: { readonly blocks?: unknown }, command: string): Json {
  for (const button of buttonsOf(shown)) {
    if (String(button.value ?? '').startsWith(`["${command}"`)) return button;
    const options = (button.options ?? []) as Json[];
    const option = options.find(({ value }) => String(value).startsWith(`["${command}"`));
    if (option) return { ...button, selected_option: option };
  }
  throw new Error(`no button for ${command}`);
}

/** All the words of a message or a view, one after the other. */
export function wordsOn(shown: unknown): string {
  const texts: string[] = [];
  JSON.stringify(shown, (key, value) => {
    if (key === 'text' && typeof value === 'string') texts.push(value);
    return value;
  });
  return texts.join('\n');
}
