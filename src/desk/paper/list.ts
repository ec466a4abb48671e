import type { Card, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
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

/** Card of the papers that are owed, earliest due first, then those that wait for a check or approval. */
export function papersCard(
  owed: readonly StoredMatter<Paper>[],
  handedIn: readonly StoredMatter<Paper>[],
  source: BookSource,
  language: Language,
): Card {
  const byDue = owed.toSorted((one, other) => one.state.at.overdue - other.state.at.overdue);
  return {
    subject: 'papers',
    tone: 'neutral',
    title: t(language, 'paper.list.title', { count: owed.length }),
    badges: [],
    parts: [
      ...rowsPart(byDue, source, language),
      ...(handedIn.length === 0
        ? []
        : [
            { part: 'text', style: 'small', text: t(language, 'paper.list.handed-in') } as const,
            ...rowsPart(handedIn, source, language),
          ]),
    ],
  };
}

function rowsPart(listed: readonly StoredMatter<Paper>[], source: BookSource, language: Language): CardPart[] {
  if (listed.length === 0) return [{ part: 'text', style: 'plain', text: t(language, 'paper.list.none') }];
  const more = listed.length - MAX_LIST_ROWS;
  return [
    { part: 'fields', fields: listed.slice(0, MAX_LIST_ROWS).map((each) => rowOf(each, source, language)) },
    ...moreParts(more, language),
  ];
}

function rowOf({ id, state }: StoredMatter<Paper>, source: BookSource, language: Language) {
  const { paper, ticketId, owner, status, told, at, handedIn } = state;
  const about = ticketId === undefined ? aboutText(state, undefined, source, language) : `T-${ticketId}`;
  const isLate = told.includes('overdue');
  const stands =
    status === 'open'
      ? t(language, isLate ? 'paper.list.late' : 'paper.list.due', {
          due: when(language, at.overdue, source.provider.timeZone),
        })
      : t(language, `paper.status.${status}`);
  const whose = status === 'open' ? owner : handedIn?.by;
  return {
    label: `${numberOf('paper', id)} · ${paperTitle(paper, language)} · ${about}`,
    value: [stands, whose === undefined ? '' : personName(source.people, whose, language)].filter(Boolean).join(' · '),
  };
}
