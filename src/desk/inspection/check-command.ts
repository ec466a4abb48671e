import { t } from '../../i18n/i18n.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { numberOf, subjectOf } from '../address/number.ts';
import { findLevel, policyOf } from '../book/book.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { readInput } from '../input.ts';
import { answerForm } from '../tell.ts';
import { actorOf } from '../ticket/asked-ticket.ts';
import { answerStep } from './answer.ts';
import {
  checklistForm,
  checklistPages,
  deviceForm,
  firstPageOf,
  itemForm,
  notesForm,
  parseSeenMarks,
} from './check-form.ts';
import { unnotedItems, unseenItems } from './checklist.ts';
import { type LoadedInspection, stepInspection } from './flow.ts';
import {
  ChecklistInput,
  ItemNoteInput,
  lockAskedInspection,
  lockInspectionHere,
  NotesInput,
  splitPhotoText,
} from './input.ts';
import type { ChecklistChange } from './inspection.ts';
import { readItem } from './read-item.ts';
import { itemNames } from './text.ts';

type Run = (ask: Ask, at: LoadedInspection) => Promise<Result<Answer>>;

/**
 * The commands of the checklist on site (D12): marks page by page, a note for each item that is not in order, photos.
 */
export const checkCommands: readonly Command[] = [
  command('check', check),
  command('note-items', noteItems),
  // For everyone, because no asker on the inspection's page counts as staff; `lockInspectionHere` checks who holds its
  // link.
  { ...command('note-item', noteItem, lockInspectionHere), for: 'everyone' },
  {
    ...command('photo', noteItem, lockInspectionHere),
    typed: { slash: 'desk', zh: ['照片'], en: ['photo'], takes: ['photo'] },
  },
  command('page', showPageLink),
];

function command(verb: string, run: Run, lockAsked: typeof lockAskedInspection = lockAskedInspection): Command {
  return {
    name: `inspection.${verb}`,
    for: 'staff',
    typed: undefined,
    async run(asked) {
      const ask = splitPhotoText(asked);
      const found = await lockAsked(ask);
      return found.ok ? run(ask, found.value) : found;
    },
  };
}

const NO_CHANGE: ChecklistChange = { marks: {}, notes: {}, photos: [], note: '' };

/** Stores the marks of one page of the form and shows the next page; after the last one, the form for missing notes. */
async function check(ask: Ask, at: LoadedInspection): Promise<Result<Answer>> {
  const policy = policyOf(ask.book, at.state.customer);
  const read = readInput(ChecklistInput, ask.input);
  if (!read.ok) return read;
  const { page: number, note, rest, choose, device } = read.value;
  const { language } = ask.asker;
  if (ask.input.sure !== 'yes') return answerForm(deviceForm(at, language) ?? checklistForm(at, policy, 0, language));
  if (choose === 'yes') return answerForm(checklistForm(at, policy, firstPageOf(at, device) ?? 0, language));
  const { rule } = at.terms;
  const chosen = marksOf(ask, at);
  const marked = { checklist: { marks: { ...at.state.checklist?.marks, ...chosen } } as typeof at.state.checklist };
  const asked = checklistPages(at)[number]?.rest ?? [];
  const unseen = rest === 'ok' ? unseenItems(marked, { ...rule, checklist: asked }) : [];
  const marks = { ...chosen, ...Object.fromEntries(unseen.map(({ key }) => [key, 'ok'])) };
  const after = await enterChange(ask, at, 'check-inspection', { ...NO_CHANGE, marks, note });
  if (!after.ok) return after;
  const next = nextPage(after.value, number);
  return next === undefined
    ? askForNotes(ask, after.value, '')
    : answerForm(checklistForm(after.value, policy, next, language));
}

/** The page after this one, without those of devices that were looked at whole; undefined: it was the last. */
function nextPage(at: LoadedInspection, page: number): number | undefined {
  const pages = checklistPages(at);
  const { device } = pages[page] ?? {};
  const { rule } = at.terms;
  const next = pages.findIndex(({ device: other }, index) => {
    const items = rule.checklist.filter((item) => item.device === other);
    return index > page && (other === device || unseenItems(at.state, { ...rule, checklist: items }).length > 0);
  });
  return next < 0 ? undefined : next;
}

/**
 * The marks that the person chose, by item. Leaves out those that the form already showed, and values that are no mark.
 */
