import type { Book } from '../book/book.ts';
import type { DeskTurn } from '../desk.ts';
import { lexemesOf } from '../words/lexeme.ts';
import { addWords, MOST_ADDED, type SearchWords } from '../words/store.ts';
import type { Paper } from './paper.ts';
import { isGiven } from './rule.ts';

/** The words of what was handed in, among them cause and solution. */
export function searchWordsOfPaper(book: Book, paper: Paper): SearchWords {
  const words = lexemesOf(Object.values(paper.handedIn?.parts ?? {}).join('\n')).slice(0, MOST_ADDED);
  return isGiven(book, paper) ? { told: words, team: [] } : { told: [], team: words };
}

/** Adds a paper's words to what its ticket is found by. */
export async function addWordsOfPaper({ tx, jobs }: DeskTurn, book: Book, paper: Paper): Promise<void> {
  if (paper.ticketId === undefined || jobs.unseen) return;
  const words = searchWordsOfPaper(book, paper);
  if (words.told.length + words.team.length > 0) await addWords(tx, paper.ticketId, words);
}
