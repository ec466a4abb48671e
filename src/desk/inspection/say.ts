import { t } from '../../i18n/i18n.ts';
import { dateName, when } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import { whoName } from '../ticket/say.ts';
import type { InspectionView } from './card.ts';
import type { Checklist, Inspection, InspectionEntry } from './inspection.ts';
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
    case 'inspection.updated': {
      const { what, title = '', text = '' } = entry.data;
      const result = state.checklist ? marksText(state.checklist, language) : '';
      return say(`inspection.updated.${what}`, { title, text, result });
    }
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

/** How many items were in order, how many were not. */
export function marksText({ marks }: Checklist, language: Language): string {
  const all = Object.values(marks);
  const count = (wanted: (mark: string) => boolean) => all.filter(wanted).length;
  return t(language, 'inspection.marks', {
    ok: count((mark) => mark === 'ok'),
    found: count((mark) => mark !== 'ok' && mark !== 'na'),
    na: count((mark) => mark === 'na'),
  });
}