function marksOf({ input, book }: Ask, { state, terms }: LoadedInspection): Record<string, string> {
  const policy = policyOf(book, state.customer);
  const seen = parseSeenMarks(input.seen ?? '');
  const chosen = terms.rule.checklist.flatMap(({ key }): [string, string][] => {
    const mark = input[`item-${key}`];
    if (mark === undefined || mark === '' || mark === seen[key]) return [];
    const isMark = mark === 'ok' || mark === 'na' || findLevel(policy, mark) !== undefined;
    return isMark ? [[key, mark]] : [];
  });
  return Object.fromEntries(chosen);
}

/** Shows the form for the next notes; if none are left, answers with the items that are still missing. */
async function askForNotes(ask: Ask, at: LoadedInspection, after: string): Promise<Result<Answer>> {
  const { language } = ask.asker;
  const form = notesForm(at, after, language);
  if (form) return answerForm(form);
  const { rule } = at.terms;
  const missing = [...unseenItems(at.state, rule), ...unnotedItems(at.state, rule)];
  if (missing.length === 0) return answerStep(ask, at.id, at.state, 'check-inspection');
  const text = t(language, 'reply.inspection.check-missing', {
    inspection: numberOf('inspection', at.id),
    items: itemNames(missing, language),
  });
  return accept({ replies: [{ kind: 'whisper', tone: 'plain', text }], facts: [] });
}

async function noteItems(ask: Ask, at: LoadedInspection): Promise<Result<Answer>> {
  const read = readInput(NotesInput, ask.input);
  if (!read.ok) return read;
  if (ask.input.sure !== 'yes') return askForNotes(ask, at, '');
  const said = at.terms.rule.checklist.flatMap(({ key }): [string, string][] => {
    const text = (ask.input[`note-${key}`] ?? '').trim();
    return text === '' ? [] : [[key, text]];
  });
  const after = await enterChange(ask, at, 'check-inspection', { ...NO_CHANGE, notes: Object.fromEntries(said) });
  return after.ok ? askForNotes(ask, after.value, read.value.after) : after;
}

/** Stores a note on one item, photos, or both. The item is chosen in the form, or the text begins with it. */
async function noteItem(ask: Ask, at: LoadedInspection): Promise<Result<Answer>> {
  const { language } = ask.asker;
  const read = readInput(ItemNoteInput, ask.input);
  if (!read.ok) return read;
  const files = ask.message?.files ?? [];
  const { item: key, text } = read.value;
  if (key === '' && text === '' && (files.length === 0 || ask.by !== 'words'))
    return answerForm(itemForm(at, language));
  const { checklist } = at.terms.rule;
  const said = readItem(key === '' ? text : `${key} ${text}`, checklist);
  if (!said) return refuse('inspection.unknown-item', { allowed: itemNames(checklist, language) });
  const { item, rest } = said;
  if (rest === '' && files.length === 0) return refuse('input.missing', { field: 'text' });
  const after = await enterChange(ask, at, 'note-item', {
    ...NO_CHANGE,
    notes: rest === '' ? {} : { [item.key]: rest },
    photos: files.map((file) => ({ item: item.key, file })),
  });
  if (!after.ok) return after;
  const told = t(language, 'reply.inspection.note-item', {
    inspection: numberOf('inspection', at.id),
    item: itemNames([item], language),
    count: files.length,
  });
  return accept({
    replies: [{ kind: 'whisper', tone: 'plain', text: told, subject: subjectOf('inspection', at.id) }],
    facts: [],
  });
}

async function enterChange(
  ask: Ask,
  at: LoadedInspection,
  verb: 'check-inspection' | 'note-item',
  entered: ChecklistChange,
): Promise<Result<LoadedInspection>> {
  const stepped = await stepInspection(ask.turn, at, { verb, entered }, actorOf(ask));
  return stepped.ok ? accept({ ...at, state: stepped.value }) : stepped;
}

/**
 * Answers with the link to the page for photos. The link belongs to the asker: what is uploaded there counts as theirs.
 */
async function showPageLink(
  { asker: { key, language }, turn }: Ask,
  { id }: LoadedInspection,
): Promise<Result<Answer>> {
  const url = turn.links.inspection(id, key);
  if (url === undefined) return refuse('page.off');
  const card = {
    subject: `${subjectOf('inspection', id)}/page`,
    tone: 'neutral',
    title: t(language, 'page.inspection.title', { inspection: numberOf('inspection', id) }),
    badges: [],
    parts: [
      { part: 'text', style: 'plain', text: t(language, 'page.inspection.text') },
      { part: 'links', links: [{ label: t(language, 'page.inspection.link'), url }] },
    ],
  } as const;
  return accept({ replies: [{ kind: 'card', card, readers: 'asker' }], facts: [] });
}
