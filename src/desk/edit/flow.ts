import { isDeepStrictEqual } from 'node:util';
import { t } from '../../i18n/i18n.ts';
import type { Language, Named } from '../../lib/language.ts';
import { type Refusal, type Result, refuse } from '../../lib/refusal.ts';
import { addEdit, type BookEdit, type EditPath, makeEdits, valueAt } from '../book/edit/edit.ts';
import { type EditedBook, findNewMistakes } from '../book/edit/merge.ts';
import { loadEdited } from '../book/edit/store.ts';
import { BookSource } from '../book/schema.ts';
import { currentVersion, loadBook, lockBooks } from '../book/store.ts';
import type { Answer, Ask } from '../desk.ts';
import { type Applied, applyRevision } from '../revision/apply.ts';
import { tellApplied } from '../revision/notice.ts';
import { changeWords, saidWords } from '../revision/words/edit-words.ts';
import { namesOf } from '../revision/words/names.ts';
import { revisionParts } from '../revision/words/words.ts';
import { tell } from '../tell.ts';

/** One field or entry as it is to be; `value` undefined: nothing. */
export interface Wanted {
  readonly path: EditPath;
  readonly value: unknown;
}

/** More lines about duty do not fit an answer; the duty of a week has fewer. */
const MOST_LINES = 10;

/**
 * Puts small edits in force as a version of the book, by the same door as a new file, and tells the asker what changed and
 * what it means for duty. `seen`: the version that the person looked at; where one of the fields was changed since, they
 * hear by whom. Refused where the whole book would have a mistake.
 */
export async function putEdits(ask: Ask, wanted: readonly Wanted[], seen?: number): Promise<Result<Answer>> {
  const { turn, asker } = ask;
  await lockBooks(turn.tx);
  const version = (await currentVersion(turn.tx)) ?? 0;
  const edited = await loadEdited(turn.tx, version);
  const before = seen === undefined || seen === version ? edited.source : (await loadBook(turn.tx, seen)).source;
  const other = wanted.find(({ path }) => !isDeepStrictEqual(valueAt(before, path), valueAt(edited.source, path)));
  if (other) return changedMeanwhile(ask, edited, other.path);
  const made = wanted.map(({ path, value }) => ({ path, value, by: asker.key, at: turn.now }));
  const edits = made.reduce<readonly BookEdit[]>((all, each) => addEdit(edited.file, all, each), edited.edits);
  const draft = makeEdits(edited.file, edits);
  const mistakes = findNewMistakes(draft, edited.source);
  if (mistakes.length > 0)
    return refuse('edit.book-wrong', { mistakes: mistakes.map(({ message }) => message).join('; ') });
  const source = BookSource.parse(draft);
  const applied = await applyRevision(turn, { source, edits, expected: version, by: { by: asker.key, via: 'edit' } });
  if (!applied.ok) return applied.code === 'book.nothing-new' ? refuse('edit.nothing-new') : applied;
  await tellApplied(turn, applied.value);
  return tellMade(ask, wanted, edited.source, applied.value);
}

function tellMade(
  ask: Ask,
  wanted: readonly Wanted[],
  before: BookSource,
  { version, compared: { revision } }: Applied,
): Result<Answer> {
  const { language } = ask.asker;
  const names = namesOf(revision.before, revision.after, language);
  const changed = wanted.filter(({ path, value }) => !isDeepStrictEqual(valueAt(before, path), value));
  const what = changed.map(({ path, value }) => changeWords({ path, base: valueAt(before, path), value }, names));
  const heading = t(language, 'revision.heading.duty');
  const duty = revisionParts(revision, language).find((part) => part.heading === heading)?.lines ?? [];
  const rest = duty.length - MOST_LINES;
  const lines = [
    ...(duty.length > 0 ? ['', heading, ...duty.slice(0, MOST_LINES)] : []),
    ...(rest > 0 ? [t(language, 'edit.and-more', { number: rest })] : []),
  ];
  const told = tell(ask, 'edit.told', { what: names.list(what), version });
  if (!told.ok || lines.length === 0) return told;
  const [said] = told.value.replies;
  if (said?.kind !== 'whisper') return told;
  return { ok: true, value: { ...told.value, replies: [{ ...said, text: [said.text, ...lines].join('\n') }] } };
}

/** Says what the field is now, and who changed it in chat; where it came with a file, that. */
function changedMeanwhile(ask: Ask, { source, edits }: EditedBook, path: EditPath): Refusal {
  const inBoth = (words: (language: Language) => string): Named => ({ zh: words('zh-CN'), en: words('en') });
  const edit = edits.find((each) => isDeepStrictEqual(each.path, path));
  const names = (language: Language) => namesOf(ask.book.source, source, language);
  const value = valueAt(source, path);
  return refuse('edit.changed-meanwhile', {
    what: inBoth((language) => saidWords(path, value, names(language))),
    who: inBoth((language) => (edit ? names(language).person(edit.by) : t(language, 'edit.by-file'))),
  });
}
