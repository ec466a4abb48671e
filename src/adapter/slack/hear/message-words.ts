import type { Wordless } from '../../../chat/event.ts';
import { asMarkup, isNode, listIn, markupOfBlock, markupOfLink, textIn } from './block-markup.ts';
import { decodeText } from './decode-text.ts';
import { type File, Files } from './schema.ts';

/** The parts of a message that have words, links or files. */
export interface MessageParts {
  /** In Slack's markup. */
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly attachments: readonly unknown[];
  readonly files: readonly File[];
  /** Whether an app wrote it; Slack makes the blocks of a person's message out of its text. */
  readonly byApp: boolean;
}

/**
 * All words of a message in Slack's markup: its text, and what its blocks, attachments and files say besides. Alerts
 * have only those, or a text that repeats their beginning.
 */
export function markupOfMessage({ text, blocks, attachments, files, byApp }: MessageParts): string {
  const isTyped = !byApp && text.trim() !== '';
  const hasWords = !byApp && text.replace(/<[^<>]*>/g, '').trim() !== '';
  const others = [
    ...(isTyped ? blocks.filter((each) => isNode(each) && each.type !== 'rich_text') : blocks).flatMap((block) =>
      markupOfBlock(block),
    ),
    ...attachments.filter((each) => !(hasWords && isPreview(each))).flatMap((each) => markupOfAttachment(each, 0)),
    ...files.flatMap(markupOfFile),
  ];
  const isOnlyPart = others.length > 0 && squash(others.join('\n')).includes(squash(text));
  return withoutRepeats(isOnlyPart ? others : [text, ...others]).join('\n');
}

/** What was sent instead of words; undefined if there was nothing but the words. */
export function wordlessKind({ blocks, attachments, files }: MessageParts): Wordless | undefined {
  if (files.length > 0) return files.every(isVoice) ? 'voice' : 'file';
  if (attachments.some(isForward)) return 'forward';
  const shown = blocks.filter((each) => isNode(each) && each.type !== 'rich_text');
  return attachments.length > 0 || shown.length > 0 ? 'card' : undefined;
}

/** The files of forwarded messages; those of the message itself are not among them. */
export function forwardedFiles(attachments: readonly unknown[]): readonly File[] {
  return attachments.flatMap((each) => (isNode(each) ? (Files.safeParse(each.files).data ?? []) : []));
}

/** Slack's own word for a message that it does not show. */
const NO_PREVIEW = /^\[no preview available\]$/i;

const DEEPEST = 4;

/** An attachment (https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments), or a forward. */
function markupOfAttachment(attachment: unknown, depth: number): string[] {
  if (!isNode(attachment) || depth > DEEPEST) return [];
  const text = (name: string) => textIn(attachment, name);
  const forwarded = listIn(attachment, 'message_blocks').flatMap((each) =>
    isNode(each) && isNode(each.message) ? listIn(each.message, 'blocks') : [],
  );
  const blocks = [...listIn(attachment, 'blocks'), ...forwarded].flatMap((block) => markupOfBlock(block));
  const own = withoutRepeats([
    text('pretext'),
    markupOfLink(text('title_link'), text('title')),
    text('text'),
    ...listIn(attachment, 'fields').map(markupOfField),
    ...blocks,
    ...listIn(attachment, 'actions').map(markupOfAction),
    text('image_url'),
    ...listIn(attachment, 'attachments').flatMap((each) => markupOfAttachment(each, depth + 1)),
  ]);
  const words = own.length > 0 ? own : [text('fallback')].filter((each) => each !== '' && !NO_PREVIEW.test(each));
  if (!isForward(attachment) || words.length === 0) return words;
  return [...(text('author_name') === '' ? [] : [`${text('author_name')}:`]), ...words, text('from_url')].filter(
    (each) => each !== '',
  );
}

function markupOfField(field: unknown): string {
  if (!isNode(field)) return '';
  return [textIn(field, 'title'), textIn(field, 'value')].filter((each) => each.trim() !== '').join(': ');
}

/** Only buttons that lead to an address; others belong to the app that wrote the message. */
function markupOfAction(action: unknown): string {
  if (!isNode(action) || textIn(action, 'url') === '') return '';
  return markupOfLink(textIn(action, 'url'), textIn(action, 'text'));
}

/**
 * The words that Slack tells of a file: an e-mail that came into the channel, the beginning of a long text that was pasted
 * (a snippet), what was said in a voice clip once Slack has written it down. The file itself goes along.
 */
function markupOfFile(file: File): string[] {
  const { filetype, mode, title, plain_text, preview, preview_is_truncated, transcription } = file;
  const written = transcription?.status === 'complete' ? transcription.preview : undefined;
  const said =
    filetype === 'email'
      ? [title, plain_text]
      : mode === 'snippet' && !ENDING.test(title ?? '')
        ? [begun(preview, preview_is_truncated)]
        : [begun(written?.content, written?.has_more)];
  return said.flatMap((each) => (each ? [asMarkup(each)] : []));
}

/** Slack calls an uploaded text file a snippet too: it has its file's name for a title. */
const ENDING = /\.\w{1,5}$/;

/** A text, with an ellipsis if Slack tells only its beginning. */
function begun(text: string | null | undefined, isTruncated: boolean | null | undefined): string {
  return text ? `${text.trimEnd()}${isTruncated ? ' …' : ''}` : '';
}

function isVoice({ subtype, mimetype }: File): boolean {
  return subtype === 'slack_audio' || (mimetype ?? '').startsWith('audio/');
}

function isForward(attachment: unknown): boolean {
  return isNode(attachment) && (attachment.is_share === true || attachment.is_msg_unfurl === true);
}

/**
 * Slack adds the preview of a page or message whose address a person wrote: its words are none of theirs, unless the
 * address is all they wrote.
 */
function isPreview(attachment: unknown): boolean {
  if (!isNode(attachment) || attachment.is_share === true) return false;
  return ['original_url', 'from_url', 'app_unfurl_url'].some((name) => textIn(attachment, name) !== '');
}

/** Shorter texts may stand in a longer one by chance. */
const TOO_SHORT_TO_TELL = 12;

/** The paragraphs in their order, without those that repeat an earlier one, whole or in part. */
function withoutRepeats(paragraphs: readonly string[]): string[] {
  const said: string[] = [];
  return paragraphs.filter((each) => {
    const words = squash(each);
    const isRepeat = said.some(
      (earlier) => earlier === words || (words.length >= TOO_SHORT_TO_TELL && earlier.includes(words)),
    );
    if (words === '' || isRepeat) return false;
    said.push(words);
    return true;
  });
}

/** The text without blanks and marks of style, to compare what is said. */
function squash(markup: string): string {
  return decodeText(markup)
    .text.normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*_~`>•]/g, '');
}
