import { type Clock, type Instant, SECOND } from '../lib/instant.ts';
import type { Lane } from './notice.ts';

/** Keeps new messages of one channel apart, and does not call a channel while its platform wants no calls. */
export interface Pace {
  /**
   * Waits for the channel's next free slot, after more urgent lanes, and takes it: returns 0. If that would take too
   * long, returns after how many milliseconds to come back.
   */
  takeSlot(channel: string, lane: Lane, everyMs: number): Promise<number>;
  /** How long until a slot is free at the earliest; 0: now. Takes nothing. */
  leftMs(channel: string, lane: Lane, everyMs: number): number;
  /** A new message is being sent: the next slot is `everyMs` later. */
  noteMessage(channel: string, everyMs: number): void;
  /** The platform accepts nothing in this channel for so long. */
  close(channel: string, forMs: number): void;
  /** How long the channel stays closed; 0: it is open. */
  closedMs(channel: string): number;
  /** Alerts of this key wait so long for company. */
  hold(key: string, forMs: number): void;
  /** How much longer alerts of this key wait; 0: they may go, as all may while someone waits for them to arrive. */
  heldMs(key: string): number;
}

export interface PaceParts {
  /** Real time, even if the desk's own clock is virtual: platforms count in it. */
  readonly clock: Clock;
  readonly wait: (ms: number) => Promise<unknown>;
  /** How many may wait here at a time; the others come back later. */
  readonly mostWaiting: number;
  /** Whether what waits has to arrive at once, because a clock is moved; left out: never. */
  readonly isHurried?: () => boolean;
}

/** For deliveries that reach no platform (`simulate`). */
export const unpaced: Pace = {
  takeSlot: async () => 0,
  leftMs: () => 0,
  noteMessage: () => {},
  close: () => {},
  closedMs: () => 0,
  hold: () => {},
  heldMs: () => 0,
};

const LONGEST_WAIT = 2 * SECOND;
/** Which lanes go before a lane. */
const AHEAD: Readonly<Record<Lane, readonly Lane[]>> = {
  urgent: [],
  normal: ['urgent'],
  calm: ['urgent', 'normal'],
  card: ['urgent', 'normal', 'calm'],
};

interface Rest {
  readonly untilAt: Instant;
  readonly ms: number;
}

/** The pace of one process. Replicas have their own: if two share a channel, the platform says when it is too much. */
export function createPace({ clock, wait, mostWaiting, isHurried = () => false }: PaceParts): Pace {
  const spoken = new Map<string, Rest>();
  const closed = new Map<string, Rest>();
  const held = new Map<string, Rest>();
  /** Channels that wait for a slot, by lane. */
  const waiting: Record<Lane, string[]> = { urgent: [], normal: [], calm: [], card: [] };

  function leftOf(rests: Map<string, Rest>, channel: string): number {
    const rest = rests.get(channel);
    const left = rest ? rest.untilAt - clock.now() : 0;
    // If the clock was set back, `left` could be hours.
    if (rest && left > 0 && left <= rest.ms) return left;
    rests.delete(channel);
    return 0;
  }

  function begin(rests: Map<string, Rest>, channel: string, ms: number): void {
    if (ms > leftOf(rests, channel)) rests.set(channel, { untilAt: clock.now() + ms, ms });
  }

  async function standBy(channel: string, lane: Lane, ms: number): Promise<void> {
    waiting[lane].push(channel);
    await wait(ms);
    waiting[lane].splice(waiting[lane].indexOf(channel), 1);
  }

  const pace: Pace = {
    async takeSlot(channel, lane, everyMs) {
      const leaveAt = clock.now() + LONGEST_WAIT;
      for (;;) {
        const ms = pace.leftMs(channel, lane, everyMs);
        if (ms === 0) break;
        const held = Object.values(waiting).flat().length;
        if (clock.now() + ms > leaveAt || held >= mostWaiting) return ms;
        await standBy(channel, lane, ms);
      }
      pace.noteMessage(channel, everyMs);
      return 0;
    },
    leftMs(channel, lane, everyMs) {
      const yields = AHEAD[lane].some((ahead) => waiting[ahead].includes(channel));
      return Math.max(leftOf(closed, channel), leftOf(spoken, channel), yields ? everyMs : 0);
    },
    noteMessage: (channel, everyMs) => begin(spoken, channel, everyMs),
    close: (channel, forMs) => begin(closed, channel, forMs),
    closedMs: (channel) => leftOf(closed, channel),
    hold: (key, forMs) => begin(held, key, forMs),
    heldMs: (key) => (isHurried() ? 0 : leftOf(held, key)),
  };
  return pace;
}
