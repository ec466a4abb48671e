import { type Clock, DAY, type Instant, MINUTE } from '../../lib/instant.ts';
import type { Logger } from '../../lib/log.ts';
import { LIMITS } from './limits.ts';
import type { Move } from './schema.ts';
import type { ClockView } from './view.ts';
import { instantOfWall } from './zone.ts';

/** The virtual clock that the page moves. Moving it runs everything that is due on the way. */
export interface PlaygroundClock extends Clock {
  /**
   * Moves forward to `to`; resolves when everything due on the way is done and told. `reached` is called at every
   * instant at which something was. Never called with an earlier instant or while another move runs.
   */
  move(to: Instant, reached: () => void): Promise<void>;
  /** 09:00 of the next working day, by the service book. */
  nextWorkingMorning(): Instant;
}

export type Moved =
  | { readonly status: 200; readonly body: ClockView }
  /** Something failed on the way; the clock stays where it got to. */
  | { readonly status: 500; readonly body: { readonly error: 'clock-stuck' } }
  | { readonly status: 409; readonly body: { readonly error: 'clock-moving' } }
  | { readonly status: 422; readonly body: { readonly error: 'clock-backwards' } }
  | { readonly status: 422; readonly body: { readonly error: 'clock-too-far'; readonly days: number } };

export interface ClockControl {
  view(): ClockView;
  /** Moves the clock and resolves when it has arrived. `tell` is called at the start, at each instant on the way, at the end. */
  move(move: Move, timeZone: string): Promise<Moved>;
  /** Resolves when no move is running. */
  idle(): Promise<void>;
}

/** Allows one move at a time, forward only. */
export function createClockControl(clock: PlaygroundClock, tell: (view: ClockView) => void, log: Logger): ClockControl {
  let underWay: Promise<Moved> | undefined;
  const view = (): ClockView => ({ now: clock.now(), moving: underWay !== undefined });

  async function run(to: Instant): Promise<Moved> {
    const tellMoving = () => tell({ now: clock.now(), moving: true });
    tellMoving();
    try {
      await clock.move(to, tellMoving);
      return { status: 200, body: { now: clock.now(), moving: false } };
    } catch (error) {
      log.error({ err: error }, 'playground.clock-stuck');
      return { status: 500, body: { error: 'clock-stuck' } };
    }
  }

  return {
    view,
    async move(move, timeZone) {
      if (underWay) return { status: 409, body: { error: 'clock-moving' } };
      const to = targetOf(move, clock, timeZone);
      if (to === undefined || to <= clock.now()) return { status: 422, body: { error: 'clock-backwards' } };
      if (to - clock.now() > LIMITS.clockMoveMs) {
        return { status: 422, body: { error: 'clock-too-far', days: LIMITS.clockMoveMs / DAY } };
      }
      underWay = run(to);
      const moved = await underWay;
      underWay = undefined;
      tell(view());
      return moved;
    },
    async idle() {
      await underWay;
    },
  };
}

function targetOf(move: Move, clock: PlaygroundClock, timeZone: string): Instant | undefined {
  if ('minutes' in move) return clock.now() + move.minutes * MINUTE;
  if ('to' in move) return instantOfWall(move.to, timeZone);
  return clock.nextWorkingMorning();
}
