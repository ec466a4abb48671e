import type { MadeFile, OwedFile } from '../../chat/file.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { asSentence } from '../../lib/sentence.ts';
import { enqueue, storeFile } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { announce } from '../address/announce.ts';
import { isSealed } from '../address/confidential.ts';
import { fileNotice } from '../address/file-notice.ts';
import { routesOf } from '../address/route.ts';
import type { BookSource } from '../book/schema.ts';
import { findCustomerName } from '../card/customer.ts';
import type { DeskTurn } from '../desk.ts';
import { personName } from '../person/person.ts';
import { paperName } from '../ticket/view/line.ts';
import { aboutText } from './card.ts';
import { documentOf, type Edition } from './content.ts';
import { DOCX } from './document/document.ts';
import { noticeSubject, type PaperView } from './notice.ts';
import type { Paper } from './paper.ts';
import type { PaperSource } from './source.ts';

/** Makes a paper's Word file and stores it in the turn's transaction. */
export async function makeFile(
  turn: DeskTurn,
  paper: string,
  source: PaperSource,
  parts: Readonly<Record<string, string>>,
  edition: Edition,
): Promise<MadeFile> {
  const document = documentOf(paper, source, parts, edition, turn.now);
  const about = source.about === 'ticket' ? `T-${source.id}` : source.month;
  const name = [about, document.title, document.mark].filter(Boolean).join(' ');
  // The library that writes Word files takes 20 MB of memory: load it with the first paper.
  const { renderDocument } = await import('./document/render.ts');
  const bytes = await renderDocument(document);
  return storeFile(turn, { name: `${name}.docx`, mediaType: DOCX, bytes });
}

/** How a paper's files are sent. */
export interface Sending {
  /** Part of the notice's key: tells this sending from others of the same paper, e.g. `draft|1`. */
  readonly key: string;
  /** Audience: `team`, `customer` or a person's key. */
  readonly to: string;
  /** The text above the files: `line.paper.<line>`. */
  readonly line: 'file' | 'draft' | 'signed';
}

/** Sends files after a line that names them: in the ticket's thread, or for a paper about a month in the channel. */
export async function sendFiles(
  turn: DeskTurn,
  view: PaperView,
  paper: Pick<Paper, 'customer' | 'ticketId' | 'paper' | 'month'>,
  files: readonly OwedFile[],
  { key, to, line }: Sending,
): Promise<void> {
  const { source, ticket } = view;
  const subject = noticeSubject(paper);
  const announcement = {
    key: `${subject}|paper-file|${paper.paper}|${key}`,
    kind: 'paper.file',
    subject,
    at: turn.now,
    to: [to],
    customer: paper.customer,
    fields: {},
    unlisted: true as const,
  };
  const notices = announce(view, announcement, (_, language) => ({
    card: undefined,
    line: asSentence(
      t(language, `line.paper.${line}`, {
        paper: paperName(paper.paper, language),
        about: aboutText(paper, ticket, source, language),
      }),
    ),
    pings: [],
  }));
  await enqueue(
    turn,
    notices.flatMap((words) => [
      words,
      ...(isSealed(source, paper.customer, words.place) ? [] : files).map((file, index) =>
        noticeForFile(words, file, index, paper.paper, { source, customer: paper.customer }),
      ),
    ]),
    [],
  );
}

/**
 * Notice for one file. If a file for the customer fails, the team is told in its own channel, to hand it over another
 * way.
 */
function noticeForFile(
  words: Notice,
  file: OwedFile,
  index: number,
  paper: string,
  { source, customer }: FileOwner,
): Notice {
  const [team] = routesOf(source, 'team', customer);
  const { place, language } =
    words.audience === 'customer' && team ? team : { place: words.place, language: words.post.language };
  const whom = audienceName(words.audience, source, customer, language);
  return fileNotice(words, file, index, {
    place,
    readers: 'staff',
    language,
    lead: t(language, 'paper.file-left', {
      name: isSealed(source, customer, place) ? t(language, 'confidential.file') : file.name,
      paper: paperName(paper, language),
      whom,
    }),
    tooLarge: t(language, 'file.too-large'),
    failed: t(language, 'file.failed'),
    there: missingFileLine(words, file, paperName(paper, words.post.language)),
  });
}

/** What the customer reads in place of a file that failed; empty for our own people, who get the details instead. */
export function missingFileLine({ audience, post: { language } }: Notice, file: OwedFile, paper: string): string {
  return audience === 'customer' ? t(language, 'paper.file-missing', { name: file.name, paper }) : '';
}

/** What the notice about a failed file names. */
interface FileOwner {
  readonly source: BookSource;
  readonly customer: string;
}

/** Name of the audience that did not get a file: the customer, a colleague, or the team. */
export function audienceName(audience: string, source: BookSource, customer: string, language: Language): string {
  const known = audience === 'customer' ? findCustomerName(source, customer, language) : undefined;
  if (known !== undefined) return known;
  return Object.hasOwn(source.people, audience)
    ? personName(source.people, audience, language)
    : t(language, 'who.team');
}
