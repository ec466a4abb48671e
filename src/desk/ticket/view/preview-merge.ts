import { t } from '../../../i18n/i18n.ts';
import type { Entry } from '../case/entry.ts';
import type { Terms } from '../case/terms.ts';
import type { Ticket } from '../case/ticket.ts';
import type { TakenIn } from '../verb/join.ts';
import { describeChangedDues, type PreviewView } from './preview.ts';

/** What a merge would do: the ticket that goes on before and after it, and what it takes over. */
export interface Merging {
  readonly before: Ticket;
  readonly after: Ticket;
  readonly taken: TakenIn;
}

/** A merge in words: the deadlines of the ticket that goes on, what goes over, and that the other one ends. */
export function previewMerge(
  { before, after, taken: { handed, words } }: Merging,
  terms: Terms,
  numbers: { readonly ticket: string; readonly other: string },
  view: PreviewView,
): string {
  const { language } = view;
  const files = words.reduce((sum, { entry }) => sum + filesIn(entry), handed.photos.length);
  return [
    t(language, 'preview.merge.moves', { ...numbers, moves: describeChangedDues(before, after, terms, view) }),
    t(language, 'preview.merge.goes-over', { words: words.length, files, people: handed.reporters.length }),
    t(language, 'preview.merge.ends', numbers),
  ].join('\n');
}

/** Files of the report are counted with the photos. */
function filesIn(entry: Entry): number {
  if (entry.kind !== 'ticket.updated') return 0;
  return (entry.data.files ?? []).length + (entry.data.attached ?? []).length;
}
