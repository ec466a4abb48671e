import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackAdapter } from '../../src/adapter/slack/slack.ts';
import { noJobs } from '../../src/db/turn.ts';
import { applyBook } from '../../src/desk/contract/store.ts';
import { startRotations } from '../../src/desk/oncall/store.ts';
import { wireHouse } from '../../src/house.ts';
import { createHttpServer } from '../../src/http.ts';
import { HOUR, type Instant } from '../../src/lib/instant.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createInSeries } from '../../src/lib/series.ts';
import { createMoves } from '../../src/outbox/moves.ts';
import { openTestDatabase } from '../support/database.ts';
import { START } from '../support/house.ts';
import { slackBook, slackId } from '../support/slack-book.ts';
import { pressOf, slashOf, submissionOf } from '../support/slack-payload.ts';
import { SIGNING_SECRET, type SlackPayload, signPayload } from '../support/slack-request.ts';
import { APP_TOKEN, BOT_TOKEN, openSlackServer, type SlackMessage, type SlackServer } from '../support/slack-server.ts';
import { until } from '../support/until.ts';

const CUSTOMER = slackId('C', 'customer-sample');
const TEAM = slackId('C', 'team');
const ESCALATION = slackId('C', 'escalation');

interface SlackHouse {
  readonly slack: SlackServer;
  give(payload: SlackPayload): Promise<number>;
  forward(hours: number): Promise<void>;
  in(channel: string): readonly SlackMessage[];
  close(): Promise<void>;
}

/** The whole desk on a virtual clock, reached by nothing but Slack's own requests and envelopes. */
async function openSlackHouse(): Promise<SlackHouse> {
  const book = await slackBook('en');
  const channels = Object.values(book.channels).map(({ id }) => id);
  const slack = await openSlackServer({ channels, locales: {} });
  const database = await openTestDatabase('pglite-memory');
  const clock = { at: START as Instant, now: () => clock.at };
  const adapter = createSlackAdapter(
    { botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET, appToken: APP_TOKEN, apiUrl: slack.apiUrl },
    { clock: { now: () => Date.now() }, log: silentLog, moves: createMoves(database, 'slack'), fail: () => {} },
  );
  const alarm = ({ code, error }: { code: string; error: string }) => {
    throw new Error(`${code}: ${error}`);
  };
  const house = wireHouse({ database, jobs: noJobs, clock, log: silentLog, adapterFor: () => adapter, alarm });
  await database.transaction(async (tx) => {
    await applyBook(tx, book, clock.at);
    await startRotations(tx, book.rotations, clock.at);
  });
  // `drain` wants nobody beside it.
  const inSeries = createInSeries();
  const deliver = () => inSeries(() => house.courier.drain());
  await adapter.start(async (event) => {
    const { replies } = await house.dispatch(event);
    await deliver();
    return replies;
  });
  const ready = async () => ({ ok: true });
  const http = createHttpServer({ host: '127.0.0.1', port: 0, adapters: [adapter], ready, log: silentLog });
  const address = `http://127.0.0.1:${await http.listen()}/slack/events`;
  return {
    slack,
    in: (channel) => slack.messages.filter((message) => message.channel === channel),
    async give(payload) {
      const response = await fetch(address, { method: 'POST', ...signPayload(payload) });
      await response.text();
      return response.status;
    },
    async forward(hours) {
      await house.tick.run(clock.at + hours * HOUR, async (now) => {
        clock.at = now;
        await deliver();
      });
    },
    async close() {
      await http.close();
      await adapter.stop();
      await slack.close();
      await database.close();
    },
  };
}

describe('a fault on Slack', () => {
  let house: SlackHouse;
  beforeEach(async () => {
    house = await openSlackHouse();
  });
  afterEach(() => house.close());

  const cardIn = (channel: string) => until(`a card in ${channel}`, async () => house.in(channel)[0]);
  const told = (count: number) =>
    until('an answer', async () => (house.slack.whispers.length >= count ? house.slack.whispers : undefined));

  it('goes from a form to a card, a press, an update and the ping when a promise breaks', async () => {
    const by = { user: 'UCUSTOMER', team: 'TCLIENT', channel: CUSTOMER };
    await house.give(slashOf('/fault', '', by));
    const [view] = await until('the form', async () => (house.slack.views.length > 0 ? house.slack.views : undefined));
    const values = {
      kind: { kind: { selected_option: { value: 'fault' } } },
      text: { text: { value: 'core <switch> down' } },
      outageSince: { outageSince: { selected_date_time: (START - 3 * HOUR) / 1000 } },
    };
    await house.give(submissionOf(view ?? {}, by, values));
    expect(await told(1)).toMatchObject([
      { channel: CUSTOMER, user: 'UCUSTOMER', text: expect.stringContaining('T-1') },
    ]);
    const card = await cardIn(TEAM);
    expect(card.text).toMatch(/^<@UENGINEER1> T-1 · core &lt;switch&gt; down · /);
    expect(house.in(CUSTOMER)).toHaveLength(1);

    const [acknowledge] = buttonsOf(card);
    expect(acknowledge).toMatchObject({ text: { text: 'Acknowledge' } });
    await house.give(pressOf(acknowledge ?? {}, { user: slackId('U', 'engineer1'), channel: TEAM }));
    await until('the line below', async () => house.in(TEAM).find(({ thread }) => thread === card.ts));
    const [updated] = house.in(TEAM);
    expect(updated?.ts).toBe(card.ts);
    expect(updated && buttonsOf(updated)[0]).toMatchObject({ text: { text: 'Resolve' } });

    await house.forward(1);
    const [ping] = house.in(ESCALATION);
    expect(ping?.text).toBe('<@UMANAGER1> T-1 · core &lt;switch&gt; down');
    expect(JSON.stringify(ping?.blocks)).toContain('Promise broken');
  });

  it('changes nothing when the same payload comes again, by whichever way', async () => {
    const report = slashOf('/fault', 'core switch down', { user: 'UCUSTOMER', channel: CUSTOMER });
    await house.give(report);
    await told(1);
    expect(await house.give(report)).toBe(200);
    await house.slack.socket.deliver(report);
    await house.slack.socket.deliver(report);
    const other = slashOf('/fault', 'another fault', { user: 'UCUSTOMER', channel: CUSTOMER });
    await house.give(other);
    await told(2);
    expect(house.in(TEAM).map(({ text }) => /T-\d+/.exec(text)?.[0])).toEqual(['T-1', 'T-2']);
    expect(house.slack.whispers).toHaveLength(2);
  });

  it('is reported once, however often its form is sent', async () => {
    await house.give(slashOf('/fault', '', { user: 'UCUSTOMER', channel: CUSTOMER }));
    const [view] = await until('the form', async () => (house.slack.views.length > 0 ? house.slack.views : undefined));
    const text = (value: string) => ({
      kind: { kind: { selected_option: { value: 'fault' } } },
      text: { text: { value } },
    });
    const submission = submissionOf(view ?? {}, { user: 'UCUSTOMER' }, text('video wall is dark'));
    await house.give(submission);
    await told(1);
    await house.give(submission);
    await house.give(submissionOf({ ...view, id: 'VOTHER' }, { user: 'UCUSTOMER' }, text('another one')));
    await told(2);
    expect(house.in(TEAM).map(({ text }) => /T-\d+/.exec(text)?.[0])).toEqual(['T-1', 'T-2']);
  });
});

function buttonsOf({ blocks }: SlackMessage): readonly object[] {
  return blocks.flatMap(({ type, elements }) => (type === 'actions' ? (elements as object[]) : []));
}
