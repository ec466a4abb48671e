import { type Config, ConfigError } from '../config.ts';
import type { BookEdit } from '../desk/book/edit/edit.ts';
import { presetPath, readBookFile } from '../desk/book/load.ts';
import { BookError } from '../desk/book/problem.ts';
import type { BookSource } from '../desk/book/schema.ts';
import { firstEdition } from '../desk/oncall/edition.ts';
import { revisionJson } from '../desk/revision/json.ts';
import { compareRevision, countsOf } from '../desk/revision/revision.ts';
import { mergedLines } from '../desk/revision/words/edit-words.ts';
import { revisionLines } from '../desk/revision/words/words.ts';
import { t } from '../i18n/i18n.ts';
import { whenInYear } from '../i18n/when.ts';
import type { Instant } from '../lib/instant.ts';
import { formatUtc } from '../lib/iso-time.ts';
import type { Language } from '../lib/language.ts';
import type { Before } from './stored-book.ts';

/** What was asked for on the command line. */
export interface DiffAsked {
  /** A preset, file or folder; undefined: the book that the desk of the settings applied last. */
  readonly before: string | undefined;
  readonly after: string;
  readonly now: Instant;
  readonly json: boolean;
  readonly language: Language;
}

/** What is printed, and with which status the process ends. */
export interface DiffAnswer {
  readonly text: string;
  readonly status: 0 | 1 | 2;
}

/** Compares two books, or a book with the one that the desk applied last. Nothing is changed. */
export async function diffBooks(asked: DiffAsked, readConfig: () => Config): Promise<DiffAnswer> {
  try {
    const after = (await readBookFile(presetPath(asked.after) ?? asked.after)).source;
    if (asked.before !== undefined) return shown(asked, await fileBefore(asked.before, asked.now), after);
    // With all that a started desk loads, which two files are not to wait for.
    const { storedBefore } = await import('./stored-book.ts');
    const found = await storedBefore(readConfig(), after, asked.now, asked.language);
    return 'problem' in found ? { text: found.problem, status: 1 } : shown(asked, found, after);
  } catch (error) {
    if (error instanceof BookError) return { text: mistakes(error), status: 2 };
    if (error instanceof ConfigError) return { text: error.message, status: 2 };
    throw error;
  }
}

/** A book of a file: its rotations begin as if the desk first ran now. */
async function fileBefore(name: string, now: Instant): Promise<Before> {
  const { source } = await readBookFile(presetPath(name) ?? name);
  const rotations = Object.entries(source.rotations);
  const running = rotations.map(
    ([key, rotation]) => [key, { editions: [firstEdition(rotation, now, source)], swaps: [] }] as const,
  );
  return { called: name, source, running: new Map(running), inForce: (each) => each };
}

function shown({ now, json, language, before, after: called }: DiffAsked, was: Before, file: BookSource): DiffAnswer {
  const after = was.merged?.source ?? file;
  const edits = was.merged ? mergedLines(was.merged, { language, before: was.source, after }) : [];
  const revision = compareRevision(was.source, after, was.running, now, was.inForce);
  if (json) {
    const said = { before: was.called, after: called, ...revisionJson(revision), ...editsJson(was) };
    return { text: JSON.stringify(said, null, 2), status: 0 };
  }
  const head = [
    `${was.called} → ${called}`,
    t(language, 'revision.at', { at: whenInYear(language, now, after.provider.timeZone) }),
    ...(before === undefined || countsOf(revision).duty === 0 ? [] : [t(language, 'revision.assumed')]),
    '',
  ];
  return { text: [...head, ...revisionLines(revision, language), ...edits].join('\n'), status: 0 };
}

/** What becomes of the small edits from chat, for programs; nothing where two files are compared. */
function editsJson({ merged }: Before): object {
  if (!merged) return {};
  const { edits, overruled, taken } = merged;
  const plain = ({ path, base, value, by, at }: BookEdit) => ({
    ...{ field: path.join('.'), file: base ?? null, edit: value ?? null, by, at: formatUtc(at) },
  });
  return {
    edits: {
      kept: edits.map(plain),
      overruled: overruled.map(({ edit, why, now }) => ({ ...plain(edit), why, newFile: now ?? null })),
      taken: taken.map(plain),
    },
  };
}

function mistakes({ message, problems }: BookError): string {
  const count = problems.length === 1 ? '1 mistake' : `${problems.length} mistakes`;
  return `${message}\n${count}; nothing was compared`;
}
