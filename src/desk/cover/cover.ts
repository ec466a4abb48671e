import type { Instant } from '../../lib/instant.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { MatterEntry, MatterState, Progress } from '../matter/store.ts';

/**
 * A question about duty (A6): who covers a time, to everyone who takes turns, of whom the first taker wins; or whether
 * one person takes it. Nothing changes before someone has said yes.
 */
export interface Cover extends MatterState {
  readonly ticketId: undefined;
  /** `over`: no one said yes in time. */
  readonly status: 'open' | 'taken' | 'declined' | 'withdrawn' | 'over';
  readonly rotation: string;
  readonly fromAt: Instant;
  readonly untilAt: Instant;
  /** Who asks: a key of the book's people. */
  readonly by: string;
  /** Who hands the time on with their consent; undefined: the one who asks has none of it. */
  readonly giver: string | undefined;
  /** The one who is asked; undefined: everyone who takes turns. */
  readonly asked: string | undefined;
  /** Until when it can be answered. */
  readonly endsAt: Instant;
  readonly at: Instant;
  /** Who answered or withdrew it; undefined: no one yet. */
  readonly answeredBy?: string;
}

export interface CoverEntry extends MatterEntry {
  readonly kind: `cover.${'asked' | 'taken' | 'declined' | 'withdrawn' | 'over'}`;
}

export type CoverProgress = Progress<Cover, CoverEntry>;

/** A shift that has begun can still be covered until it ends. */
export function beginCover(
  given: Pick<Cover, 'rotation' | 'fromAt' | 'untilAt' | 'by' | 'giver' | 'asked'>,
  now: Instant,
): CoverProgress {
  const endsAt = given.fromAt > now ? given.fromAt : given.untilAt;
  const state: Cover = { customer: '', ticketId: undefined, status: 'open', ...given, endsAt, at: now };
  return { state, added: [{ kind: 'cover.asked', at: now, by: given.by, data: {} }] };
}

/** Someone says yes. Refused once it was answered, for the one whose shift it is, and where another person is asked. */
export function takeCover(cover: Cover, by: string, now: Instant): Result<CoverProgress> {
  const closed = refuseClosed(cover);
  if (closed) return closed;
  if (cover.asked !== undefined && by !== cover.asked) return refuse('cover.not-asked', { by: cover.asked });
  return by === cover.giver ? refuse('cover.own') : accept(answered(cover, 'taken', by, now));
}

/** The one who is asked says no. */
export function declineCover(cover: Cover, by: string, now: Instant): Result<CoverProgress> {
  const closed = refuseClosed(cover);
  if (closed) return closed;
  if (cover.asked === undefined || by !== cover.asked)
    return refuse('cover.not-asked', { by: cover.asked ?? cover.by });
  return accept(answered(cover, 'declined', by, now));
}

/** The one who asked takes the question back. */
export function withdrawCover(cover: Cover, by: string, now: Instant): Result<CoverProgress> {
  const closed = refuseClosed(cover);
  if (closed) return closed;
  return by === cover.by ? accept(answered(cover, 'withdrawn', by, now)) : refuse('cover.not-yours', { by: cover.by });
}

/** No one said yes in time. */
export function lapseCover(cover: Cover, now: Instant): CoverProgress {
  return { state: { ...cover, status: 'over' }, added: [{ kind: 'cover.over', at: now, by: 'clock', data: {} }] };
}

function refuseClosed({ status, answeredBy }: Cover) {
  if (status === 'open') return undefined;
  return status === 'taken' ? refuse('cover.taken', { by: answeredBy ?? '' }) : refuse('cover.closed');
}

function answered(cover: Cover, status: 'taken' | 'declined' | 'withdrawn', by: string, now: Instant): CoverProgress {
  return { state: { ...cover, status, answeredBy: by }, added: [{ kind: `cover.${status}`, at: now, by, data: {} }] };
}
