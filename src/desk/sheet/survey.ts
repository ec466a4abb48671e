import { t } from '../../i18n/i18n.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { announce } from '../address/announce.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import type { BookSource } from '../book/schema.ts';
import { customerName } from '../card/customer.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import { printedTime } from '../paper/columns.ts';
import type { PaperDocument } from '../paper/document/document.ts';
import { letterheadParts } from '../paper/letterhead.ts';
import { noticeSubject, ratingSubject } from '../rating/names.ts';
import type { GivenScore, Rating } from '../rating/rating.ts';
import { ratings } from '../rating/store.ts';
import { itemsOf, NOT_APPLICABLE } from '../rating/survey.ts';
import { paperName } from '../ticket/view/line.ts';
import { fileNotices } from './file.ts';

/** Prints the survey that a customer sent (C7), signed with their name and the instant, for both sides. */
export async function onSurveyed(turn: DeskTurn, { ratingId }: Extract<Fact, { kind: 'rating.surveyed' }>) {
  const found = await ratings.find(turn.tx, ratingId);
  const given = found?.state.given;
  if (!found || !given) return;
  const { state } = found;
  const { source } = await bookOf(turn, found.book);
  const announcement = {
    key: `${ratingSubject(state)}|survey.filled|#${state.entries}`,
    kind: 'survey.filled',
    subject: noticeSubject(state),
    at: turn.now,
    to: ['team', 'customer'],
    customer: state.customer,
    fields: {},
    unlisted: true as const,
  };
  const words = announce(directoryOf(turn, { source }), announcement, (_, language) => ({
    card: undefined,
    line: t(language, 'line.survey.filled', { by: nameOf(given, language), what: serviceOf(state, language) }),
    pings: [],
  }));
  const document = (language: Language) => surveyDocument(state, given, source, language, turn.now);
  const numbers = state.ticketId === undefined ? '' : `T-${state.ticketId}`;
  const print = { customer: state.customer, book: source, numbers, isPrivate: false, document };
  await enqueue(turn, [...words, ...(await fileNotices(turn, words, print))], []);
}

/** The survey as it is printed: every item with its answer, and the average of those with a score. */
function surveyDocument(
  rating: Rating,
  given: GivenScore,
  source: BookSource,
  language: Language,
  now: Instant,
): PaperDocument {
  const label = (name: 'company' | 'givenBy' | 'overall' | 'average') => t(language, `sheet.label.${name}`);
  const at = printedTime(now, source.provider.timeZone);
  const name = nameOf(given, language);
  return {
    language,
    ...letterheadParts(source, language, { number: '' }, now),
    title: t(language, 'sheet.form.survey'),
    subtitle: serviceOf(rating, language),
    mark: '',
    facts: [
      [label('company'), customerName(source, rating.customer, language)],
      [label('givenBy'), `${name} · ${at}`],
      [label('overall'), t(language, `score.${given.score}`)],
      [label('average'), averageOf(given)],
    ],
    sections: [
      {
        heading: t(language, 'sheet.label.items'),
        part: 'table',
        columns: [
          { label: t(language, 'sheet.column.item'), percent: 60 },
          { label: t(language, 'sheet.column.score'), percent: 40 },
        ],
        rows: itemsOf(rating).map((item) => {
          const answer = given.items[item];
          return [t(language, `survey.${item}`), answer === undefined ? '–' : t(language, `score.${answer}`)];
        }),
        none: '',
      },
      { heading: t(language, 'sheet.label.remark'), part: 'text', text: given.remark || '–' },
      {
        heading: t(language, 'sheet.label.signature'),
        part: 'text',
        text: t(language, 'sheet.signed-by', { name, at }),
      },
    ],
    signatures: [],
  };
}

/** The average of the items with a score, to one decimal: n/a counts as no score. */
export function averageOf({ items }: Pick<GivenScore, 'items'>): string {
  const scores = Object.values(items).filter((answer) => answer !== NOT_APPLICABLE);
  if (scores.length === 0) return '–';
  return (scores.reduce((sum: number, score) => sum + score, 0) / scores.length).toFixed(1);
}

function nameOf({ who }: GivenScore, language: Language): string {
  return who || t(language, 'who.customer');
}

function serviceOf({ about, ticketId }: Rating, language: Language): string {
  if (about.of === 'ticket') return `T-${ticketId} · ${about.title}`;
  return [paperName(about.paper, language), about.month].filter(Boolean).join(' · ');
}
