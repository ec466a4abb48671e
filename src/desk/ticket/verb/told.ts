import { z } from 'zod';
import { DAY, MINUTE } from '../../../lib/instant.ts';
import { accept, type Result, refuse } from '../../../lib/refusal.ts';
import { type Caller, splitCaller } from '../../caller/phone.ts';
import { readMoment } from '../../date-input.ts';
import type { Ask } from '../../desk.ts';
import { readInput } from '../../input.ts';
import { type Callback, type Told, WAYS } from '../case/record.ts';
import { andThen } from './read.ts';

/** Who told staff of a case, and the call that was promised to them. */

/** A call that is longer ago cannot start clocks by itself. */
const OLDEST_CALL = DAY;

/** Promised times of a callback, in minutes from now; `open`: as soon as there is an answer. */
export const CALLBACK_CHOICES = ['open', '15', '30', '60', '120', '240', '1440'] as const;

const ToldInput = z.object({
  contact: z.string().default('').pipe(z.string().trim().max(200)),
  phone: z.string().default('').pipe(z.string().trim().max(80)),
  way: z.enum(WAYS).default('phone'),
  calledAt: z.string().default(''),
  callback: z.enum(['', ...CALLBACK_CHOICES]).default(''),
});

/** What `readTold` reads. `callback` is left out if none was promised. */
export interface ToldOf {
  readonly told: Told;
  readonly callback?: Callback;
}

/**
 * Reads the caller's name (`contact`) and number, by which way and when they told us, and the callback that is owed.
 * Refuses a call in the future or more than a day ago, and a callback without a number.
 */
export function readTold(ask: Ask): Result<ToldOf> {
  const {
    input,
    asker,
    turn: { now },
  } = ask;
  return andThen(readInput(ToldInput, input), ({ way, calledAt, callback, ...said }) => {
    const { name, phone } = callerIn(said);
    const called = readCall(calledAt, ask);
    if (!called.ok) return called;
    const told: Told = { name, phone, way, takenBy: asker.key, ...called.value };
    if (callback === '') return accept({ told });
    if (phone === '') return refuse('ticket.callback-needs-number', { field: 'phone' });
    const until = callback === 'open' ? {} : { until: now + Number(callback) * MINUTE };
    return accept({ told, callback: { company: '', contact: name, phone, ...until } });
  });
}

/** The caller of the two fields: a number that was typed behind the name counts, too. */
export function callerIn({ contact = '', phone = '' }: { readonly contact?: string; readonly phone?: string }): Caller {
  return phone.trim() === '' ? splitCaller(contact) : { name: contact.trim(), phone: phone.trim() };
}

function readCall(said: string, ask: Ask): Result<Pick<Told, 'at'>> {
  if (said === '') return accept({});
  const { now } = ask.turn;
  return andThen(readMoment(ask, 'calledAt', said, { looks: 'back' }), (at) => {
    if (at > now) return refuse('ticket.call-in-future', { field: 'calledAt' });
    if (at < now - OLDEST_CALL) return refuse('ticket.call-too-old', { field: 'calledAt' });
    return accept({ at });
  });
}
