import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { announce, redraw, type Said } from '../address/announce.ts';
import { inLine } from '../address/in-line.ts';
import type { Announcement, Directory } from '../address/notice.ts';
import { directoryOf } from '../address/turn-book.ts';
import type { BookSource } from '../book/schema.ts';
import type { DeskTurn } from '../desk.ts';
import { listByRole } from '../person/person.ts';
import { lowScoreCard, ratingCard, serviceText } from './card.ts';
import { noticeSubject, ratingSubject } from './names.ts';
import { isLow, type Rating, type RatingEntry, type RatingProgress } from './rating.ts';

/**
 * Enqueues the notices of new entries: the customer is asked or reminded; our people are told of a low score, once, and
 * of a score that belongs to no ticket. All other cards are updated. These notices are not listed in the output of
 * `simulate` (docs/simulate.md).
 */
export async function tellRating(
  turn: DeskTurn,
  source: BookSource,
  id: number,
  progress: RatingProgress,
  told: 'low' | undefined,
): Promise<void> {
  const { state, added } = progress;
  if (added.length === 0) return;
  const house = directoryOf(turn, { source });
  const notices = [
    ...added.flatMap((entry) => noticesOf(house, id, state, entry)),
    ...(told === 'low' ? lowNotices(house, state, turn.now) : []),
  ];
  await enqueue(turn, [...notices, ...otherCards(house, id, progress, notices)], withdrawalsOf(state));
}

/** Withdraws question and reminder once the score is given or does not count. */
function withdrawalsOf(state: Rating) {
  if (state.status === 'open' || state.status === 'held') return [];
  return ['asked', 'reminder'].map((kind) => ({
    subject: noticeSubject(state),
    keyPrefix: `${ratingSubject(state)}|rating.${kind}`,
  }));
}

function noticesOf(house: Directory, id: number, state: Rating, entry: RatingEntry): Notice[] {
  const { kind } = entry;
  if (kind === 'rating.asked' || kind === 'rating.reminder') {
    const lane = kind === 'rating.reminder' ? ('calm' as const) : ('normal' as const);
    const asked = announce(house, { ...baseOf(state, entry), to: ['customer'], lane }, (_, language) => ({
      card: ratingCard(id, state, { source: house.source, language }),
      line: t(language, `line.${kind}`, { what: serviceText(state, language) }),
      pings: [],
      calls: state.reporter ? [state.reporter] : [],
      aloud: true,
    }));
    // No gist: a digest cannot show the scale, so this message is never merged into one.
    return asked.map((notice) => ({ ...notice, post: { ...notice.post, gist: '' } }));
  }
  // For a ticket, the entry in the ticket's log is shown in its thread.
  if (kind !== 'rating.given' || state.ticketId !== undefined) return [];
  return announce(house, { ...baseOf(state, entry), to: ['team'] }, (_, language) => ({
    card: undefined,
    line: t(language, 'line.rating.given', {
      by: entry.data.who || t(language, 'who.customer'),
      what: serviceText(state, language),
      score: entry.data.score,
    }),
    pings: [],
  }));
}

function lowNotices(house: Directory, state: Rating, at: number): Notice[] {
  const announcement: Announcement = {
    ...baseOf(state, { kind: 'rating.low', at }),
    to: [lowAudienceOf(house.source)],
    inPlace: inLine(house.source, state.customer, ['desk', 'coordinator']),
  };
  const say = (audience: string, language: Language): Said => ({
    card: lowScoreCard(state, { source: house.source, language }),
    line: t(language, 'line.rating.low', { what: serviceText(state, language) }),
    pings: [audience],
  });
  return announce(house, announcement, say);
}

function baseOf(state: Rating, { kind, at }: { readonly kind: string; readonly at: number }) {
  return {
    key: `${ratingSubject(state)}|${kind}|#${state.entries}`,
    kind,
    subject: noticeSubject(state),
    at,
    customer: state.customer,
    fields: {},
    unlisted: true,
  } as const;
}

/** Who is told of a low score: the service desk, or else the project coordinator, or else the escalation channel. */
function lowAudienceOf({ people }: BookSource): string {
  return listByRole(people, 'desk')[0] ?? listByRole(people, 'coordinator')[0] ?? 'escalation';
}

/** Updates of cards that exist: the customer's once they were asked, ours once a low score was told. */
function otherCards(house: Directory, id: number, { state, added }: RatingProgress, told: readonly Notice[]): Notice[] {
  const isTold = (audience: string) => told.some((notice) => notice.audience === audience);
  const at = added.at(-1)?.at ?? state.begunAt;
  const shown = { key: `${ratingSubject(state)}|card|#${state.entries}`, subject: noticeSubject(state), at };
  const { customer } = state;
  const { source } = house;
  const listener = lowAudienceOf(source);
  const theirs = state.askedAt === undefined || isTold('customer') ? [] : ['customer'];
  const ours = !state.isLowTold || isTold(listener) ? [] : [listener];
  const inPlace = inLine(source, customer, ['desk', 'coordinator']);
  return redraw(house, { ...shown, to: [...theirs, ...ours], inPlace, customer }, (audience, language) =>
    audience === 'customer' ? ratingCard(id, state, { source, language }) : lowScoreCard(state, { source, language }),
  );
}

/** Whether a low score must still be told to our people. */
export function mustTellLow(state: Rating): boolean {
  return isLow(state) && !state.isLowTold;
}
