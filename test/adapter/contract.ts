import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AdapterError, type ChatAdapter, type Post } from '../../src/chat/adapter.ts';
import type { Card } from '../../src/chat/card.ts';
import type { ChatEvent } from '../../src/chat/event.ts';
import type { ChatPlace } from '../../src/chat/place.ts';

/**
 * How a recorded payload is sealed (signed, stamped) before it is replayed: as the platform does, or wrong in one way.
 */
export type Seal = 'genuine' | WrongSeal;
export type WrongSeal = 'forged' | 'old' | 'from-the-future';

/** The adapter under test, and the way by which its platform reaches us. */
export interface ContractWay {
  /** Also the name of the fixture files. */
  readonly platform: string;
  readonly way: string;
  /** The ways in which a payload can be sealed wrongly; none if we open the connection and nothing is sealed. */
  readonly wrongSeals: readonly WrongSeal[];
  /** What people cannot do there at all, such as press a button in a mail; left out: nothing. */
  readonly lacks?: readonly (Scenario | 'duty groups')[];
}

/** For platforms that sign and timestamp each request. */
export const SIGNED: readonly WrongSeal[] = ['forged', 'old', 'from-the-future'];

/** One adapter with a fake of its platform; it remembers the events the desk got. */
export interface AdapterBench {
  readonly adapter: ChatAdapter;
  readonly heard: readonly ChatEvent[];
  /** A channel that exists on the platform. */
  readonly place: ChatPlace;
  /** Replays a fixture's payload and gives the status of the response; 200 for an acknowledged envelope. */
  replay(payload: unknown, seal: Seal): Promise<number>;
  /** Lets the platform deliver the adapter's own message back to it. */
  echoOwnMessage(): Promise<void>;
  /** How many messages of ours are in `place`. */
  countMessages(): Promise<number>;
  /** A duty group that exists, three people who may be in it, and who is in it now. */
  readonly dutyGroup: {
    readonly name: string;
    readonly people: readonly [string, string, string];
    members(): Promise<readonly string[]>;
  };
  /** Sends the card, and lists each limit of the platform that the rendered message exceeds. */
  findOverruns(card: Card): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Each scenario's event is in `event.json`, beside the payloads of all platforms. */
export const SCENARIOS = [
  'report-by-slash',
  'report-by-chinese-slash',
  'unknown-slash-word',
  'ask-by-mention',
  'ask-in-direct-message',
  'press-acknowledge',
  'submit-report',
] as const;
type Scenario = (typeof SCENARIOS)[number];

export function readFixture(scenario: string, name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixture/${scenario}/${name}.json`, import.meta.url), 'utf8'));
}

/** What the desk decides by: the event without the platform's own ids and times. */
function meaningOf(event: ChatEvent | undefined): unknown {
  if (!event) return undefined;
  const { kind, language, place } = event;
  const inThread = place.threadId !== '';
  switch (event.kind) {
    case 'words':
      return { kind, language, inThread, word: event.word, text: event.text };
    case 'button':
      return { kind, language, inThread, command: event.command, args: event.args };
    case 'submit':
      return { kind, language, inThread, command: event.command, args: event.args, values: event.values };
  }
}

/** The tests that every adapter has to pass, for every way its platform reaches it. */
export function keepsAdapterContract(
  { platform, way, wrongSeals, lacks = [] }: ContractWay,
  openBench: () => Promise<AdapterBench>,
): void {
  describe(`${platform} keeps the adapter contract ${way}`, () => {
    let bench: AdapterBench;
    beforeEach(async () => {
      bench = await openBench();
    });
    afterEach(() => bench.close());

    it.each(wrongSeals)('refuses a request with a seal that is %s', async (seal) => {
      expect(await bench.replay(readFixture('report-by-slash', platform), seal)).toBe(401);
      expect(bench.heard).toEqual([]);
    });

    it.each(SCENARIOS.filter((each) => !lacks.includes(each)))(
      'hears the same in scenario %s as every other platform',
      async (scenario) => {
        expect(await bench.replay(readFixture(scenario, platform), 'genuine')).toBe(200);
        expect(meaningOf(bench.heard.at(-1))).toEqual(readFixture(scenario, 'event'));
        expect(bench.heard.at(-1)?.person.platform).toBe(platform);
      },
    );

    it('gives a redelivery the same event id', async () => {
      const payload = readFixture('report-by-slash', platform);
      await bench.replay(payload, 'genuine');
      await bench.replay(payload, 'genuine');
      expect(new Set(bench.heard.map((event) => event.id)).size).toBe(1);
    });

    it('does not hear itself', async () => {
      await bench.echoOwnMessage();
      expect(bench.heard).toEqual([]);
    });

    it.each(Object.entries(CARDS))('renders %s within the limits', async (_name, card) => {
      expect(await bench.findOverruns(card)).toEqual([]);
    });

    it('leaves one message for one key where it says so', async () => {
      const first = await bench.adapter.send(bench.place, lineOf('12 opened'), 'notice/1');
      const again = await bench.adapter.send(bench.place, lineOf('12 opened'), 'notice/1');
      if (!bench.adapter.features.sendsOncePerKey) return;
      expect(again).toEqual(first);
      expect(await bench.countMessages()).toBe(1);
    });

    it.skipIf(lacks.includes('duty groups'))('sets who is in a duty group, with a repeat as without', async () => {
      const { name, people, members } = bench.dutyGroup;
      const [one, two, three] = people;
      expect(bench.adapter.features.dutyGroups).toBe(true);
      for (const wanted of [[one], [one], [two, three], [three]]) {
        const leaving = people.filter((each) => !wanted.includes(each));
        expect(await bench.adapter.setDutyGroup({ group: name, members: wanted, leaving })).toBeUndefined();
        expect([...(await members())].sort()).toEqual([...wanted].sort());
      }
    });

    it('calls a message that never was, or a channel that is no more, gone', async () => {
      const card = CARDS['a card with nothing on it'] as Card;
      const unknown = { messageId: 'nowhere', threadId: 'nowhere' };
      expect(await kindOf(bench.adapter.refresh(bench.place, unknown, { ...lineOf(''), card }))).toBe('gone');
      const closed = { ...bench.place, channelId: 'closed' };
      expect(await kindOf(bench.adapter.send(closed, lineOf('x'), 'notice/2'))).toBe('gone');
    });
  });
}

export function lineOf(line: string): Post {
  return {
    card: undefined,
    line,
    mentions: [],
    about: undefined,
    readers: 'customer',
    language: 'en',
    gist: '',
    full: undefined,
  };
}

async function kindOf(failing: Promise<unknown>): Promise<string> {
  try {
    await failing;
    return 'no error';
  } catch (error) {
    return error instanceof AdapterError ? error.kind : String(error);
  }
}

const LONG = '漢🔔'.repeat(5_000);
const button = (label: string, at: number) =>
  ({ label, command: 'ticket.show', args: { id: String(at) }, style: 'plain', confirm: label }) as const;
const cardOf = (parts: Card['parts']): Card => ({
  subject: 'ticket/12',
  tone: 'bad',
  title: 'T-12',
  badges: [],
  parts,
});

/** Every kind of part, once empty and once far too long. */
export const CARDS: Readonly<Record<string, Card>> = {
  'a card with nothing on it': cardOf([]),
  'a title and badges too long': { ...cardOf([]), title: LONG, badges: [{ text: LONG, tone: 'warn' }] },
  'texts too long': cardOf([
    { part: 'text', text: LONG, style: 'plain' },
    { part: 'text', text: LONG, style: 'quote' },
    { part: 'text', text: LONG, style: 'small' },
  ]),
  'fields too long': cardOf([
    { part: 'fields', fields: Array.from({ length: 30 }, () => ({ label: LONG, value: LONG })) },
  ]),
  'empty fields': cardOf([{ part: 'fields', fields: [{ label: '', value: '' }] }, { part: 'divider' }]),
  'clocks in every state': cardOf([
    {
      part: 'clocks',
      clocks: (['running', 'paused', 'met', 'breached'] as const).map((state) => ({
        label: LONG,
        when: LONG,
        state,
        note: LONG,
      })),
    },
  ]),
  'too many buttons': cardOf([
    {
      part: 'actions',
      main: Array.from({ length: 5 }, (_, at) => button(LONG, at)),
      more: Array.from({ length: 50 }, (_, at) => button(LONG, at + 5)),
    },
  ]),
  'a scale above buttons, one without steps and one with too many': cardOf([
    { part: 'scale', steps: [] },
    { part: 'scale', steps: Array.from({ length: 5 }, (_, at) => ({ ...button(LONG, at), confirm: '' })) },
    { part: 'scale', steps: Array.from({ length: 50 }, (_, at) => button(LONG, at)) },
    { part: 'actions', main: [button(LONG, 5)], more: [button(LONG, 6)] },
  ]),
};
