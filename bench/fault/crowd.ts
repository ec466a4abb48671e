import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { DeskProcess } from '../../test/support/desk-process.ts';
import type { Asked } from './door.ts';

/** People who report faults, several at a time. */
export interface Crowd {
  /** Everything that was asked so far. */
  readonly asked: readonly Asked[];
  readonly accepted: number;
  /**
   * Reports with so many at a time until the desk is gone, `most` were accepted, or `signal` says stop. `onAccepted`
   * hears of every accepted one. With several desks each report goes to one of them in turn.
   */
  storm(desks: readonly DeskProcess[], options: Storm): Promise<void>;
  /** Sends once more what the platforms send again by themselves, until all of it was received. */
  sendAgain(desk: DeskProcess): Promise<void>;
}

export interface Storm {
  readonly atOnce: number;
  readonly most?: number;
  readonly signal?: AbortSignal;
  readonly onAccepted?: () => void;
}

/** How long a platform waits before it sends again what was refused. */
const AGAIN_MS = 1_000;

/** `make` gives the report of that number. */
export function createCrowd(make: (number: number) => Asked): Crowd {
  const asked: Asked[] = [];
  let accepted = 0;

  /** True when it was received; what a dead desk never answered counts as not received. */
  async function send(one: Asked, desk: DeskProcess, gone: Promise<unknown>): Promise<boolean> {
    const sent = one.send(desk.url).catch(() => false);
    one.accepted = await Promise.race([sent, gone.then(() => false)]);
    if (one.accepted) accepted += 1;
    return one.accepted;
  }

  return {
    asked,
    get accepted() {
      return accepted;
    },
    async storm(desks, { atOnce, most = Number.POSITIVE_INFINITY, signal, onAccepted }) {
      const ends = desks.map(({ child }) => (isOver(child) ? Promise.resolve() : once(child, 'exit')));
      const isAlive = () => desks.some(({ child }) => !isOver(child));
      const limit = accepted + most;
      let begun = accepted;
      const person = async (): Promise<void> => {
        while (isAlive() && !signal?.aborted && begun < limit) {
          begun += 1;
          const at = pickAlive(desks, asked.length);
          const desk = desks[at];
          const gone = ends[at];
          if (!desk || !gone) return;
          const one = make(asked.length + 1);
          asked.push(one);
          if (await send(one, desk, gone)) onAccepted?.();
          else {
            begun -= 1;
            await wait(AGAIN_MS);
          }
        }
      };
      await Promise.all(Array.from({ length: atOnce }, person));
    },
    async sendAgain(desk) {
      const gone = once(desk.child, 'exit');
      for (const one of asked.filter(({ accepted: was, comesAgain }) => comesAgain && !was))
        while (!(await send(one, desk, gone))) {
          if (isOver(desk.child)) throw new Error(`the desk is gone: ${desk.warned().slice(-2000)}`);
          await wait(AGAIN_MS);
        }
    },
  };
}

/** The index of the desk whose turn it is among those that live. */
function pickAlive(desks: readonly DeskProcess[], turn: number): number {
  const living = desks.flatMap(({ child }, at) => (isOver(child) ? [] : [at]));
  return living[turn % Math.max(1, living.length)] ?? -1;
}

function isOver({ exitCode, signalCode }: DeskProcess['child']): boolean {
  return exitCode !== null || signalCode !== null;
}
