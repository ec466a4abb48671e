import { t } from '../../../i18n/i18n.ts';
import { numberOf } from '../../address/number.ts';
import type { Paper } from '../../paper/paper.ts';
import { paperTitle } from '../../ticket/view/line.ts';
import type { MatterRow } from '../store.ts';
import type { Column, TableView } from '../table.ts';
import { customerColumn, ticketNumber, who, yes } from './names.ts';

/** One row for each paper that is or was owed: what, by whom, until when, and whether it was handed in. */
export function paperColumns(view: TableView): Column<MatterRow<Paper>>[] {
  const { language, now } = view;
  return [
    { name: 'number', kind: 'text', of: ({ number }) => numberOf('paper', number) },
    { name: 'title', kind: 'text', of: ({ state }) => paperTitle(state.paper, language) },
    customerColumn(view, ({ state }) => state.customer),
    { name: 'about', kind: 'text', of: ({ state }) => ticketNumber(state.ticketId) ?? state.month },
    { name: 'status', kind: 'text', of: ({ state }) => t(language, `paper.status.${state.status}`) },
    { name: 'owner', kind: 'text', of: ({ state }) => who(view, state.owner) },
    { name: 'opened', kind: 'at', of: ({ state }) => state.begunAt },
    { name: 'due', kind: 'at', of: ({ state }) => state.at.overdue },
    { name: 'handed-in', kind: 'at', of: ({ state }) => state.handedIn?.at },
    { name: 'handed-in-by', kind: 'text', of: ({ state }) => who(view, state.handedIn?.by) },
    { name: 'overdue', kind: 'text', of: ({ state }) => yes(view, isLate(state, now)) },
  ];
}

function isLate({ status, at: { overdue }, handedIn }: Paper, now: number): boolean {
  if (overdue === undefined) return false;
  return overdue <= (handedIn?.at ?? (status === 'open' ? now : overdue - 1));
}
