import type { Form, FormField, FormOption } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import { type Language, named } from '../../lib/language.ts';
import { numberOf } from '../address/number.ts';
import type { BookPolicy } from '../book/schema.ts';
import { fieldMaker } from '../card/form-field.ts';
import { itemsToNote, levelFound, unseenItems } from './checklist.ts';
import type { LoadedInspection } from './flow.ts';
import { inspectionForm } from './form.ts';
import { deviceName, groupsOf, type Item, type ItemPage, pagesOf } from './site-list.ts';
import { itemNames, markName } from './text.ts';

/**
 * The forms of the checklist, to be filled in on a phone on site: first a mark for every item, page by page, then a
 * note for each item that is not in order. No item is marked "ok" by default: the last page has a choice for "all
 * others are ok", which is never preselected. Each page is stored when it is sent, so a half-filled list is kept.
 */

/** Items on one page; platforms limit how many fields a form has. */
const ITEMS_PER_PAGE = 7;
/** Characters that the text fields of every platform take. */
const MAX_NOTE_CHARS = 1_000;

/** The pages of an inspection's checklist. */
export function checklistPages({ terms }: LoadedInspection): ItemPage[] {
  return pagesOf(terms.rule.checklist, ITEMS_PER_PAGE);
}

/** Where the form begins that chooses what is looked at next; undefined: there is nothing to choose. */
export function deviceForm(at: LoadedInspection, language: Language): Form | undefined {
  const groups = groupsOf(at.terms.rule.checklist);
  if (groups.filter(({ device }) => device !== undefined).length < 2) return undefined;
  const seen = (items: readonly Item[]) => items.filter(({ key }) => at.state.checklist?.marks[key] !== undefined);
  const options = groups.map(({ device, items }) => ({
    value: device ?? WHOLE_SITE,
    label: t(language, 'form.inspection.progress', {
      what: device === undefined ? t(language, 'inspection.whole-site') : deviceText(at, device, language),
      seen: seen(items).length,
      items: items.length,
    }),
  }));
  const next = groups.find(({ items }) => seen(items).length < items.length);
  const base = inspectionForm('check', at.id, language);
  return {
    ...base,
    args: { ...base.args, choose: 'yes' },
    submit: t(language, 'form.inspection.next'),
    fields: [
      {
        kind: 'choice',
        name: 'device',
        label: t(language, 'inspection.which-device'),
        hint: '',
        required: true,
        initial: next ? (next.device ?? WHOLE_SITE) : '',
        options,
      },
    ],
  };
}

/** Stands for the items that are about no device. No key of a device is like it. */
const WHOLE_SITE = '.';

/** The number of the first page about what `deviceForm` let choose; undefined: there is no such device. */
export function firstPageOf(at: LoadedInspection, chosen: string): number | undefined {
  const page = checklistPages(at).findIndex(({ device }) => (device ?? WHOLE_SITE) === chosen);
  return page < 0 ? undefined : page;
}

/** A device by its name, model and serial number. */
function deviceText({ book, state }: LoadedInspection, key: string, language: Language): string {
  return deviceName(book.source, state, key, language);
}

/**
 * One page of the checklist (D12), counted from 0: for each item ok, n.a., or the level of what was found; on the last
 * page also "all others are ok" and a remark.
 */
export function checklistForm(at: LoadedInspection, policy: BookPolicy, page: number, language: Language): Form {
  const { checklist } = at.state;
  const pages = checklistPages(at);
  const { items: shown, rest, device } = pages[page] ?? { items: [], rest: [], device: undefined };
  const isLast = page + 1 >= pages.length;
  const field = fieldMaker(language);
  const options = marksToChoose(policy, language);
  const base = inspectionForm('check', at.id, language);
  return {
    ...base,
    args: { ...base.args, page: String(page), seen: formatSeenMarks(shown, checklist?.marks ?? {}) },
    title: t(language, 'form.inspection.check', { page: page + 1, pages: pages.length }),
    submit: t(language, isLast ? 'form.inspection.check-submit' : 'form.inspection.next'),
    ...(device === undefined ? {} : { intro: deviceText(at, device, language) }),
    fields: [
      ...shown.map(
        ({ key, name, shortName }): FormField => ({
          kind: 'choice',
          name: `item-${key}`,
          label: named(shortName ?? name, language),
          hint: '',
          required: false,
          initial: checklist?.marks[key] ?? '',
          options,
        }),
      ),
      ...(rest.length > 0
        ? [field.choice('rest', false, [{ value: 'ok', label: t(language, 'inspection.mark.rest-ok') }])]
        : []),
      ...(isLast ? [{ ...field.text('note', false), label: t(language, 'inspection.remark') }] : []),
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
