import { type Clock, type Instant, SECOND } from '../lib/instant.ts';
import type { Lane } from './notice.ts';

/** Keeps the new messages of one channel apart, and a channel quiet while its platform asks for quiet. */
export interface Pace {
  /**
   * Waits for the channel's next free slot, for which the more urgent lanes go first, and takes it: gives 0. Gives how long
   * to come back after when that is more than anybody should be held up by it.
   */
  takeSlot(channel: string, lane: Lane, everyMs: number): Promise<number>;
  /** How long a slot is away at least, 0: it could be taken now. Takes nothing. */
  leftMs(channel: string, lane: Lane, everyMs: number): number;
  /** A new message leaves for the channel now: the next slot is so far away. */
  noteMessage(channel: string, everyMs: number): void;
  /** The platform takes nothing in this channel for so long. */
  close(channel: string, forMs: number): void;
  /** How long that still holds; 0: the channel is open. */
  closedMs(channel: string): number;
}

export interface PaceParts {
  /** Real time, also where the desk's own clock is virtual: platforms count in it. */
  readonly clock: Clock;
  readonly wait: (ms: number) => Promise<unknown>;
  /** Who may wait here at a time; the others come back. */
  readonly mostWaiting: number;
}

/** For a delivery that reaches no platform (`simulate`): no pace. */
export const unpaced: Pace = {
  takeSlot: async () => 0,
  leftMs: () => 0,
  noteMessage: () => {},
  close: () => {},
  closedMs: () => 0,
};

const LONGEST_WAIT = 2 * SECOND;
/** Which lanes go first. */
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

/** The pace of one process: replicas keep their own, and where two share a channel the platform says when it is too much. */
export function createPace({ clock, wait, mostWaiting }: PaceParts): Pace {
  const spoken = new Map<string, Rest>();
  const closed = new Map<string, Rest>();
  /** Channels that wait for a slot, by lane. */
  const waiting: Record<Lane, string[]> = { urgent: [], normal: [], calm: [], card: [] };

  function leftOf(rests: Map<string, Rest>, channel: string): number {
    const rest = rests.get(channel);
    const left = rest ? rest.untilAt - clock.now() : 0;
    // A clock that was set back would make a second last for hours.
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
  };
  return pace;
}
