import type { OwedFile } from '../../chat/file.ts';
import type { Book } from '../book/book.ts';
import type { BookPaper } from '../book/paper-rule.ts';
import type { DeskTurn } from '../desk.ts';
import { hasRole, listByRole, type People } from '../person/person.ts';
import { type Checker, deliverPaper } from './check.ts';
import { makeFile, sendFiles } from './file.ts';
import { isFilledByDesk } from './layout.ts';
import { type PaperView, type Reviewers, tellPaper } from './notice.ts';
import type { HandedIn, Paper } from './paper.ts';
import { ruleOf } from './rule.ts';
import { addWordsOfPaper } from './search-words.ts';
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

function approversOf(people: People, rule: BookPaper | undefined): string[] {
  return rule?.approval === undefined ? [] : listByRole(people, rule.approval);
}

/** Who checks and who approves the paper; if possible not the person who handed it in. */
export function reviewersOf(book: Book, paper: Paper): Reviewers {
  const { people } = book.source;
  const first = (keys: readonly string[]) => keys.find((key) => key !== paper.handedIn?.by) ?? keys[0];
  return { checker: first(checkersOf(people)), approver: first(approversOf(people, ruleOf(book, paper))) };
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
  const { files, parts, by } = await withWordFile(turn, state.paper, delivery);
  const handedIn: HandedIn = { by, at: turn.now, parts, files };
  const progress = deliverPaper(state, handedIn);
  if (id !== undefined) await papers.save(turn.tx, id, progress);
  const added = id ?? (await papers.insert(turn.tx, book.version, progress, turn.now));
  await addWordsOfPaper(turn, book, progress.state);
  await tellPaper(turn, view, added, progress, reviewersOf(book, progress.state));
  if (files.length > 0) await sendFiles(turn, view, state, files, { key: `${turn.now}`, to: 'team', line: 'file' });
  return progress.state;
}

/** Makes a Word file of the texts and adds it to the files. */
async function withWordFile(turn: DeskTurn, paper: string, delivery: SourcedDelivery): Promise<SourcedDelivery> {
  const { source, parts, files } = delivery;
  const isMade = Object.keys(parts).length > 0 || (isFilledByDesk(paper) && files.length === 0);
  if (!source || !isMade) return delivery;
  return { ...delivery, files: [...files, await makeFile(turn, paper, source, parts, 'final')] };
}
