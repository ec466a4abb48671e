import type { BoardDayEntry } from '../../chat/board.ts';
import { t } from '../../i18n/i18n.ts';
import { DAY, type Instant } from '../../lib/instant.ts';
import { named } from '../../lib/language.ts';
import { openZone, wallOfInstant } from '../../lib/zone.ts';
import type { Ask } from '../desk.ts';
import { listSegments, type Roster } from '../oncall/oncall.ts';
import { personName } from '../person/person.ts';
import { dutyName } from '../rota/reader.ts';
import { rostersFor } from '../rota/show.ts';
import { type Stretch, stretchesOf } from '../rota/stretch.ts';
import type { CivilDate } from '../sla/calendar-spec.ts';
import { dateOfDay } from '../sla/civil-date.ts';

/** Who has the bell on each of these days, which follow each other; only the rotations that the reader may see. */
export async function dutyOfDays(ask: Ask, dates: readonly CivilDate[]): Promise<Map<CivilDate, BoardDayEntry[]>> {
  const { always } = ask.book;
  const [fromAt, lastAt] = [always.atTime(dates[0] ?? '', '00:00'), always.atTime(dates.at(-1) ?? '', '00:00')];
  const untilAt = lastAt + DAY;
  const days = new Map<CivilDate, BoardDayEntry[]>();
  for (const [, roster] of await rostersFor(ask.turn, ask, undefined, fromAt)) {
    const begunAt = Math.max(fromAt, roster.editions[0]?.fromAt ?? fromAt);
    if (begunAt >= untilAt) continue;
    for (const stretch of stretchesOf(listSegments(roster, begunAt, untilAt)))
      for (const [date, entry] of entriesOf(stretch, roster, ask)) days.set(date, [...(days.get(date) ?? []), entry]);
  }
  return days;
}

/** An entry for each day that a stretch touches, with the hours at its ends, in the rotation's zone. */
function entriesOf(
  { fromAt, toAt, person, standsIn }: Stretch,
  { rotation }: Roster,
  ask: Ask,
): [CivilDate, BoardDayEntry][] {
  const { language } = ask.asker;
  const zone = openZone(rotation.timeZone);
  const wall = (at: Instant) => wallOfInstant(zone, at);
  const [first, last] = [Math.floor(wall(fromAt) / DAY), Math.floor((wall(toAt) - 1) / DAY)];
  const name = nameOf(person, ask);
  const text = standsIn && person !== undefined ? t(language, 'rota.stands-in', { name }) : name;
  return Array.from({ length: last - first + 1 }, (_, place) => {
    const day = first + place;
    const from = day === first ? hourOf(wall(fromAt)) : '00:00';
    const to = day === last && wall(toAt) % DAY !== 0 ? hourOf(wall(toAt)) : '24:00';
    const hours = from === '00:00' && to === '24:00' ? '' : `${from}–${to}`;
    const small = [named(rotation.name, language), hours].filter(Boolean).join(' · ');
    return [dateOfDay(day), { kind: 'duty', text, small }];
  });
}

function hourOf(wallMs: number): string {
  return new Date(wallMs).toISOString().slice(11, 16);
}

/** Our people read names alone here, customers what their contract gives them. */
function nameOf(person: string | undefined, ask: Ask): string {
  const { asker, book } = ask;
  if (person === undefined || !asker.staff) return dutyName(ask, person);
  return personName(book.source.people, person, asker.language);
}
