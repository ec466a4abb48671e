import { AdapterError, type CardPost, type Post, type PostedMessage } from '../../../chat/adapter.ts';
import type { CarriedFile } from '../../../chat/file.ts';
import { MAIL, type MailMemory, type MailThread } from '../../../chat/mail.ts';
import type { PageLinks } from '../../../chat/page.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import type { Readers } from '../../../chat/readers.ts';
import type { Clock } from '../../../lib/instant.ts';
import type { MailBook, MailPlace } from '../wire/book.ts';
import { LIMITS } from '../wire/limits.ts';
import type { MessageIds } from '../wire/message-id.ts';
import type { OutgoingMail, SendMail } from '../wire/smtp.ts';
import { composeMail, subjectOf } from './compose.ts';
import { say } from './words.ts';

export interface SayParts {
  readonly book: MailBook;
  readonly memory: MailMemory;
  readonly ids: MessageIds;
  readonly send: SendMail;
  readonly links: () => Promise<PageLinks>;
  readonly wallClock: Clock;
}

/** Stands for a mail that had no one to go to. */
export const NO_MAIL = '<none@deskbell.invalid>';

/** Where a post goes: to the people of its conversation, or to the customer's contacts. */
interface Way {
  readonly place: MailPlace;
  readonly to: readonly string[];
  readonly thread: MailThread | undefined;
  /** E.g. `ticket/12`; empty: nothing with a conversation of its own. */
  readonly about: string;
}

/** Sends a post as a mail of its conversation. A repeat with the same key sends nothing. Throws AdapterError. */
export async function sendPost(parts: SayParts, at: ChatPlace, post: Post, key: string): Promise<PostedMessage> {
  const way = await findWay(parts, at, post);
  const { place, to, thread, about } = way;
  if (to.length === 0 || isForTaps(post)) return { messageId: NO_MAIL, threadId: at.threadId };
  const { memory, ids, wallClock } = parts;
  const messageId = ids.make(place.id, key, about);
  const threadId = thread?.id ?? messageId;
  if (await memory.hasMail(place.id, messageId)) return { messageId, threadId };
  const number = numberIn(about);
  const card = post.card ?? thread?.card;
  const told = { language: post.language, line: post.line, card, number, page: await pageOf(parts, place, about) };
  const topic = thread?.topic || post.card?.title || post.headline || post.line || place.customer;
  await parts.send({ ...mailOf(way, topic, number, messageId), ...composeMail(told) });
  const noted = { channelId: place.id, id: threadId, topic, people: thread?.people ?? [], about, last: messageId };
  await memory.noteMail(messageId, { ...noted, card: post.card }, wallClock.now());
  return { messageId, threadId };
}

/**
 * Cards that are nothing without their buttons: a question answered by one tap, and "your turn", which the mail about the
 * step before it says already.
 */
function isForTaps({ card }: Post): boolean {
  if (!card) return false;
  return card.parts.some(({ part }) => part === 'scale') || /^ticket\/\d+\|hand\|/.test(card.subject);
}

/** Sends a file as a mail of its conversation. Throws AdapterError. */
export async function sendFile(
  parts: SayParts,
  at: ChatPlace,
  { name, mediaType, bytes }: CarriedFile,
  readers: Readers,
  key: string,
): Promise<void> {
  if (bytes.length > LIMITS.fileBytes) throw new AdapterError(MAIL, 'too-large');
  const way = await findWay(parts, at, { readers, card: undefined, about: undefined });
  const { place, to, thread, about } = way;
  if (to.length === 0) throw new AdapterError(MAIL, 'gone');
  const messageId = parts.ids.make(place.id, `file ${key}`, about);
  if (await parts.memory.hasMail(place.id, messageId)) return;
  const number = numberIn(about);
  const { language } = place;
  const line = say(language, 'file', { name });
  const told = { language, line, card: undefined, number, page: await pageOf(parts, place, about) };
  const topic = thread?.topic || name;
  await parts.send({
    ...mailOf(way, topic, number, messageId),
    ...composeMail(told),
    file: { name, mediaType, bytes },
  });
  const noted = { channelId: place.id, id: thread?.id ?? messageId, topic, people: thread?.people ?? [], about };
  await parts.memory.noteMail(messageId, { ...noted, last: messageId, card: undefined }, parts.wallClock.now());
}

/**
 * A mail that was sent cannot be changed: the new state of its card is kept, and stands in the next mail. Throws
 * AdapterError `gone` for a mail that is not known.
 */
export async function refreshCard(
  { book, memory }: SayParts,
  at: ChatPlace,
  { messageId, threadId }: PostedMessage,
  { card }: CardPost,
): Promise<void> {
  if (messageId === NO_MAIL) return;
  if (!book.find(at.channelId) || !(await memory.hasMail(at.channelId, messageId)))
    throw new AdapterError(MAIL, 'gone');
  await memory.saveCard(at.channelId, threadId, card);
}

async function findWay(
  { book, memory }: SayParts,
  { channelId, threadId }: ChatPlace,
  { readers, card, about }: Pick<Post, 'readers' | 'card' | 'about'>,
): Promise<Way> {
  if (channelId.startsWith('@')) return directWay(book, channelId.slice(1));
  const place = book.find(channelId);
  if (!place) throw new AdapterError(MAIL, 'gone');
  if (readers === 'staff') throw new AdapterError(MAIL, 'exposed');
  const told = [card?.subject, about?.subject].find((each) => each && numberIn(each) !== '') ?? '';
  const thread =
    (threadId === '' ? undefined : await memory.findThread(channelId, [threadId])) ??
    (told === '' ? undefined : await memory.findThreadAbout(channelId, told));
  const to = thread && thread.people.length > 0 ? thread.people : place.contacts;
  return { place, to, thread, about: told || (thread?.about ?? '') };
}

/** A person's own mails. Only of people whom the book knows as senders of a customer. */
function directWay(book: MailBook, address: string): Way {
  const place = book.place(address, []);
  if (!place) throw new AdapterError(MAIL, 'gone');
  return { place, to: [address], thread: undefined, about: '' };
}

function mailOf(
  { place, to, thread }: Way,
  topic: string,
  number: string,
  messageId: string,
): Omit<OutgoingMail, 'text' | 'html'> {
  const isAnswer = thread !== undefined;
  const references = thread ? [...new Set([thread.id, thread.last])] : [];
  return {
    to: to.slice(0, LIMITS.people),
    subject: subjectOf(topic, number, isAnswer),
    messageId,
    references,
    isAnswer,
    replyTo: place.replyTo,
  };
}

async function pageOf({ links }: SayParts, { customer }: MailPlace, about: string): Promise<string | undefined> {
  const [, id] = /^ticket\/(\d{1,9})$/.exec(about) ?? [];
  return id === undefined ? undefined : (await links()).ticket(Number(id), customer);
}

/** `ticket/12` → `T-12`; empty for other subjects. */
function numberIn(about: string): string {
  const [, id] = /^ticket\/(\d{1,9})$/.exec(about) ?? [];
  return id === undefined ? '' : `T-${id}`;
}
