import type { Button, Card, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { whenInYear } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import type { BookEdit } from '../book/edit/edit.ts';
import type { BookSource } from '../book/schema.ts';
import type { AppliedBook } from '../book/store.ts';
import { type Compared, whoApplied } from './apply.ts';
import type { Revision } from './revision.ts';
import { editLine, mergedParts } from './words/edit-words.ts';
import { effectLines } from './words/effect-words.ts';
import { countLine, type RevisionPart, revisionParts } from './words/words.ts';

export interface BookView {
  readonly language: Language;
  readonly source: BookSource;
  /** The version that counts now. */
  readonly inForce: number;
}

/** So many lines of a part fit a card that people read; `deskbell book diff` prints all. */
const MOST_LINES = 12;

/**
 * The versions, the last one first, what the first of them changed (`revision` undefined: it is the first of all), and the
 * small edits that it has beside its file.
 */
export function appliedCard(
  versions: readonly AppliedBook[],
  revision: Revision | undefined,
  edits: readonly BookEdit[],
  view: BookView,
  buttons: readonly Button[],
): Card {
  const { language, source, inForce } = view;
  const version = versions[0]?.version ?? inForce;
  const people = revision ? [source, revision.before, revision.after] : [source];
  const fields = versions.map((each) => ({
    label: t(language, 'book.version', { version: each.version }),
    value: [
      whenInYear(language, each.appliedAt, source.provider.timeZone),
      ...(each.appliedBy ? [whoApplied(each, people, language)] : []),
      each.content,
      ...(each.version === inForce ? [t(language, 'book.in-force')] : []),
    ].join(' · '),
  }));
  return {
    subject: `book/${version}`,
    tone: 'neutral',
    title: t(language, 'book.title'),
    badges: [],
    parts: [
      { part: 'fields', fields },
      ...(revision ? changeParts(version, revision, language) : []),
      ...editParts(edits, revision, view),
      ...(buttons.length > 0 ? [{ part: 'actions', main: buttons, more: [] } as const] : []),
    ],
  };
}

/** What a book would change if it were applied now, before a person decides. `button`: it applies exactly this. */
export function comparedCard({ current, revision, effects, merged }: Compared, button: Button, view: BookView): Card {
  const { language } = view;
  const meaning = [t(language, 'book.effect.heading'), ...effectLines(effects, language).map(listed)].join('\n');
  return {
    subject: `book/${current.version}`,
    tone: 'warn',
    title: t(language, 'book.compared-title'),
    badges: [],
    parts: [
      plain(t(language, 'book.compared', { version: current.version, counts: countLine(revision, language) })),
      ...partTexts(revision, language).map(plain),
      ...mergedParts(merged, { language, before: revision.before, after: revision.after }).map((part) =>
        plain(partText(part, language)),
      ),
      plain(meaning),
      { part: 'actions', main: [button], more: [] },
    ],
  };
}

/** A book came into force: who applied it, and how much it changed. Names no customer, as many people read it. */
export function newVersionCard(version: number, applied: AppliedBook, revision: Revision, view: BookView): Card {
  const { language, source } = view;
  const who = whoApplied(applied, [source, revision.before], language);
  return {
    subject: `book/${version}`,
    tone: 'neutral',
    title: t(language, 'book.new-version', { version }),
    badges: [],
    parts: [plain(`${who}\n${countLine(revision, language)}`), plain(t(language, 'book.open-stay'))],
  };
}

function changeParts(version: number, revision: Revision, language: Language): CardPart[] {
  const count = t(language, 'book.changed', { version, counts: countLine(revision, language) });
  return [count, ...partTexts(revision, language)].map(plain);
}

function partTexts(revision: Revision, language: Language): string[] {
  return revisionParts(revision, language).map((part) => partText(part, language));
}

function partText({ heading, lines }: RevisionPart, language: Language): string {
  const rest = lines.length - MOST_LINES;
  const more = rest > 0 ? [t(language, 'book.more', { number: rest })] : [];
  return [heading, ...lines.slice(0, MOST_LINES).map(listed), ...more].join('\n');
}

function editParts(
  edits: readonly BookEdit[],
  revision: Revision | undefined,
  { language, source }: BookView,
): CardPart[] {
  if (edits.length === 0) return [];
  const reader = { language, before: revision?.before ?? source, after: revision?.after ?? source };
  const part = { heading: t(language, 'edit.heading.kept'), lines: edits.map((each) => editLine(each, reader)) };
  return [plain(partText(part, language))];
}

function plain(text: string): CardPart {
  return { part: 'text', style: 'plain', text };
}

/** A line of a list; what is set in belongs to the line above it. */
function listed(line: string): string {
  return line.startsWith(' ') ? `   – ${line.trim()}` : `· ${line}`;
}
