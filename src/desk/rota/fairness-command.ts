import { t } from '../../i18n/i18n.ts';
import { DAY, HOUR } from '../../lib/instant.ts';
import { type Language, named } from '../../lib/language.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import { dateInZone, openZone } from '../../lib/zone.ts';
import type { BookSource } from '../book/schema.ts';
import type { Answer, Ask } from '../desk.ts';
import { shorten } from '../input.ts';
import { dayKinds } from '../oncall/day-kind.ts';
import { listSegments, type Roster } from '../oncall/oncall.ts';
import { personName } from '../person/person.ts';
import { answerCard } from '../tell.ts';
import { type Quarter, readQuarter, type Share, sharesOf, spanOfQuarter } from './fairness.ts';
import { rostersFor } from './show.ts';
import { takeRotation, zoneOf } from './when.ts';

/** A night is 8 hours between 22:00 and 06:00. */
const NIGHT = 8 * HOUR;

/** Shows what each person has of a quarter's duty, for each rotation apart. Refuses words that name no quarter. */
export async function showFairness(ask: Ask, words: string): Promise<Result<Answer>> {
  const { turn, asker, book } = ask;
  const { language } = asker;
  const { rotation, rest } = takeRotation(book.source, words);
  const quarter = readQuarter(rest, dateInZone(openZone(zoneOf(ask)), turn.now));
  if (!quarter) return refuse('rota.not-a-quarter', { value: shorten(rest, 40) });
  const { fromAt } = spanOfQuarter(quarter, openZone(zoneOf(ask)));
  const rosters = await rostersFor(turn, ask, rotation, fromAt);
  return answerCard({
    subject: 'fairness',
    tone: 'neutral',
    title: t(language, 'rota.fairness.title', { quarter: t(language, 'rota.quarter', { ...quarter }) }),
    badges: [],
    parts: [
      ...rosters.map(([, roster]) => {
        const lines = sharesIn(roster, quarter, book.source).map((each) => lineOf(each, book.source, language));
        const said = lines.length > 0 ? lines : [t(language, 'rota.fairness.none')];
        return {
          part: 'text',
          style: 'plain',
          text: [named(roster.rotation.name, language), ...said].join('\n'),
        } as const;
      }),
      { part: 'text', style: 'small', text: t(language, 'rota.fairness.note') },
    ],
  });
}

/** The shares of one rotation, in its own zone. What lies before its first turn was the duty of no one. */
export function sharesIn(roster: Roster, quarter: Quarter, source: BookSource): Share[] {
  const { rotation, editions } = roster;
  const zone = openZone(rotation.timeZone);
  const { fromAt, toAt } = spanOfQuarter(quarter, zone);
  const segments = listSegments(roster, Math.max(fromAt, editions[0]?.fromAt ?? fromAt), toAt);
  return sharesOf(segments, zone, dayKinds(source, rotation.calendar), (key) => Object.hasOwn(source.people, key));
}

function lineOf({ person, totalMs, nightMs, weekendMs, holidayMs }: Share, source: BookSource, language: Language) {
  return t(language, 'rota.fairness.line', {
    name: personName(source.people, person, language),
    hours: Math.round(totalMs / HOUR),
    nights: tenths(nightMs / NIGHT),
    weekends: tenths(weekendMs / DAY),
    holidays: tenths(holidayMs / DAY),
  });
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
