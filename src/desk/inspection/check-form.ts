import type { Form, FormField, FormOption } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import { type Language, named } from '../../lib/language.ts';
import { numberOf } from '../address/number.ts';
import type { BookPolicy } from '../book/schema.ts';
import { fieldMaker } from '../card/form-field.ts';
import { type Item, itemsToNote, levelFound, unseenItems } from './checklist.ts';
import type { LoadedInspection } from './flow.ts';
import { inspectionForm } from './form.ts';
import { itemNames, markName } from './text.ts';

/**
 * The forms of the checklist, to be filled in on a phone on site: first a mark for every item, page by page, then a
 * note for each item that is not in order. No item is marked "ok" by default: the last page has a choice for "all
 * others are ok", which is never preselected. Each page is stored when it is sent, so a half-filled list is kept.
 */

/** Items on one page; platforms limit how many fields a form has. */
export const ITEMS_PER_PAGE = 7;
/** Characters that the text fields of every platform take. */
const MAX_NOTE_CHARS = 1_000;

/**
 * One page of the checklist (D12), counted from 0: for each item ok, n.a., or the level of what was found; on the last
 * page also "all others are ok" and a remark.
 */
export function checklistForm(at: LoadedInspection, policy: BookPolicy, page: number, language: Language): Form {
  const { checklist: items } = at.terms.rule;
  const { checklist } = at.state;
  const pages = Math.ceil(items.length / ITEMS_PER_PAGE);
  const isLast = page + 1 >= pages;
  const shown = items.slice(page * ITEMS_PER_PAGE, (page + 1) * ITEMS_PER_PAGE);
  const field = fieldMaker(language);
  const options = marksToChoose(policy, language);
  const base = inspectionForm('check', at.id, language);
  return {
    ...base,
    args: { ...base.args, page: String(page), seen: formatSeenMarks(shown, checklist?.marks ?? {}) },
    title: t(language, 'form.inspection.check', { page: page + 1, pages }),
    submit: t(language, isLast ? 'form.inspection.check-submit' : 'form.inspection.next'),
    fields: [
      ...shown.map(
        ({ key, name }): FormField => ({
          kind: 'choice',
          name: `item-${key}`,
          label: named(name, language),
          hint: '',
          required: false,
          initial: checklist?.marks[key] ?? '',
          options,
        }),
      ),
      ...(isLast
        ? [
            field.choice('rest', false, [{ value: 'ok', label: t(language, 'inspection.mark.rest-ok') }]),
            { ...field.text('note', false), label: t(language, 'inspection.remark') },
          ]
        : []),
    ],
  };
}

/**
 * The marks that a page shows, as text. It comes back with the form: a mark that is unchanged was not chosen by the
 * sender.
 */
function formatSeenMarks(items: readonly Item[], marks: Readonly<Record<string, string>>): string {
  return items.flatMap(({ key }) => (marks[key] === undefined ? [] : [`${key}=${marks[key]}`])).join(',');
}

/** Reads what `formatSeenMarks` wrote: marks by item. */
export function parseSeenMarks(seen: string): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(seen.split(',').map((each) => each.split('=')));
}

function marksToChoose(policy: BookPolicy, language: Language): FormOption[] {
  return ['ok', ...policy.levels.map(({ key }) => key), 'na'].map((value) => ({
    value,
    label: markName(value, policy, language),
  }));
}

/**
 * The form for notes on items after `after` that are not in order and have no note yet; a finding needs one. undefined:
 * there are no such items.
 */
export function notesForm(at: LoadedInspection, after: string, language: Language): Form | undefined {
  const { rule } = at.terms;
  const keys = rule.checklist.map(({ key }) => key);
  const from = keys.indexOf(after) + 1;
  const asked = itemsToNote(at.state, rule)
    .filter(({ key }) => keys.indexOf(key) >= from)
    .slice(0, ITEMS_PER_PAGE);
  const last = asked.at(-1);
  if (!last) return undefined;
  const unseen = unseenItems(at.state, rule);
  const base = inspectionForm('note-items', at.id, language);
  return {
    ...base,
    args: { ...base.args, after: last.key },
    submit: t(language, 'form.inspection.check-submit'),
    intro: unseen.length > 0 ? t(language, 'inspection.unseen', { items: itemNames(unseen, language) }) : '',
    fields: asked.map(({ key, name }) => ({
      kind: 'text',
      name: `note-${key}`,
      label: named(name, language),
      hint: t(language, levelFound(at.state.checklist?.marks[key]) ? 'form.hint.found-note' : 'form.hint.na-note'),
      required: levelFound(at.state.checklist?.marks[key]) !== undefined,
      initial: '',
      maxLength: MAX_NOTE_CHARS,
    })),
  };
}

/** The form for a note on any item. The inspection's page shows it, too, with a field for photos. */
export function itemForm({ id, terms: { rule } }: LoadedInspection, language: Language): Form {
  const field = fieldMaker(language);
  const items = rule.checklist.map(({ key, name }) => ({ value: key, label: named(name, language) }));
  return {
    ...inspectionForm('note-item', id, language),
    intro: t(language, 'form.inspection.note-intro', { inspection: numberOf('inspection', id) }),
    fields: [
      { ...field.choice('item', true, items), hint: '' },
      {
        kind: 'text',
        name: 'text',
        label: t(language, 'form.field.note'),
        hint: '',
        required: false,
        initial: '',
        maxLength: MAX_NOTE_CHARS,
      },
    ],
  };
}
