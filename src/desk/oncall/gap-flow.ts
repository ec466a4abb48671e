import type { Card } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { isoInZone, when } from '../../i18n/when.ts';
import { type Language, named } from '../../lib/language.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { announce, redraw } from '../address/announce.ts';
import type { Announcement } from '../address/notice.ts';
import { directoryOf } from '../address/turn-book.ts';
import type { BookSource } from '../book/schema.ts';
import { makeButton } from '../card/button.ts';
import type { DeskTurn } from '../desk.ts';
import { personName } from '../person/person.ts';
import { type Gap, listSegments, type Roster } from './oncall.ts';
import { gapsKnown, gapsToTell, gapsToTellAgain, morningsOf } from './timetable.ts';

/**
 * Announces the gaps of the next seven days to team and managers, each once; one that is not filled is told to the team
 * again every day. One tap fills it.
 */
export async function tellGaps(turn: DeskTurn, key: string, roster: Roster, source: BookSource): Promise<void> {
  const first = gapsToTell(roster, turn.now).flatMap((gap) => gapNotices(turn, key, roster, source, gap, 'first'));
  const again = gapsToTellAgain(roster, turn.now).flatMap((gap) => gapNotices(turn, key, roster, source, gap, 'again'));
  await enqueue(turn, [...first, ...again], []);
}

function gapNotices(
  turn: DeskTurn,
  key: string,
  roster: Roster,
  source: BookSource,
  gap: Gap,
  told: 'first' | 'again',
): Notice[] {
  const { timeZone } = roster.rotation;
  const { fromAt, untilAt } = gap;
  const subject = `duty/${key}`;
  const base = { subject: key, kind: 'duty.gap', at: turn.now, customer: undefined } as const;
  const fields = { rotation: key, from: isoInZone(fromAt, timeZone), until: isoInZone(untilAt, timeZone) };
  const announcement: Announcement =
    told === 'first'
      ? { ...base, key: `${subject}|duty.gap|${fromAt}|${untilAt}`, to: ['team', 'managers'], fields }
      : { ...base, key: `${subject}|duty.gap-again|${turn.now}|${fromAt}`, to: ['team'], fields, unlisted: true };
  const cardSubject = `${subject}/gap/${fromAt}${told === 'first' ? '' : `/${turn.now}`}`;
  return announce(directoryOf(turn, { source }), announcement, (_, language) => ({
    card: gapCard(cardSubject, key, roster, source, gap, turn.now, language),
    line: '',
    pings: [],
  }));
}

function gapCard(
  subject: string,
  key: string,
  roster: Roster,
  source: BookSource,
  { fromAt, untilAt, standIn }: Gap,
  now: number,
  language: Language,
): Card {
  const { timeZone, name } = roster.rotation;
  const absent = listSegments(roster, fromAt, untilAt)[0]?.scheduled;
  const span = { from: when(language, fromAt, timeZone, now), until: when(language, untilAt, timeZone, now) };
  const nameOf = (person: string) => personName(source.people, person, language);
  const why =
    absent === undefined
      ? t(language, 'duty.gap.unassigned', span)
      : t(language, 'duty.gap.away', { ...span, name: nameOf(absent) });
  const otherwise =
    standIn === undefined
      ? t(language, 'duty.gap.otherwise-nobody')
      : t(language, 'duty.gap.otherwise', { fallback: nameOf(standIn) });
  const fill = makeButton({
    label: t(language, 'button.cover.take'),
    command: 'oncall.fill',
    args: { rotation: key, from: iso(fromAt), until: iso(untilAt) },
    style: 'primary',
    confirm: t(language, 'button.oncall.fill.confirm'),
  });
  return {
    subject,
    tone: 'warn',
    title: t(language, 'duty.gap.title', { rotation: named(name, language) }),
    badges: [],
    parts: [
      { part: 'text', style: 'plain', text: why },
      { part: 'text', style: 'small', text: otherwise },
      { part: 'actions', main: [fill], more: [] },
    ],
  };
}

/** Updates the cards of gaps that a swap has filled, or made shorter: they say who has the bell then, without a button. */
export async function settleGapCards(
  turn: DeskTurn,
  key: string,
  before: Roster,
  after: Roster,
  source: BookSource,
): Promise<void> {
  const open = gapsKnown(after, turn.now);
  const gone = gapsKnown(before, turn.now).filter(
    ({ fromAt, untilAt }) => !open.some((each) => each.fromAt === fromAt && each.untilAt === untilAt),
  );
  const subject = `duty/${key}`;
  const house = directoryOf(turn, { source });
  const notices = gone.flatMap((gap) => {
    const first = { subject: `${subject}/gap/${gap.fromAt}`, to: ['team', 'managers'] };
    const again = morningsOf(after, gap, turn.now).map((at) => ({ subject: `${first.subject}/${at}`, to: ['team'] }));
    return [first, ...again].flatMap((card) => {
      const shown = {
        key: `${card.subject}|${turn.now}`,
        subject: key,
        at: turn.now,
        to: card.to,
        customer: undefined,
      };
      return redraw(house, shown, (_, language) => filledCard(card.subject, after, gap, source, turn.now, language));
    });
  });
  await enqueue(turn, notices, []);
}

function filledCard(
  subject: string,
  roster: Roster,
  { fromAt, untilAt }: Gap,
  source: BookSource,
  now: number,
  language: Language,
): Card {
  const { timeZone, name } = roster.rotation;
  const lines = listSegments(roster, fromAt, untilAt).map((each) =>
    t(language, 'duty.gap.now', {
      from: when(language, each.fromAt, timeZone, now),
      until: when(language, each.toAt, timeZone, now),
      person: each.person === undefined ? t(language, 'nobody') : personName(source.people, each.person, language),
    }),
  );
  return {
    subject,
    tone: 'neutral',
    title: t(language, 'duty.gap.settled', { rotation: named(name, language) }),
    badges: [],
    parts: [{ part: 'text', style: 'plain', text: [...new Set(lines)].join('\n') }],
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
