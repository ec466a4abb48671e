import type { MadeFile } from '../../chat/file.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { storeFile } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { fileNotice } from '../address/file-notice.ts';
import { routesOf } from '../address/route.ts';
import type { BookSource } from '../book/schema.ts';
import type { DeskTurn } from '../desk.ts';
import { DOCX, type PaperDocument } from '../paper/document/document.ts';
import { audienceName, missingFileLine } from '../paper/file.ts';

/** What is printed in each reader's language, and where a file that cannot be sent is told of. */
export interface Print {
  readonly customer: string;
  readonly book: BookSource;
  /** Numbers in front of the file's name: `S-3 T-12`. */
  readonly numbers: string;
  /** Whether only the person who asked may hear of it; then the team does not. */
  readonly isPrivate: boolean;
  document(language: Language): PaperDocument;
}

/**
 * The notices of a Word file that follows `words`, one for each reader, in the reader's language. The same language is
 * printed once.
 */
export async function fileNotices(turn: DeskTurn, words: readonly Notice[], print: Print): Promise<Notice[]> {
  const made = new Map<Language, MadeFile>();
  const notices: Notice[] = [];
  for (const notice of words) {
    const { language } = notice.post;
    const file = made.get(language) ?? (await makeFile(turn, print, language));
    made.set(language, file);
    notices.push(fileNotice(notice, file, 0, undelivered(notice, file, print)));
  }
  return notices;
}

async function makeFile(turn: DeskTurn, print: Print, language: Language): Promise<MadeFile> {
  const document = print.document(language);
  const name = [print.numbers, document.title, document.mark].filter(Boolean).join(' ');
  // The library that writes Word files takes 20 MB of memory: load it with the first paper.
  const { renderDocument } = await import('../paper/document/render.ts');
  return storeFile(turn, { name: `${name}.docx`, mediaType: DOCX, bytes: await renderDocument(document) });
}

function undelivered(words: Notice, file: MadeFile, { book, customer, isPrivate, document }: Print) {
  const [team] = isPrivate ? [] : routesOf(book, 'team', customer);
  const { place, language } = team ?? { place: words.place, language: words.post.language };
  return {
    place,
    readers: 'staff' as const,
    language,
    lead: t(language, 'sheet.file-left', {
      name: file.name,
      form: document(language).title,
      whom: audienceName(words.audience, book, customer, language),
    }),
    tooLarge: t(language, 'file.too-large'),
    failed: t(language, 'file.failed'),
    there: missingFileLine(words, file, document(words.post.language).title),
  };
}
