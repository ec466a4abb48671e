import { t } from '../../i18n/i18n.ts';
import { dateName, when } from '../../i18n/when.ts';
import { type Language, named } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import { dateInZone, openZone } from '../../lib/zone.ts';
import { numberOf } from '../address/number.ts';
import type { BookPolicy } from '../book/schema.ts';
import { siteName } from '../card/customer.ts';
import { levelName } from '../ticket/case/names.ts';
import { whoName } from '../ticket/view/line.ts';
import { levelFound, unseenItems } from './checklist.ts';
import type { ChecklistChange, Inspection, InspectionEntry } from './inspection.ts';
import type { Item } from './site-list.ts';
import type { InspectionView } from './view.ts';

/** The line of text for an entry of the log, in the reader's language; empty for entries that no one is told of. */
export function lineOf(entry: InspectionEntry, id: number, state: Inspection, view: InspectionView): string {
  const { language, source } = view;
  const today = dateInZone(openZone(source.provider.timeZone), entry.at);
  const date = (each: string) => dateName(language, each, today);
  const say = (key: KeyAfter<'line.'>, params: Readonly<Record<string, string>> = {}) =>
    t(language, `line.${key}`, {
      inspection: numberOf('inspection', id),
      by: whoName(view, entry.by),
      site: siteName(source, state, language),
      date: date(state.date),
      ...params,
    });
  switch (entry.kind) {
    case 'inspection.updated': {
      const { what, title = '', text = '', entered } = entry.data;
      if (entered && what === 'note-item') return say(`inspection.updated.${what}`, saidOf(entered, view));
      const result = [marksText(state, view), ...(entered ? [saidOf(entered, view).text] : [])];
      return say(`inspection.updated.${what}`, { title, text, result: result.filter(Boolean).join(' · ') });
    }
    case 'inspection.moved':
      return say(entry.kind, {
        date: date(entry.data.date),
        from: date(entry.data.from),
      });
    case 'inspection.feedback-due':
    case 'inspection.feedback-reminder':
    case 'inspection.feedback-overdue':
      return say(entry.kind, {
        ticket: `T-${entry.data.ticketId}`,
        due: when(language, entry.data.due, source.provider.timeZone, entry.at),
      });
    case 'inspection.cancelled':
    case 'inspection.notice':
    case 'inspection.reconfirm':
    case 'inspection.unconfirmed':
    case 'inspection.report-missing':
      return say(entry.kind, { date: date(entry.data.date) });
    case 'inspection.noted':
      return '';
  }
}

/** The notes and file names of a change in the checklist as one text; `item` names the items that they are for. */
function saidOf(
  { notes, photos, note }: ChecklistChange,
  { rule, language }: InspectionView,
): { item: string; text: string } {
  const named = rule.checklist.filter(({ key }) => notes[key] !== undefined || photos.some(({ item }) => item === key));
  const files = photos.map(({ file }) => file.name).join(t(language, 'list.separator'));
  const texts = [...Object.values(notes), note, files && `📎 ${files}`];
  return { item: itemNames(named, language), text: texts.filter(Boolean).join(' · ') };
}

/** How many items are in order, have a finding, are n.a. or have no mark yet. Empty if the checklist was not begun. */
export function marksText(
  { checklist }: Pick<Inspection, 'checklist'>,
  { rule, language }: Pick<InspectionView, 'rule' | 'language'>,
): string {
  if (!checklist) return '';
  const all = Object.values(checklist.marks);
  const marks = t(language, 'inspection.marks', {
    ok: all.filter((mark) => mark === 'ok').length,
    found: all.filter((mark) => levelFound(mark) !== undefined).length,
    na: all.filter((mark) => mark === 'na').length,
  });
  const unseen = unseenItems({ checklist }, rule).length;
  return unseen === 0 ? marks : `${marks} · ${t(language, 'inspection.marks-unseen', { count: unseen })}`;
}

/** A mark in words; for a finding, its fault level. */
export function markName(mark: string | undefined, policy: BookPolicy | undefined, language: Language): string {
  if (mark === undefined) return t(language, 'inspection.mark.unseen');
  if (mark === 'ok' || mark === 'na') return t(language, `inspection.mark.${mark}`);
  return t(language, 'inspection.mark.found', { level: policy ? levelName(policy, mark, language) : mark });
}

/** The names of items, as a list in words. */
export function itemNames(items: readonly Item[], language: Language): string {
  return items.map(({ name }) => named(name, language)).join(t(language, 'list.separator'));
}
