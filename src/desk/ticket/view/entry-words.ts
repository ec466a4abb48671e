import { t } from '../../../i18n/i18n.ts';
import { balanceDirections } from '../../../lib/direction.ts';
import { asSentence } from '../../../lib/sentence.ts';
import type { Entry } from '../case/entry.ts';
import type { CardView } from './view.ts';

/** What people wrote and sent with an entry. */

/** The files that an entry names; of a report only where it was copied, because a ticket's own card has links to them. */
export function filesOf(entry: Entry): readonly { readonly name: string }[] | undefined {
  if (entry.kind === 'ticket.updated') return entry.data.files;
  if (entry.kind !== 'ticket.copied') return undefined;
  const copied = entry.data.entry;
  return copied.kind === 'ticket.opened' ? copied.data.facts.origin?.files : filesOf(copied);
}

/** The text that people wrote with an entry; empty if there is none. */
export function wordsIn(entry: Entry): string {
  switch (entry.kind) {
    case 'ticket.updated':
    case 'ticket.noted':
    case 'ticket.resolved':
    case 'ticket.reopened':
      return entry.data.text ?? '';
    case 'ticket.copied':
      return copiedWords(entry.data.entry);
    default:
      return '';
  }
}

/** The words of a copied entry; those of a report are its title and details. */
function copiedWords(entry: Entry): string {
  if (entry.kind !== 'ticket.opened') return wordsIn(entry);
  const { title, details, contact } = entry.data.facts;
  return [title, details, contact].filter((part) => part !== '').join('\n');
}

/** The cause of the fault behind what was done, if it was said. */
export function causeIn(entry: Entry, { language }: CardView): string {
  if (entry.kind !== 'ticket.resolved' && entry.kind !== 'ticket.updated') return '';
  const { cause } = entry.data;
  return cause ? `\n${t(language, 'fix.cause', { cause: balanceDirections(cause) })}` : '';
}

/** A line of its own: one that begins with "the customer" begins with a capital; people's names stay as they write them. */
export function asOwnLine(line: string, { language }: Pick<CardView, 'language'>): string {
  return line.startsWith(t(language, 'who.customer')) ? asSentence(line) : line;
}
