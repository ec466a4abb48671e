import type { Card, CardField, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { besideRelative } from '../../i18n/span.ts';
import { when } from '../../i18n/when.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import { numberOf } from '../address/number.ts';
import type { BookSource } from '../book/schema.ts';
import { moreParts } from '../card/list.ts';
import type { StoredMatter } from '../matter/store.ts';
import { personName } from '../person/person.ts';
import { paperTitle } from '../ticket/view/line.ts';
import { aboutText } from './card.ts';
import type { Paper } from './paper.ts';

/** Most papers on one list; the number of the others is shown below. */
const MAX_LIST_ROWS = 20;

/**
 * Card of the papers that are owed, earliest due first, then those that wait for a check or approval; for one person
 * who reads it at `now`.
 */
export function papersCard(
  owed: readonly StoredMatter<Paper>[],
  handedIn: readonly StoredMatter<Paper>[],
  source: BookSource,
  language: Language,
  now: Instant,
): Card {
  const row = (each: StoredMatter<Paper>) => rowOf(each, source, language, now);
  const byDue = owed.toSorted((one, other) => dueOf(one.state) - dueOf(other.state));
  return {
    subject: 'papers',
    tone: 'neutral',
    title: t(language, 'paper.list.title', { count: owed.length }),
    badges: [],
    parts: [
      ...rowsPart(byDue, row, language),
      ...(handedIn.length === 0
        ? []
        : [
            { part: 'text', style: 'small', text: t(language, 'paper.list.handed-in') } as const,
            ...rowsPart(handedIn, row, language),
          ]),
    ],
  };
}

/** Papers without a limit stand last. */
function dueOf({ at: { overdue = Number.MAX_SAFE_INTEGER } }: Paper): Instant {
  return overdue;
}

function rowsPart(
  listed: readonly StoredMatter<Paper>[],
  row: (each: StoredMatter<Paper>) => CardField,
  language: Language,
): CardPart[] {
  if (listed.length === 0) return [{ part: 'text', style: 'plain', text: t(language, 'paper.list.none') }];
  const more = listed.length - MAX_LIST_ROWS;
  return [{ part: 'fields', fields: listed.slice(0, MAX_LIST_ROWS).map(row) }, ...moreParts(more, language)];
}

function rowOf({ id, state }: StoredMatter<Paper>, source: BookSource, language: Language, now: Instant): CardField {
  const { paper, ticketId, owner, status, told, at, handedIn } = state;
  const about = ticketId === undefined ? aboutText(state, undefined, source, language) : `T-${ticketId}`;
  const isLate = told.includes('overdue');
  const stands =
    status === 'open' ? dueWords(at.overdue, isLate, source, language, now) : t(language, `paper.status.${status}`);
  const whose = status === 'open' ? owner : handedIn?.by;
  return {
    label: `${numberOf('paper', id)} · ${paperTitle(paper, language)} · ${about}`,
    value: [stands, whose === undefined ? '' : personName(source.people, whose, language)].filter(Boolean).join(' · '),
  };
}

function dueWords(
  dueAt: Instant | undefined,
  isLate: boolean,
  { provider }: BookSource,
  language: Language,
  now: Instant,
): string {
  if (dueAt === undefined) return t(language, 'paper.list.no-limit');
  const due = when(language, dueAt, provider.timeZone);
  return besideRelative(language, t(language, isLate ? 'paper.list.late' : 'paper.list.due', { due }), dueAt, now);
}
