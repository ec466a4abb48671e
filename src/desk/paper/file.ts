import type { MadeFile, OwedFile } from '../../chat/file.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { enqueue, keepFile } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { announce } from '../address/announce.ts';
import { fileNotice } from '../address/file-notice.ts';
import { routesOf } from '../address/route.ts';
import type { BookSource } from '../book/schema.ts';
import { findCustomerName } from '../card/customer.ts';
import type { DeskTurn } from '../desk.ts';
import { personName } from '../person/person.ts';
import { paperName } from '../ticket/view/line.ts';
import { aboutWhat } from './card.ts';
import { documentOf } from './content.ts';
import { DOCX } from './document/document.ts';
import { noticeSubject, type PaperView } from './notice.ts';
import type { Paper } from './paper.ts';
import type { PaperSource } from './source.ts';

/** Makes the paper's Word file and keeps it in the turn's transaction. */
export async function makeFile(
  turn: DeskTurn,
  paper: string,
  source: PaperSource,
  parts: Readonly<Record<string, string>>,
  state: 'draft' | 'final',
): Promise<MadeFile> {
  const document = documentOf(paper, source, parts, state, turn.now);
  const about = source.about === 'ticket' ? `T-${source.id}` : source.month;
  const name = [about, document.title, document.mark].filter(Boolean).join(' ');
  // The library that writes Word files takes 20 MB: it is loaded with the first paper.
  const { renderDocument } = await import('./document/render.ts');
  const bytes = await renderDocument(document);
  return keepFile(turn, { name: `${name}.docx`, mediaType: DOCX, bytes });
}

/** What a paper's files are sent with. */
export interface Sending {
  /** Tells this sending from others of the same paper, e.g. `draft|1`. */
  readonly key: string;
  /** `team`, `customer` or a person's key. */
  readonly to: string;
  /** Of a line that says what it is: `line.paper.<line>`. */
  readonly line: 'file' | 'draft';
}

/** Sends files behind a line that says what they are: in the ticket's thread, or where the customer's month is told of. */
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
    line: t(language, `line.paper.${line}`, {
      paper: paperName(paper.paper, language),
      about: aboutWhat(paper, ticket, source, language),
    }),
    pings: [],
  }));
  await enqueue(
    turn,
    notices.flatMap((words) => [
      words,
      ...files.map((file, index) => carried(words, file, index, paper.paper, { source, customer: paper.customer })),
    ]),
    [],
  );
}

/** Of a file that does not come through our people hear, in the team's channel: they are to hand it over another way. */
function carried(words: Notice, file: OwedFile, index: number, paper: string, { source, customer }: Handing): Notice {
  const [team] = routesOf(source, 'team', customer);
  const { place, language } =
    words.audience === 'customer' && team ? team : { place: words.place, language: words.post.language };
  const whom = whomOf(words.audience, source, customer, language);
  return fileNotice(words, file, index, {
    place,
    readers: 'staff',
    language,
    lead: t(language, 'paper.file-left', { name: file.name, paper: paperName(paper, language), whom }),
    tooLarge: t(language, 'file.too-large'),
    failed: t(language, 'file.failed'),
    there: missingHere(words, file, paperName(paper, words.post.language)),
  });
}

/** What the customer reads where a file was to come; empty: it was for our own people, who read more of it. */
export function missingHere({ audience, post: { language } }: Notice, file: OwedFile, paper: string): string {
  return audience === 'customer' ? t(language, 'paper.file-missing', { name: file.name, paper }) : '';
}

/** Whose files they are. */
interface Handing {
  readonly source: BookSource;
  readonly customer: string;
}

/** Who did not get a file, in words: the customer by name, a person of ours by theirs. */
export function whomOf(audience: string, source: BookSource, customer: string, language: Language): string {
  const known = audience === 'customer' ? findCustomerName(source, customer, language) : undefined;
  if (known !== undefined) return known;
  return Object.hasOwn(source.people, audience)
    ? personName(source.people, audience, language)
    : t(language, 'who.team');
}
