import type { Card } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { isoInZone, when } from '../../i18n/when.ts';
import { type Language, named } from '../../lib/language.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { announce } from '../address/announce.ts';
import type { Announcement } from '../address/notice.ts';
import { directoryOf } from '../address/turn-book.ts';
import type { BookSource } from '../book/schema.ts';
import { makeButton } from '../card/button.ts';
import type { DeskTurn } from '../desk.ts';
import { personName } from '../person/person.ts';
import type { Gap, Roster } from './oncall.ts';
import { gapsToTell, gapsToTellAgain } from './timetable.ts';

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
  { rotation: { timeZone, name } }: Roster,
  source: BookSource,
  { fromAt, untilAt, standIn }: Gap,
  now: number,
  language: Language,
): Card {
  const text = t(language, standIn === undefined ? 'duty.gap.text' : 'duty.gap.text-fallback', {
    from: when(language, fromAt, timeZone, now),
    until: when(language, untilAt, timeZone, now),
    fallback: standIn === undefined ? '' : personName(source.people, standIn, language),
  });
  const fill = makeButton({
    label: t(language, 'button.cover.take'),
    command: 'oncall.swap',
    args: { rotation: key, from: iso(Math.max(fromAt, now)), until: iso(untilAt), to: 'me' },
    style: 'primary',
    confirm: t(language, 'button.oncall.fill.confirm'),
  });
  return {
    subject,
    tone: 'warn',
    title: t(language, 'duty.gap.title', { rotation: named(name, language) }),
    badges: [],
    parts: [
      { part: 'text', style: 'plain', text },
      { part: 'actions', main: [fill], more: [] },
    ],
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
