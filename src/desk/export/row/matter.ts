import { t } from '../../../i18n/i18n.ts';
import { numberOf } from '../../address/number.ts';
import type { Complaint } from '../../complaint/complaint.ts';
import type { Loaner } from '../../part/loaner.ts';
import type { SparePart } from '../../part/part.ts';
import type { Rating } from '../../rating/rating.ts';
import type { SurveyItem } from '../../rating/survey.ts';
import type { MatterRow } from '../store.ts';
import type { Column, TableView } from '../table.ts';
import { customerColumn, deviceName, people, ticketNumber, who, word, yes } from './names.ts';

/** Rows of what is looked after beside tickets: complaints, ratings, parts and loaners. */

/** One row for each complaint, with its two clocks. Which complaints a person gets is decided before. */
export function complaintColumns(view: TableView): Column<MatterRow<Complaint>>[] {
  const { language } = view;
  return [
    { name: 'number', kind: 'text', of: ({ number }) => numberOf('complaint', number) },
    customerColumn(view, ({ state }) => state.customer),
    { name: 'status', kind: 'text', of: ({ state }) => word(view, state.status) },
    { name: 'category', kind: 'text', of: ({ state }) => t(language, `complaint.category.${state.facts.category}`) },
    { name: 'urgency', kind: 'text', of: ({ state }) => t(language, `complaint.urgency.${state.facts.urgency}`) },
    { name: 'about', kind: 'text', of: ({ state }) => who(view, state.facts.about) },
    { name: 'text', kind: 'text', of: ({ state }) => state.facts.text },
    { name: 'owner', kind: 'text', of: ({ state }) => who(view, state.owner) },
    { name: 'raised-to', kind: 'text', of: ({ state }) => people(view, state.ladder) },
    { name: 'opened', kind: 'at', of: ({ state }) => state.openedAt },
    { name: 'answer-due', kind: 'at', of: ({ state }) => state.due['first-answer'] },
    { name: 'answered', kind: 'at', of: ({ state }) => state.answered?.at },
    { name: 'closure-due', kind: 'at', of: ({ state }) => state.due.closure },
    { name: 'closed', kind: 'at', of: ({ state }) => state.closedAt },
    { name: 'outcome', kind: 'text', of: ({ state }) => state.record.result },
    {
      name: 'degree',
      kind: 'text',
      of: ({ state: { record } }) => record.degree && t(language, `complaint.degree.${record.degree}`),
    },
  ];
}

/** One row for each rating that a customer was asked for, also if they gave none. */
export function ratingColumns(view: TableView): Column<MatterRow<Rating>>[] {
  return [
    { name: 'ticket', kind: 'text', of: ({ state }) => ticketNumber(state.ticketId) },
    {
      name: 'about',
      kind: 'text',
      of: ({ state: { about } }) => (about.of === 'ticket' ? about.title : (about.month ?? about.paper)),
    },
    customerColumn(view, ({ state }) => state.customer),
    { name: 'status', kind: 'text', of: ({ state }) => word(view, state.status) },
    { name: 'score', kind: 'number', of: ({ state }) => state.given?.score },
    { name: 'by', kind: 'text', of: ({ state }) => state.given?.who },
    { name: 'remark', kind: 'text', of: ({ state }) => state.given?.remark },
    {
      name: 'items',
      kind: 'text',
      of: ({ state }) =>
        Object.entries(state.given?.items ?? {})
          .map(([item, answer]) => `${t(view.language, `survey.${item as SurveyItem}`)}: ${answer}`)
          .join('; '),
    },
    { name: 'asked', kind: 'at', of: ({ state }) => state.askedAt },
    { name: 'given', kind: 'at', of: ({ state }) => state.given?.at },
  ];
}

/** A spare part or a loaner. */
export type PartRow = MatterRow<SparePart | Loaner>;

/** One row for each part and each loaner. */
export function partColumns(view: TableView): Column<PartRow>[] {
  const part = ({ state }: PartRow) => (state.of === 'part' ? state : undefined);
  const lent = ({ state }: PartRow) => (state.of === 'loaner' ? state : undefined);
  return [
    { name: 'number', kind: 'text', of: ({ state, number }) => numberOf(state.of, number) },
    { name: 'kind', kind: 'text', of: ({ state }) => word(view, state.of) },
    { name: 'ticket', kind: 'text', of: ({ state }) => ticketNumber(state.ticketId) },
    customerColumn(view, ({ state }) => state.customer),
    { name: 'device', kind: 'text', of: ({ state }) => deviceName(view, state.customer, state.device) },
    { name: 'status', kind: 'text', of: ({ state }) => partStatus(view, state) },
    { name: 'wanted', kind: 'text', of: (row) => part(row)?.record.wanted ?? lent(row)?.lent },
    { name: 'model', kind: 'text', of: (row) => part(row)?.record.model },
    { name: 'serial', kind: 'text', of: (row) => part(row)?.record.serial },
    { name: 'count', kind: 'number', of: (row) => part(row)?.record.quantity },
    { name: 'rma', kind: 'text', of: (row) => part(row)?.record.rma },
    { name: 'by', kind: 'text', of: (row) => who(view, part(row)?.askedBy ?? lent(row)?.lentBy) },
    { name: 'asked', kind: 'at', of: (row) => part(row)?.requestedAt ?? lent(row)?.since },
    { name: 'dispatched', kind: 'at', of: (row) => part(row)?.dispatchedAt },
    { name: 'due', kind: 'at', of: (row) => part(row)?.dueAt },
    { name: 'delivered', kind: 'at', of: (row) => part(row)?.deliveredAt },
    { name: 'returned', kind: 'at', of: (row) => part(row)?.returnedAt ?? lent(row)?.backAt },
    { name: 'overdue', kind: 'text', of: (row) => yes(view, part(row)?.isOverdue) },
  ];
}

function partStatus(view: TableView, state: SparePart | Loaner): string {
  if (state.of === 'loaner') return word(view, state.status === 'open' ? 'lent' : 'back');
  return word(view, state.status === 'open' ? 'underway' : state.status);
}
