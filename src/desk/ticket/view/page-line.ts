import { t } from '../../../i18n/i18n.ts';
import type { EntryOf } from '../case/entry.ts';
import type { CardView } from './view.ts';

/**
 * The line of a call: whom, for the how manieth time, by which way and why not as the book says; or that none of them was
 * answered. `nameOf` puts a person's key into words.
 */
export function pageLine(
  entry: EntryOf<'ticket.paged' | 'ticket.unreached'>,
  { language }: CardView,
  nameOf: (key: string) => string,
): string {
  if (entry.kind === 'ticket.unreached') {
    const { times, raisedTo } = entry.data;
    return t(language, `line.ticket.unreached.${times === 1 ? 'once' : 'often'}`, {
      times,
      raisedTo: nameOf(raisedTo),
    });
  }
  const { no, to, way, wanted, absent } = entry.data;
  const wayName = (each: typeof way) => t(language, `page.way.${each}`);
  return [
    t(language, 'line.ticket.paged', { no, to: nameOf(to), way: wayName(way) }),
    ...(wanted ? [t(language, 'line.ticket.paged.other-way', { wanted: wayName(wanted) })] : []),
    ...(absent ? [t(language, 'line.ticket.paged.absent', { absent: nameOf(absent) })] : []),
  ].join(language === 'en' ? ' ' : '');
}
