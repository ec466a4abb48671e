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
 * The checklist on site, filled in on a telephone: first a mark for every item, page by page, then a note for each that
 * is not in order. Nothing is in order by itself: whoever looked at all the others says so in a field of its own, which
 * is never chosen beforehand. Each page is kept as it is sent, so a list that is filled in half stays so.
 */

/** Items on one page: with more, no platform shows the form whole. */
export const ITEMS_PER_PAGE = 7;
/** What every platform's input takes whole. */
const MAX_NOTE_CHARS = 1_000;

/** One page of the list of D12: every item ok, n.a., or found, by its level; on the last page all others, and a remark. */
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

/** Which marks a page showed: what comes back as it was shown is no mark of whoever sends it. */
function formatSeenMarks(items: readonly Item[], marks: Readonly<Record<string, string>>): string {
  return items.flatMap(({ key }) => (marks[key] === undefined ? [] : [`${key}=${marks[key]}`])).join(',');
}

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
 * Asks what there is to say about the items behind `after` that are not in order and have no note yet: of what was found
 * it must be said. undefined: there are none.
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

/** A note on any item, whatever its mark; the page that shows this form takes photos with it. */
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
