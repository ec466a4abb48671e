import { z } from 'zod';
import type { LinksAt } from '../chat/page.ts';
import type { Database, Tx } from '../db/database.ts';
import { readTurnStart } from '../desk/begin-turn.ts';
import { fieldName } from '../desk/book/problem.ts';
import { BookSource } from '../desk/book/schema.ts';
import { currentBook, currentVersion } from '../desk/book/store.ts';
import type { DeskTurn } from '../desk/desk.ts';
import { directorsOf, resolvePerson } from '../desk/person/person.ts';
import { applyRevision, compareWithCurrent } from '../desk/revision/apply.ts';
import { tellApplied } from '../desk/revision/notice.ts';
import { mergedLines } from '../desk/revision/words/edit-words.ts';
import { effectLines } from '../desk/revision/words/effect-words.ts';
import { revisionLines } from '../desk/revision/words/words.ts';
import { t } from '../i18n/i18n.ts';
import { refusalWords } from '../i18n/refusal.ts';
import type { Instant } from '../lib/instant.ts';
import { LANGUAGES, type Language, namesIn } from '../lib/language.ts';
import { type Refusal, type Result, refuse } from '../lib/refusal.ts';
import type { Answer } from './door.ts';

/** What `deskbell book apply` and `deskbell import` ask for. */
export const ApplyAsked = z.strictObject({
  /** How the book is called: its file. */
  file: z.string(),
  /** A `BookSource`, which is checked apart: its mistakes have words of their own. */
  source: z.unknown(),
  /** The version with which it was compared; left out: it is only compared now. */
  expected: z.int().positive().optional(),
  /** The account that asks, and the person of the book whom it names. */
  account: z.string().min(1).max(200),
  person: z.string().optional(),
  language: z.enum(LANGUAGES),
  /** How the person goes on after a comparison: `deskbell book apply`, or `deskbell import`. */
  command: z.enum(['apply', 'import']),
});
export type ApplyAsked = z.infer<typeof ApplyAsked>;

export interface ApplyParts {
  readonly database: Database;
  readonly now: () => Instant;
  /** What a turn has beside its transaction, its instant, its actor and its links. */
  readonly turnParts: Pick<DeskTurn, 'jobs' | 'log' | 'speaksBoth'>;
  readonly linksAt: LinksAt;
  /** The book as this desk uses it: a playground has everybody on its own platform. */
  readonly prepare: (source: BookSource) => BookSource;
}

/** Compares a book with the one in force, or applies it, in one turn, for a person at the command line. */
export async function applyBookAsked(parts: ApplyParts, given: unknown): Promise<Answer> {
  const asked = ApplyAsked.parse(given);
  const parsed = BookSource.safeParse(asked.source);
  if (!parsed.success) {
    const field = fieldName((parsed.error.issues[0]?.path ?? []) as (string | number)[]);
    return { text: t(asked.language, 'book.cli.other-release', { field }), status: 2 };
  }
  const source = parts.prepare(parsed.data);
  return parts.database.transaction(async (tx): Promise<Answer> => {
    if ((await currentVersion(tx)) === undefined)
      return { text: t(asked.language, 'book.cli.no-book', { file: asked.file }), status: 1 };
    const by = await whoAsks(tx, asked);
    if (!by.ok) return refused(by, asked.language);
    const now = parts.now();
    const start = await readTurnStart(tx);
    const links = parts.linksAt(now, start.lastRevocation);
    const turn: DeskTurn = { ...parts.turnParts, tx, now, actor: by.value, links, ...start };
    return asked.expected === undefined ? compare(turn, source, asked) : apply(turn, source, asked, asked.expected);
  });
}

/** The account, or the person it names, who has to be a director. */
async function whoAsks(tx: Tx, { account, person }: ApplyAsked): Promise<Result<string>> {
  if (person === undefined) return { ok: true, value: account };
  const book = await currentBook(tx);
  const people = book?.source.people ?? {};
  const key = resolvePerson(people, person, { platform: '', mentions: {} });
  if (key === undefined) return refuse('ticket.unknown-person', { to: person, allowed: namesIn(people) });
  const directors = book ? directorsOf(book.source.people) : [];
  if (directors.includes(key)) return { ok: true, value: key };
  const named = Object.entries(people).filter(([each]) => directors.includes(each));
  return refuse('book.only-director', { names: namesIn(Object.fromEntries(named)) });
}

async function compare(turn: DeskTurn, source: BookSource, { file, language, command }: ApplyAsked): Promise<Answer> {
  const { current, revision, effects, merged } = await compareWithCurrent(turn, source);
  const { version } = current;
  const lines = [
    `${t(language, 'revision.cli.version', { version })} → ${file}`,
    '',
    ...cut(revisionLines(revision, language), language),
    ...cut(mergedLines(merged, { ...revision, language }), language),
    '',
    t(language, 'book.effect.heading'),
    ...effectLines(effects, language).map((line) => `  ${line}`),
    '',
    t(language, `book.cli.${command}-how`, { file, version }),
  ];
  return { text: lines.join('\n'), status: 0 };
}

async function apply(turn: DeskTurn, source: BookSource, asked: ApplyAsked, expected: number): Promise<Answer> {
  const { language } = asked;
  const by = { by: turn.actor, via: 'command' } as const;
  const applied = await applyRevision(turn, { source, expected, by });
  if (!applied.ok) return refused(applied, language);
  await tellApplied(turn, applied.value);
  const { version, compared } = applied.value;
  const lines = [
    t(language, 'book.reply.applied', { version }),
    '',
    ...cut(revisionLines(compared.revision, language), language),
    ...cut(mergedLines(compared.merged, { ...compared.revision, language }), language),
    '',
    ...effectLines(compared.effects, language),
  ];
  return { text: lines.join('\n'), status: 0 };
}

/** A spreadsheet may add fifty thousand devices; `deskbell book diff` prints every line. */
const MOST_LINES = 400;

function cut(lines: readonly string[], language: Language): readonly string[] {
  const rest = lines.length - MOST_LINES;
  return rest > 0 ? [...lines.slice(0, MOST_LINES), t(language, 'book.more', { number: rest })] : lines;
}

function refused({ code, params }: Refusal, language: Language): Answer {
  return { text: t(language, code, refusalWords(params, language)), status: 2 };
}
