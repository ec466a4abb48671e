import type { Instant } from '../../lib/instant.ts';
import { type Refusal, refuse } from '../../lib/refusal.ts';
import {
  type Checklist,
  type ChecklistChange,
  type Inspection,
  type InspectionProgress,
  type Photo,
  updated,
} from './inspection.ts';
import type { Item, SiteRule } from './site-list.ts';

/** The checklist of D12: entering marks, notes and photos, and what is still missing. */

type HasChecklist = Pick<Inspection, 'checklist'>;

/** Characters of the notes on one item, or of the remarks. */
const MAX_NOTE_CHARS = 4_000;
/** Photos of one inspection. */
const MAX_PHOTOS = 100;

/** Items with a finding that has no ticket yet. */
export function openItems({ checklist, findings }: Inspection, rule: SiteRule): Item[] {
  return foundItems({ checklist }, rule).filter(({ key }) => !findings.some(({ item }) => item === key));
}

/** The fault level that a mark stands for; undefined: the mark is `ok` or `na`, or there is none. */
export function levelFound(mark: string | undefined): string | undefined {
  return mark === undefined || mark === 'ok' || mark === 'na' ? undefined : mark;
}

/** Items without a mark. */
export function unseenItems({ checklist }: HasChecklist, rule: SiteRule): Item[] {
  return rule.checklist.filter(({ key }) => checklist?.marks[key] === undefined);
}

/** Items with a finding but no note that says what was found. */
export function unnotedItems({ checklist }: HasChecklist, rule: SiteRule): Item[] {
  return foundItems({ checklist }, rule).filter(({ key }) => noteOf(checklist, key) === '');
}

/** Items marked with a finding or n.a. that have no note yet. */
export function itemsToNote({ checklist }: HasChecklist, rule: SiteRule): Item[] {
  return rule.checklist.filter(
    ({ key }) => ![undefined, 'ok'].includes(checklist?.marks[key]) && noteOf(checklist, key) === '',
  );
}

/** The notes on an item; empty: none. */
export function noteOf(checklist: Checklist | undefined, item: string): string {
  return checklist?.notes?.[item] ?? '';
}

/** The photos of an item, the oldest first. */
export function photosOf(checklist: Checklist | undefined, item: string): Photo[] {
  return (checklist?.photos ?? []).filter((photo) => photo.item === item);
}

function foundItems({ checklist }: HasChecklist, rule: SiteRule): Item[] {
  return rule.checklist.filter(({ key }) => levelFound(checklist?.marks[key]) !== undefined);
}

/**
 * Refuses notes that are too long together with those that are there, and too many photos. undefined: it may be
 * entered.
 */
export function refusalOfEntry(
  { checklist }: HasChecklist,
  { notes, photos, note }: ChecklistChange,
): Refusal | undefined {
  const all = [
    ...Object.entries(notes).map(([item, text]) => added(noteOf(checklist, item), text)),
    added(checklist?.note ?? '', note),
  ];
  const isTooLong = all.some((text) => [...text].length > MAX_NOTE_CHARS);
  if (isTooLong) return refuse('input.too-long', { field: 'text', limit: MAX_NOTE_CHARS });
  const isTooMany = photos.length > 0 && (checklist?.photos ?? []).length + photos.length > MAX_PHOTOS;
  return isTooMany ? refuse('inspection.too-many-photos', { most: MAX_PHOTOS }) : undefined;
}

/**
 * Enters a change in the checklist; items that it does not name stay as they are. If two people fill in the list at the
 * same time, the last mark of an item counts and all notes and photos are kept. A change of nothing writes no entry.
 */
export function enterInChecklist(
  inspection: Inspection,
  verb: 'check-inspection' | 'note-item',
  entered: ChecklistChange,
  by: string,
  now: Instant,
): InspectionProgress {
  const { checklist } = inspection;
  const marks = Object.fromEntries(
    Object.entries(entered.marks).filter(([item, mark]) => checklist?.marks[item] !== mark),
  );
  const photos = withUniqueNames(checklist?.photos ?? [], entered.photos);
  const changed: ChecklistChange = { ...entered, marks, photos };
  const isNothing =
    entered.note === '' && [marks, entered.notes, photos].every((each) => Object.keys(each).length === 0);
  if (isNothing) return { state: inspection, added: [] };
  const notes = Object.entries(entered.notes).map(([item, text]) => [item, added(noteOf(checklist, item), text)]);
  const done = { by, at: now };
  const after: Checklist = {
    ...done,
    marks: { ...checklist?.marks, ...marks },
    notes: { ...checklist?.notes, ...Object.fromEntries(notes) },
    note: added(checklist?.note ?? '', entered.note),
    photos: [...(checklist?.photos ?? []), ...photos.map((photo) => ({ ...photo, ...done }))],
  };
  return { state: { ...inspection, checklist: after }, added: [updated(verb, by, now, { entered: changed })] };
}

/** Phones give many photos the same name; the report needs different ones: `img`, `img-2`. */
function withUniqueNames(before: readonly Photo[], photos: ChecklistChange['photos']): ChecklistChange['photos'] {
  const taken = new Set(before.map(({ file }) => file.name));
  return photos.map(({ item, file }) => {
    const [, stem = file.name, ending = ''] = /^(.+?)(\.[^.]*)?$/s.exec(file.name) ?? [];
    let { name } = file;
    for (let count = 2; taken.has(name); count += 1) name = `${stem}-${count}${ending}`;
    taken.add(name);
    return { item, file: { ...file, name, ...(file.sent ? { sent: { ...file.sent, name } } : {}) } };
  });
}

/** Adds a note on a line of its own, unless it is there already. */
function added(before: string, text: string): string {
  if (text === '' || before.split('\n').includes(text)) return before;
  return before === '' ? text : `${before}\n${text}`;
}
