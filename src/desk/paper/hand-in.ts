import type { OwedFile } from '../../chat/file.ts';
import type { Instant } from '../../lib/instant.ts';
import { numberOf } from '../address/number.ts';
import { everyoneThere } from '../book/away.ts';
import type { Book } from '../book/book.ts';
import type { OfferedPaper } from '../book/paper-rule.ts';
import type { DeskTurn } from '../desk.ts';
import { hasRole, listByRole, type People, personName } from '../person/person.ts';
import { askToSign } from './ask-to-sign.ts';
import { type Checker, deliverPaper } from './check.ts';
import type { Edition } from './content.ts';
import { makeFile, sendFiles } from './file.ts';
import { isFilledByDesk } from './layout.ts';
import { type PaperView, type Reviewers, tellPaper } from './notice.ts';
import type { HandedIn, Paper } from './paper.ts';
import { ruleOf } from './rule.ts';
import { addWordsOfPaper } from './search-words.ts';
import { lineOf, type Signature } from './signature.ts';
import type { PaperSource } from './source.ts';
import { papers } from './store.ts';

/**
 * What is handed in: the texts of the paper's parts, or files. Neither: the person only reports that the paper is done.
 */
export interface Delivery {
  readonly parts: Readonly<Record<string, string>>;
  readonly files: readonly OwedFile[];
}

/** The same, with the person's key, and with the source of the Word file if there are parts. */
export interface SourcedDelivery extends Delivery {
  readonly source: PaperSource | undefined;
  readonly by: string;
}

/** Keys of the people who check papers: the service desk, then the project managers. */
function checkersOf(people: People): string[] {
  return [...listByRole(people, 'desk'), ...listByRole(people, 'projectManager')];
}

function approversOf(people: People, rule: OfferedPaper | undefined): string[] {
  return rule?.approval === undefined ? [] : listByRole(people, rule.approval);
}

/** Who checks and who approves the paper; if possible not the person who handed it in, and one who is there. */
export function reviewersOf(
  book: Book,
  paper: Paper,
  { isAway = everyoneThere }: Pick<PaperView, 'isAway'>,
  now: Instant,
): Reviewers {
  const { people } = book.source;
  const first = (keys: readonly string[]) => {
    const others = keys.filter((key) => key !== paper.handedIn?.by);
    const there = Math.max(
      0,
      others.findIndex((key) => !isAway(key, now)),
    );
    return { key: others[there] ?? keys[0], skipped: others.slice(0, there) };
  };
  const checker = first(checkersOf(people));
  const approver = first(approversOf(people, ruleOf(book, paper)));
  const { skipped } = paper.status === 'accepted' ? approver : checker;
  return { checker: checker.key, approver: approver.key, skipped };
}

/** What a person may do with a paper that was handed in. */
export function checkerOf(book: Book, paper: Paper, key: string): Checker {
  const { people } = book.source;
  const rule = ruleOf(book, paper);
  const able = paper.status === 'accepted' ? approversOf(people, rule) : checkersOf(people);
  return {
    key,
    checks: hasRole(people, key, 'desk') || hasRole(people, key, 'projectManager'),
    approves: rule?.approval !== undefined && hasRole(people, key, rule.approval),
    isAlone: able.every((each) => each === key),
  };
}

/** Saves what was handed in, makes its file, and tells the person who checks it. Without an `id` the paper is new. */
export async function handIn(
  turn: DeskTurn,
  book: Book,
  view: PaperView,
  { id, state }: { readonly id: number | undefined; readonly state: Paper },
  delivery: SourcedDelivery,
): Promise<Paper> {
  // The number stands on the paper, so a paper that was not owed gets its number first.
  const number = id ?? (await papers.insert(turn.tx, book.version, { state, added: [] }, turn.now));
  const version = (state.handedIn ? (state.handedIn.version ?? 1) : 0) + 1;
  const signatures = signedByHandingIn(book, state, delivery, turn.now);
  const identity = { number: numberOf('paper', number), version };
  const { files, parts, by } = await withWordFile(turn, state.paper, delivery, {
    state: 'final',
    identity,
    signatures,
  });
  const handedIn: HandedIn = { by, at: turn.now, parts, files, version };
  const progress = deliverPaper(state, handedIn, signatures);
  await papers.save(turn.tx, number, progress);
  await addWordsOfPaper(turn, book, progress.state);
  await tellPaper(turn, view, number, progress, reviewersOf(book, progress.state, view, turn.now));
  await askToSign(turn, book, view, number, progress.state);
  if (files.length > 0) await sendFiles(turn, view, state, files, { key: `${turn.now}`, to: 'team', line: 'file' });
  return progress.state;
}

/** An engineer who hands in a paper that engineers sign has signed it by that. */
function signedByHandingIn(
  book: Book,
  { paper }: Paper,
  { by, parts, source }: SourcedDelivery,
  at: Instant,
): Signature[] {
  const { people } = book.source;
  const roles = Object.hasOwn(people, by) ? (people[by]?.roles ?? []) : [];
  const who = lineOf(paper, { staff: true, roles });
  if (who !== 'engineer' || !source || Object.keys(parts).length === 0) return [];
  return [{ who, by, name: personName(people, by, source.view.language), at }];
}

/** Makes a Word file of the texts and adds it to the files. */
async function withWordFile(
  turn: DeskTurn,
  paper: string,
  delivery: SourcedDelivery,
  edition: Edition,
): Promise<SourcedDelivery> {
  const { source, parts, files } = delivery;
  const isMade = Object.keys(parts).length > 0 || (isFilledByDesk(paper) && files.length === 0);
  if (!source || !isMade) return delivery;
  return { ...delivery, files: [...files, await makeFile(turn, paper, source, parts, edition)] };
}
