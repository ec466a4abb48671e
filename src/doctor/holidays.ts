import { createPageLinks } from '../adapter/web/link.ts';
import type { Card, CardPart } from '../chat/card.ts';
import { NO_LINKS } from '../chat/page.ts';
import type { Config } from '../config.ts';
import type { Tx } from '../db/database.ts';
import { lookAtDatabase } from '../db/look.ts';
import { compareMigrations, readMigrations } from '../db/migrate.ts';
import { openDatabase, targetOf } from '../db/open.ts';
import { openSecret } from '../db/secret.ts';
import { noJobs } from '../db/turn.ts';
import { findOverrides, readTurnStart, type TurnStart } from '../desk/begin-turn.ts';
import { presetPath, readBookFile } from '../desk/book/load.ts';
import type { BookSource } from '../desk/book/schema.ts';
import { currentVersion } from '../desk/book/store.ts';
import type { DeskTurn } from '../desk/desk.ts';
import { noticeCard, OPERATOR } from '../desk/holiday/card.ts';
import {
  applyNotice,
  compareOnly,
  countMoved,
  readAndCompare,
  type ShownNotice,
  storeShown,
} from '../desk/holiday/flow.ts';
import { tellSettled } from '../desk/holiday/notice.ts';
import { directorsOf, resolvePerson } from '../desk/person/person.ts';
import { t } from '../i18n/i18n.ts';
import { refusalWords } from '../i18n/refusal.ts';
import { type Language, namesIn } from '../lib/language.ts';
import { silentLog } from '../lib/log.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { wallClock } from '../wall-clock.ts';
import { bilingualOf } from './bilingual.ts';

/** What the person asked for on the command line. */
export interface HolidaysAsked {
  /** The notice, and where it comes from. */
  readonly words: string;
  readonly source: string;
  readonly year: number | undefined;
  readonly apply: boolean;
  /** Who asks, a key or name of the book's people; undefined: the operator. */
  readonly by: string | undefined;
  readonly language: Language;
}

/** What is printed, and with which status the process ends. */
export interface HolidaysAnswer {
  readonly text: string;
  readonly status: 0 | 1 | 2;
}

/** Shows a notice of public holidays, and what it moves in the configured database; with `apply` loads it. */
export async function loadHolidays(config: Config, asked: HolidaysAsked): Promise<HolidaysAnswer> {
  const { source } = await readBookFile(presetPath(config.book) ?? config.book);
  const by = asked.by === undefined ? OPERATOR : resolvePerson(source.people, asked.by, { platform: '', mentions: {} });
  if (by === undefined)
    return refused(refuse('ticket.unknown-person', { to: asked.by ?? '', allowed: namesIn(source.people) }), asked);
  if (by !== OPERATOR && !directorsOf(source.people).includes(by)) {
    const directors = Object.entries(source.people).filter(([key]) => directorsOf(source.people).includes(key));
    return refused(refuse('holidays.only-director', { names: namesIn(Object.fromEntries(directors)) }), asked);
  }
  return asked.apply ? apply(config, source, asked, by) : show(config, source, asked, by);
}

/** Looks at the database as it stands; nothing is written. */
async function show(config: Config, source: BookSource, asked: HolidaysAsked, by: string): Promise<HolidaysAnswer> {
  const now = wallClock.now();
  const look = await lookAtDatabase(targetOf(config), async (seen) => {
    const { pending, unknown } = await compareMigrations(seen, await readMigrations());
    if (pending.length + unknown.length > 0) return undefined;
    const tx = seen as Tx;
    if ((await currentVersion(tx)) === undefined)
      return compareOnly(asked.words, asked.year, asked.source, await findOverrides(seen), now);
    return readAndCompare(turnOf(tx, now, by, await readTurnStart(tx)), asked.words, asked.year, asked.source);
  });
  const shown = look.kind === 'seen' ? look.seen : undefined;
  const read = shown ?? compareOnly(asked.words, asked.year, asked.source, undefined, now);
  if (!read.ok) return refused(read, asked);
  const { language } = asked;
  const unseen = {
    absent: () => t(language, 'holidays.cli.absent'),
    held: () => t(language, 'holidays.cli.held'),
    unreachable: () => t(language, 'holidays.cli.unreachable', { code: look.kind === 'unreachable' ? look.code : '' }),
    seen: () => (shown ? '' : t(language, 'holidays.cli.pending')),
  }[look.kind]();
  return { text: textOf(read.value, source, asked, now, unseen), status: 0 };
}

/** Loads the days in a turn of its own, as a director's tap does. */
async function apply(config: Config, source: BookSource, asked: HolidaysAsked, by: string): Promise<HolidaysAnswer> {
  const { language } = asked;
  const database = await openDatabase(targetOf(config), silentLog);
  try {
    const speaksBoth = await bilingualOf(config);
    const linksAt = createPageLinks(await openSecret(database, 'link'), () => config.publicUrl);
    return await database.transaction(async (tx) => {
      const now = wallClock.now();
      if ((await currentVersion(tx)) === undefined) return { text: t(language, 'holidays.cli.no-book'), status: 1 };
      const start = await readTurnStart(tx);
      const links = linksAt(now, start.lastRevocation);
      const turn = { ...turnOf(tx, now, by, start), speaksBoth, links };
      const shown = await readAndCompare(turn, asked.words, asked.year, asked.source);
      if (!shown.ok) return refused(shown, asked);
      const { why } = shown.value;
      if (why === 'same') return { text: textOf(shown.value, source, asked, now, ''), status: 0 };
      if (why !== undefined) return refused(why, asked);
      const settled = await applyNotice(turn, await storeShown(turn, shown.value, asked.words));
      if (!settled.ok) return refused(settled, asked);
      await tellSettled(turn, 'applied', settled.value);
      const { year, moves } = settled.value;
      const done = t(language, 'holidays.cli.applied', { year, moved: countMoved(moves) });
      return { text: textOf(shown.value, source, asked, now, done), status: 0 };
    });
  } finally {
    await database.close();
  }
}

/** A turn that owes its notices to the tables, where a running desk finds them within half a minute. */
function turnOf(tx: Tx, now: number, actor: string, start: TurnStart): DeskTurn {
  return { tx, now, actor, jobs: noJobs, log: silentLog, speaksBoth: () => false, links: NO_LINKS, ...start };
}

function refused({ code, params }: Refusal, { language }: HolidaysAsked): HolidaysAnswer {
  return { text: t(language, code, refusalWords(params, language)), status: 2 };
}

/** The card of the notice as lines of text, and one more line at the end. */
function textOf(
  shown: ShownNotice,
  source: BookSource,
  { language, apply: isApplied }: HolidaysAsked,
  now: number,
  more: string,
): string {
  const card = noticeCard(shown, undefined, false, { source, language, now });
  const end =
    isApplied || shown.why !== undefined
      ? more
      : [more, t(language, 'holidays.cli.nothing-done')].filter(Boolean).join('\n');
  return [linesOf(card), end].filter((part) => part !== '').join('\n\n');
}

function linesOf({ title, parts }: Card): string {
  return [title, ...parts.map(partLines).filter((lines) => lines !== '')].join('\n');
}

function partLines(part: CardPart): string {
  if (part.part === 'text') return part.text;
  return part.part === 'fields' ? part.fields.map(({ label, value }) => `  ${label}: ${value}`).join('\n') : '';
}
