import type { CardField, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Instant } from '../../lib/instant.ts';
import { named } from '../../lib/language.ts';
import { policyOf } from '../book/book.ts';
import type { DeskTurn } from '../desk.ts';
import { listSegments, nextHandoff, type Roster } from '../oncall/oncall.ts';
import { findRoster } from '../oncall/store.ts';
import { layerFields } from './layers.ts';
import { dutyName, type Reader } from './reader.ts';
import { type Stretch, stretchesOf } from './stretch.ts';

/** The running rotations that a person may see, at an instant: staff all of them, customers that of their contract. */
export async function rostersFor(
  { tx }: DeskTurn,
  { book, asker }: Reader,
  only: string | undefined,
  at: Instant,
): Promise<[string, Roster][]> {
  const { source } = book;
  const theirs = asker.staff || asker.customer === undefined ? only : policyOf(book, asker.customer).rotation;
  const found: [string, Roster][] = [];
  for (const key of Object.keys(source.rotations)) {
    if (theirs !== undefined && key !== theirs) continue;
    const roster = await findRoster(tx, key, source, at);
    if (roster) found.push([key, roster]);
  }
  return found;
}

/**
 * Who is on duty at an instant and who is next: a field for each rotation that the reader may see, or
 * for `only` one, and one for each of its layers if it has several.
 */
export async function listDuty(
  turn: DeskTurn,
  reader: Reader,
  only: string | undefined,
  at: Instant,
): Promise<CardField[]> {
  const rosters = await rostersFor(turn, reader, only, at);
  return rosters.flatMap(([, roster]) => [
    shiftField(reader, roster, at, turn.now),
    ...layerFields(reader, roster, at, turn.now),
  ]);
}

/** Who has the bell at an instant, until when, and who is next; in the rotation's own zone. */
function shiftField(reader: Reader, roster: Roster, at: Instant, now: Instant): CardField {
  const { language } = reader.asker;
  const { rotation } = roster;
  const [stretch] = stretchesOf(listSegments(roster, at, at + 1));
  const next = nextHandoff(roster, at);
  const member = whoIs(reader, stretch);
  const value = next
    ? t(language, 'oncall.shift', {
        member,
        until: when(language, next.at, rotation.timeZone, now),
        next: dutyName(reader, next.to),
      })
    : member;
  return { label: named(rotation.name, language), value };
}

/** Cards hold so many lines of one rotation; the picture has the rest. */
const MOST_LINES = 24;

/** The final schedule of a span, one line for each stretch. */
export function listPart(reader: Reader, roster: Roster, fromAt: Instant, toAt: Instant, now: Instant): CardPart {
  const { language } = reader.asker;
  const { name, timeZone } = roster.rotation;
  const stretches = stretchesOf(listSegments(roster, fromAt, toAt));
  const lines = stretches.slice(0, MOST_LINES).map((each) =>
    t(language, 'rota.line', {
      from: when(language, each.fromAt, timeZone, now),
      until: when(language, each.toAt, timeZone, now),
      who: whoIs(reader, each),
    }),
  );
  const more = stretches.length - lines.length;
  const text = [
    named(name, language),
    ...lines,
    ...(more > 0 ? [t(language, 'rota.more-lines', { count: more })] : []),
  ].join('\n');
  return { part: 'text', style: 'plain', text };
}

function whoIs(reader: Reader, stretch: Stretch | undefined): string {
  const name = dutyName(reader, stretch?.person);
  const { language } = reader.asker;
  return stretch?.standsIn && stretch.person !== undefined ? t(language, 'rota.stands-in', { name }) : name;
}
