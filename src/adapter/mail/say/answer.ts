import type { Card } from '../../../chat/card.ts';
import type { ChatEvent } from '../../../chat/event.ts';
import type { Reply } from '../../../chat/reply.ts';
import type { Language } from '../../../lib/language.ts';
import type { MessageIds } from '../wire/message-id.ts';
import type { SendMail } from '../wire/smtp.ts';
import { composeMail, subjectOf } from './compose.ts';

/** The mail that is answered. */
export interface AnswerMail {
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
  readonly references: readonly string[];
}

/**
 * Sends the desk's replies to who wrote, in one mail. What a ticket tells comes as its own mail, so of replies to mails about
 * tickets only refusals are sent. Throws AdapterError.
 */
export async function sendAnswer(
  { send, ids }: { readonly send: SendMail; readonly ids: MessageIds },
  { to, subject, messageId, references }: AnswerMail,
  { id, place, isAboutTicket }: Pick<ChatEvent, 'id' | 'place'> & { readonly isAboutTicket: boolean },
  replies: readonly Reply[],
  language: Language,
): Promise<void> {
  const lines = replies.flatMap((reply) => {
    if (reply.kind !== 'whisper') return [];
    const isSent = reply.tone === 'bad' || !isAboutTicket || reply.subject?.startsWith('complaint/');
    return isSent ? [reply.text] : [];
  });
  const cards: Card[] = isAboutTicket ? [] : replies.flatMap((reply) => (reply.kind === 'card' ? [reply.card] : []));
  const [card] = cards;
  if (lines.length === 0 && !card) return;
  const told = { language, line: lines.join('\n\n'), card, number: '', page: undefined };
  await send({
    to: [to],
    subject: subjectOf(subject, '', true),
    messageId: ids.make(place.channelId, `${id}-answer`, ''),
    ...composeMail(told),
    references: [...references].reverse().concat(messageId === '' ? [] : [messageId]),
    isAnswer: true,
  });
}
