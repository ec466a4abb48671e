import { createHash } from 'node:crypto';
import { convert } from 'html-to-text';
import { type ParsedMail, simpleParser } from 'mailparser';
import { cleanText } from '../../../lib/clean.ts';
import { decodeText } from '../../../lib/decode-text.ts';
import type { Language } from '../../../lib/language.ts';
import { clip, LIMITS } from '../wire/limits.ts';

/** A mail as it came. Addresses are in small letters. */
export interface IncomingMail {
  /** The same for every copy of the mail, also for one that came by another way. */
  readonly id: string;
  /** With angle brackets; empty if it has none. */
  readonly messageId: string;
  /** Every address of `From`: a mail in good order has one. */
  readonly from: readonly string[];
  readonly name: string;
  /** All addresses it was sent to, those that servers noted included. */
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** Message-IDs that it answers: the nearest first. */
  readonly references: readonly string[];
  readonly language: Language | undefined;
  /** E.g. `multipart/report`. */
  readonly contentType: string;
  /** What a report is about, e.g. `delivery-status`; empty for other mails. */
  readonly reportType: string;
  readonly files: readonly MailFile[];
  /** All values of a header, the topmost first, unfolded. */
  header(name: string): readonly string[];
}

/** An attachment. */
export interface MailFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Reads a mail, or its headers alone. Throws if it cannot be read. */
export async function parseMail(raw: Buffer): Promise<IncomingMail> {
  const parsed = await read(raw);
  const isBroken = [parsed.text, parsed.subject].some((each) => each?.includes('\ufffd'));
  // Old programs write Chinese without saying in which encoding.
  const mail = isBroken && isUndeclared(raw) ? await read(asUtf8(raw)) : parsed;
  const lines = mail.headerLines.map(({ key, line }) => ({ key, value: unfold(line) }));
  const header = (name: string) => lines.filter(({ key }) => key === name).map(({ value }) => value);
  const from = (mail.from?.value ?? []).flatMap(({ address, group }) => address ?? group?.map((each) => each.address));
  const references = idsIn([
    ...header('in-reply-to'),
    ...header('references').flatMap((each) => idsIn([each]).reverse()),
  ]);
  const [messageId = ''] = idsIn(header('message-id'));
  const [contentType = ''] = header('content-type');
  return {
    id: idOf(messageId, raw),
    messageId,
    from: addressesOf(from),
    name: clip(cleanText(mail.from?.value[0]?.name ?? ''), 80),
    recipients: recipientsOf(mail, header),
    subject: clip(
      cleanText(mail.subject ?? '')
        .replace(/\s+/g, ' ')
        .trim(),
      LIMITS.subjectChars,
    ),
    text: clip(cleanText(mail.text?.trim() ? mail.text : textOfHtml(mail.html || '')), LIMITS.textChars),
    references: references.slice(0, LIMITS.references),
    language: languageIn([...header('content-language'), ...header('accept-language')]),
    contentType: /^[\w-]+\/[\w.+-]+/.exec(contentType)?.[0].toLowerCase() ?? 'text/plain',
    reportType: /;\s*report-type\s*=\s*"?([\w-]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? '',
    files: filesOf(mail),
    header,
  };
}

function read(raw: Buffer): Promise<ParsedMail> {
  return simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true, skipHtmlToText: true });
}

/** A mail of HTML alone, as text: quotes with `>`, no pictures and their addresses, no scripts. */
function textOfHtml(html: string): string {
  return convert(html, {
    wordwrap: false,
    limits: { maxInputLength: LIMITS.htmlChars, maxDepth: 60 },
    selectors: [
      { selector: 'img', format: 'skip' },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  });
}

/** Copies of a mail by other ways have other headers of their transport, but the same content. */
function idOf(messageId: string, raw: Buffer): string {
  const end = raw.indexOf('\r\n\r\n');
  const body = end === -1 ? raw : raw.subarray(end);
  return createHash('sha256').update(messageId).update('\n').update(body).digest('hex').slice(0, 40);
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Whether it has bytes beyond ASCII that are no UTF-8. */
function isUndeclared(raw: Buffer): boolean {
  try {
    UTF8.decode(raw);
    return false;
  } catch {
    return true;
  }
}

/** The mail in UTF-8; what it says of its encoding was wrong. */
function asUtf8(raw: Buffer): Buffer {
  return Buffer.from(
    decodeText(raw).replace(/charset="?(?:us-ascii|iso-8859-1|utf-8|unknown[\w-]*)"?/gi, 'charset=utf-8'),
  );
}

function unfold(line: string): string {
  return cleanText(line.slice(line.indexOf(':') + 1).replace(/\r?\n[ \t]+/g, ' ')).trim();
}

function idsIn(values: readonly string[]): string[] {
  const found = values.flatMap((value) => value.match(/<[^<>\s]+>/g) ?? []);
  return [...new Set(found)].filter((id) => id.length <= LIMITS.messageIdChars);
}

function addressesOf(given: readonly (string | undefined)[]): string[] {
  const found = given.flatMap((each) => (each?.includes('@') ? [each.trim().toLowerCase()] : []));
  return [...new Set(found)].slice(0, LIMITS.recipients);
}

/** Headers by which servers note the address that a mail was delivered to. */
const DELIVERED = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'];

function recipientsOf(mail: ParsedMail, header: IncomingMail['header']): string[] {
  const shown = [mail.to, mail.cc].flatMap((each) => each ?? []).flatMap(({ value }) => value);
  const listed = shown.flatMap(({ address, group }) => address ?? group?.map((each) => each.address));
  const noted = DELIVERED.flatMap(header).flatMap((value) => value.match(/[^\s<>,;"]+@[^\s<>,;"]+/g) ?? []);
  return addressesOf([...listed, ...noted]);
}

function languageIn(values: readonly string[]): Language | undefined {
  const [first = ''] = values;
  if (/^\s*zh\b/i.test(first)) return 'zh-CN';
  return /^\s*en\b/i.test(first) ? 'en' : undefined;
}

/** The attachments, without the small pictures of signatures. */
function filesOf({ attachments }: ParsedMail): MailFile[] {
  return attachments
    .filter(({ related, size }) => !related || size >= LIMITS.signatureBytes)
    .map(({ filename, contentType, content }, index) => ({
      name: cleanText(filename ?? '') || nameFor(contentType, index),
      bytes: content,
    }));
}

/** Pictures that were pasted into a mail have no name. */
function nameFor(contentType: string, index: number): string {
  const ending = /^(?:image|text|application)\/([a-z0-9]{2,5})$/.exec(contentType)?.[1] ?? 'bin';
  return `attachment-${index + 1}.${ending === 'plain' ? 'txt' : ending}`;
}
