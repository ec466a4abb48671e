import type { Card, CardField } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { isoInZone, when } from '../../i18n/when.ts';
import { type Language, named } from '../../lib/language.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { announce } from '../address/announce.ts';
import { directoryOf } from '../address/turn-book.ts';
import type { BookSource } from '../book/schema.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import { personName } from '../person/person.ts';
import { nextHandoff, onDutyAt, type Roster } from './oncall.ts';
import { listRosters } from './store.ts';
import { gapsToTell } from './timetable.ts';

/** Who is on duty now, until when, and who is next: one field for each running rotation, or for `only` that one. */
export async function listDuty(
  { tx, now }: DeskTurn,
  source: BookSource,
  language: Language,
  only?: string,
): Promise<CardField[]> {
  const rosters = [...(await listRosters(tx, source, now))].filter(([key]) => only === undefined || key === only);
  return rosters.map(([, roster]) => {
    const { rotation } = roster;
    const name = (key: string | undefined) =>
      key === undefined ? t(language, 'nobody') : personName(source.people, key, language);
    const next = nextHandoff(roster, now);
    const member = name(onDutyAt(roster, now));
    const value = next
      ? t(language, 'oncall.shift', {
          member,
          until: when(language, next.at, rotation.timeZone, now),
          next: name(next.to),
        })
      : member;
    return { label: named(rotation.name, language), value };
  });
}

/** Announces the gaps of the next seven days, each once. */
export async function tellGaps(turn: DeskTurn, key: string, roster: Roster, source: BookSource): Promise<void> {
  const { timeZone, name } = roster.rotation;
  const notices = gapsToTell(roster, turn.now).flatMap(({ fromAt, untilAt, standIn }) => {
    const subject = `duty/${key}`;
    const card = (language: Language): Card => ({
      subject: `${subject}/gap/${fromAt}`,
      tone: 'warn',
      title: t(language, 'duty.gap.title', { rotation: named(name, language) }),
      badges: [],
      parts: [
        {
          part: 'text',
          style: 'plain',
          text: t(language, standIn === undefined ? 'duty.gap.text' : 'duty.gap.text-fallback', {
            from: when(language, fromAt, timeZone, turn.now),
            until: when(language, untilAt, timeZone, turn.now),
            fallback: standIn === undefined ? '' : personName(source.people, standIn, language),
          }),
        },
      ],
    });
    const span = { from: isoInZone(fromAt, timeZone), until: isoInZone(untilAt, timeZone) };
    return announce(
      directoryOf(turn, { source }),
      {
        key: `${subject}|duty.gap|${fromAt}|${untilAt}`,
        kind: 'duty.gap',
        subject: key,
        at: turn.now,
        to: ['team', 'managers'],
        customer: undefined,
        fields: { rotation: key, ...span },
      },
      (_, language) => ({ card: card(language), line: '', pings: [] }),
    );
  });
  await enqueue(turn, notices, []);
}

/** The facts of a change of duty: a gap hands nothing over, but another person is called. */
export function changeOfDuty(rotation: string, from: string | undefined, to: string | undefined): Fact[] {
  if (from === to) return [];
  const changed: Fact = { kind: 'duty.changed', rotation };
  return from === undefined || to === undefined
    ? [changed]
    : [changed, { kind: 'duty.handed-over', rotation, from, to, why: 'shift' }];
}
