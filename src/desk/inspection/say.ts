import { t } from '../../i18n/i18n.ts';
import { dateName, when } from '../../i18n/when.ts';
import { whoName } from '../ticket/say.ts';
import type { InspectionView } from './card.ts';
import type { Inspection, InspectionEntry } from './inspection.ts';
import { numberOf, siteName } from './names.ts';

/** One short line that an entry of the log leaves in the thread of the card, in the reader's language. */
export function lineOf(entry: InspectionEntry, id: number, state: Inspection, view: InspectionView): string {
  const { language, source } = view;
  const say = (key: string, params: Readonly<Record<string, string>> = {}) =>
    t(language, `line.${key}`, {
      inspection: numberOf(id),
      by: whoName(view, entry.by),
      site: siteName(source, state, language),
      date: dateName(language, state.date),
      ...params,
    });
  switch (entry.kind) {
    case 'inspection.updated':
      return say(`inspection.updated.${entry.data.what}`, { title: entry.data.title ?? '' });
    case 'inspection.moved':
      return say(entry.kind, {
        date: dateName(language, entry.data.date),
        from: dateName(language, entry.data.from),
      });
    case 'inspection.feedback-due':
      return say(entry.kind, {
        ticket: `T-${entry.data.ticketId}`,
        due: when(language, entry.data.due, source.provider.timeZone),
      });
    case 'inspection.cancelled':
    case 'inspection.notice':
    case 'inspection.reconfirm':
    case 'inspection.unconfirmed':
    case 'inspection.report-missing':
      return say(entry.kind, { date: dateName(language, entry.data.date) });
    case 'inspection.noted':
      return '';
  }
}
