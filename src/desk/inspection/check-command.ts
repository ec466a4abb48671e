import { t } from '../../i18n/i18n.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { numberOf, subjectOf } from '../address/number.ts';
import { findLevel, policyOf } from '../book/book.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { readInput } from '../input.ts';
import { actorOf } from '../ticket/asked-ticket.ts';
import { done, showForm } from './answer.ts';
import { checklistForm, itemForm, notesForm, PAGE, readSeen } from './check-form.ts';
import { unnotedItems, unseenItems } from './checklist.ts';
import { type InspectionAtHand, stepInspection } from './flow.ts';
import {
  ChecklistInput,
  ItemNoteInput,
  NotesInput,
  takeAskedInspection,
  takeInspectionHere,
  withWordsRead,
} from './input.ts';
import type { Entered } from './inspection.ts';
import { readItem } from './item-word.ts';
import { itemNames } from './say.ts';

type Take = (ask: Ask, at: InspectionAtHand) => Promise<Result<Answer>>;

/** The checklist on site (D12): marks page by page, a note for each item that is not in order, photos. */
export const checkCommands: readonly Command[] = [
  command('check', check),
  command('note-items', noteItems),
  // Whoever holds a page of the inspection may, though nobody is staff there.
  { ...command('note-item', noteItem, takeInspectionHere), for: 'everyone' },
  {
    ...command('photo', noteItem, takeInspectionHere),
    typed: { slash: 'desk', zh: ['照片'], en: ['photo'], takes: ['photo'] },
  },
  command('page', page),
];

function command(verb: string, run: Take, takeAsked: typeof takeAskedInspection = takeAskedInspection): Command {
  return {
    name: `inspection.${verb}`,
    for: 'staff',
    typed: undefined,
    async run(asked) {
      const ask = withWordsRead(asked);
      const found = await takeAsked(ask);
      return found.ok ? run(ask, found.value) : found;
    },
  };
}

const NOTHING: Entered = { marks: {}, notes: {}, photos: [], note: '' };

/** Page by page: what was marked is kept, and the next page comes; behind the last one what there is to say. */
async function check(ask: Ask, at: InspectionAtHand): Promise<Result<Answer>> {
  const policy = policyOf(ask.book, at.state.customer);
  const read = readInput(ChecklistInput, ask.input);
  if (!read.ok) return read;
  const { page: number, note, rest } = read.value;
  const { language } = ask.asker;
  if (ask.input.sure !== 'yes') return showForm(checklistForm(at, policy, 0, language));
  const { rule } = at.terms;
  const isLast = (number + 1) * PAGE >= rule.checklist.length;
  const chosen = marksOf(ask, at);
  const marked = { checklist: { marks: { ...at.state.checklist?.marks, ...chosen } } as typeof at.state.checklist };
  const others = isLast && rest === 'ok' ? unseenItems(marked, rule).map(({ key }) => [key, 'ok']) : [];
  const marks = { ...chosen, ...Object.fromEntries(others) };
  const after = await enter(ask, at, 'check-inspection', { ...NOTHING, marks, note });
  if (!after.ok) return after;
  return isLast
    ? askForNotes(ask, after.value, '')
    : showForm(checklistForm(after.value, policy, number + 1, language));
}

/** What was chosen of the items; what is none of the choices, or stood there before, was not chosen. */
function marksOf({ input, book }: Ask, { state, terms }: InspectionAtHand): Record<string, string> {
  const policy = policyOf(book, state.customer);
  const seen = readSeen(input.seen ?? '');
  const chosen = terms.rule.checklist.flatMap(({ key }): [string, string][] => {
    const mark = input[`item-${key}`];
    if (mark === undefined || mark === '' || mark === seen[key]) return [];
    const isMark = mark === 'ok' || mark === 'na' || findLevel(policy, mark) !== undefined;
    return isMark ? [[key, mark]] : [];
  });
  return Object.fromEntries(chosen);
}

/** The next items that something is to be said about; when there are none, what is still missing, if anything is. */
async function askForNotes(ask: Ask, at: InspectionAtHand, after: string): Promise<Result<Answer>> {
  const { language } = ask.asker;
  const form = notesForm(at, after, language);
  if (form) return showForm(form);
  const { rule } = at.terms;
  const missing = [...unseenItems(at.state, rule), ...unnotedItems(at.state, rule)];
  if (missing.length === 0) return done(ask, at.id, at.state, 'check-inspection');
  const text = t(language, 'reply.inspection.check-missing', {
    inspection: numberOf('inspection', at.id),
    items: itemNames(missing, language),
  });
  return accept({ replies: [{ kind: 'whisper', tone: 'plain', text }], facts: [] });
}

async function noteItems(ask: Ask, at: InspectionAtHand): Promise<Result<Answer>> {
  const read = readInput(NotesInput, ask.input);
  if (!read.ok) return read;
  if (ask.input.sure !== 'yes') return askForNotes(ask, at, '');
  const said = at.terms.rule.checklist.flatMap(({ key }): [string, string][] => {
    const text = (ask.input[`note-${key}`] ?? '').trim();
    return text === '' ? [] : [[key, text]];
  });
  const after = await enter(ask, at, 'check-inspection', { ...NOTHING, notes: Object.fromEntries(said) });
  return after.ok ? askForNotes(ask, after.value, read.value.after) : after;
}

/** A note on one item, photos, or both: the item is chosen in a form, or the words begin with it. */
async function noteItem(ask: Ask, at: InspectionAtHand): Promise<Result<Answer>> {
  const { language } = ask.asker;
  const read = readInput(ItemNoteInput, ask.input);
  if (!read.ok) return read;
  const files = ask.message?.files ?? [];
  const { item: key, text } = read.value;
  if (key === '' && text === '' && (files.length === 0 || ask.by !== 'words')) return showForm(itemForm(at, language));
  const { checklist } = at.terms.rule;
  const said = readItem(key === '' ? text : `${key} ${text}`, checklist);
  if (!said) return refuse('inspection.unknown-item', { allowed: itemNames(checklist, language) });
  const { item, rest } = said;
  if (rest === '' && files.length === 0) return refuse('input.missing', { field: 'text' });
  const after = await enter(ask, at, 'note-item', {
    ...NOTHING,
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

async function enter(
  ask: Ask,
  at: InspectionAtHand,
  verb: 'check-inspection' | 'note-item',
  entered: Entered,
): Promise<Result<InspectionAtHand>> {
  const taken = await stepInspection(ask.turn, at, { verb, entered }, actorOf(ask));
  return taken.ok ? accept({ ...at, state: taken.value }) : taken;
}

/** The page where photos are taken or chosen. Its link is its holder's own: what comes by it is theirs. */
async function page({ asker: { key, language }, turn }: Ask, { id }: InspectionAtHand): Promise<Result<Answer>> {
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
