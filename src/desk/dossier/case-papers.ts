import type { Card, CardField } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import { numberOf, subjectOf } from '../address/number.ts';
import { bookOf } from '../address/turn-book.ts';
import type { BookSource } from '../book/schema.ts';
import { numberedButton, ticketButton } from '../card/button.ts';
import type { DeskTurn } from '../desk.ts';
import type { StoredMatter } from '../matter/store.ts';
import type { Paper } from '../paper/paper.ts';
import { isGiven } from '../paper/rule.ts';
import { papers } from '../paper/store.ts';
import type { Rating } from '../rating/rating.ts';
import { ratings } from '../rating/store.ts';
import { isEnded, type Sheet } from '../sheet/sheet.ts';
import { sheets } from '../sheet/store.ts';
import type { TicketId } from '../ticket/case/ticket.ts';
import { paperTitle } from '../ticket/view/line.ts';

/** What belongs to a ticket beside its card: its papers and signed forms, and the scores with their remarks. */
export interface CaseRecord {
  readonly papers: readonly StoredMatter<Paper>[];
  readonly ratings: readonly Rating[];
  readonly sheets: readonly StoredMatter<Sheet>[];
}

/**
 * What a customer may read of a ticket: archived papers that the book does not keep inside, forms that are signed (those
 * of complaints have fewer readers), and the scores that count, in the order in which they came.
 */
export async function recordOf(turn: DeskTurn, ticketId: TicketId): Promise<CaseRecord> {
  const given: StoredMatter<Paper>[] = [];
  for (const each of await papers.list(turn.tx, { ticketId }))
    if (isGiven(await bookOf(turn, each.book), each.state)) given.push(each);
  const rated = (await ratings.list(turn.tx, { ticketId })).map(({ state }) => state);
  const signed = (await sheets.list(turn.tx, { ticketId })).filter(
    ({ state }) => isEnded(state) && state.about.of !== 'complaint',
  );
  const scores = rated.filter((each) => each.given !== undefined && each.status !== 'void');
  return { papers: given, ratings: scores, sheets: signed };
}

/** The card with a ticket's papers and ratings, and the button to get the files again; undefined: it has none. */
export function caseRecordCard(
  id: TicketId,
  { papers: given, ratings: rated, sheets: signed }: CaseRecord,
  source: BookSource,
  language: Language,
): Card | undefined {
  const fields = [
    ...given.map(({ state }) => paperRow(state, language)),
    ...signed.map(({ id: number, state }) => sheetRow(number, state, language)),
    ...rated.flatMap((rating) => ratingRow(rating, source, language)),
  ];
  if (fields.length === 0) return undefined;
  const send = ticketButton(id, 'dossier.send-papers', 'button.dossier.send-papers', language);
  const prints = signed.map(({ id: number, state }) => ({
    ...numberedButton('sheet', number, 'sheet.print', language),
    label: t(language, `sheet.form.${state.form}`),
  }));
  return {
    subject: `${subjectOf('ticket', id)}|record`,
    tone: 'neutral',
    title: t(language, 'case.record', { ticket: `T-${id}` }),
    badges: [],
    parts: [
      { part: 'fields', fields },
      ...(filesIn(given).length > 0 || prints.length > 0
        ? [{ part: 'actions', main: filesIn(given).length > 0 ? [send] : [], more: prints } as const]
        : []),
    ],
  };
}

/** All files of these papers. */
export function filesIn(listed: readonly StoredMatter<Paper>[]) {
  return listed.flatMap(({ state }) => state.handedIn?.files ?? []);
}

function paperRow({ paper, status, handedIn }: Paper, language: Language): CardField {
  const files = (handedIn?.files ?? []).map(({ name }) => `📎 ${name}`);
  return {
    label: paperTitle(paper, language),
    value: [t(language, `paper.status.${status}`), ...files].join('\n'),
  };
}

function sheetRow(id: number, { form, status }: Sheet, language: Language): CardField {
  const value = `${numberOf('sheet', id)} · ${t(language, `sheet.status.${status}`)}`;
  return { label: t(language, `sheet.form.${form}`), value };
}

function ratingRow({ given }: Rating, { provider }: BookSource, language: Language): CardField[] {
  if (!given) return [];
  const { score, who, at, remark } = given;
  const signed = [who, when(language, at, provider.timeZone)].filter(Boolean).join(' · ');
  const value = [t(language, 'card.rated', { score }), remark, signed].filter(Boolean).join('\n');
  return [{ label: t(language, 'card.field.rating'), value }];
}
