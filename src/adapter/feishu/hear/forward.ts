import type { Untaken } from '../wire/untaken.ts';
import type { MessageContent } from './message-content.ts';

/** One of the messages that were forwarded together. */
export interface ForwardedMessage {
  readonly id: string;
  /** The forward it is in, which may be inside another one. */
  readonly upperId: string;
  readonly sentAt: number;
  readonly senderId: string;
  /** As Feishu tells it; empty if it does not. */
  readonly senderName: string;
  /** undefined: recalled, or not a message of a person. */
  readonly content: MessageContent | undefined;
}

/** What can be taken of messages that were forwarded together. */
export interface ReadForward {
  /** `name: words`, one message after the other; empty if none has any. */
  readonly text: string;
  readonly untaken: readonly Untaken[];
}

/**
 * Reads the messages of the forward `rootId` in the order in which they were sent, forwards inside it too. Their files
 * are only named, because Feishu does not hand them out. `nameOf`: what to call a sender whom Feishu does not name there.
 */
export function readForward(
  rootId: string,
  messages: readonly ForwardedMessage[],
  nameOf: (senderId: string) => string,
): ReadForward {
  const inside = Map.groupBy(messages, ({ upperId }) => upperId || rootId);
  const seen = new Set<string>();
  let hasFiles = false;

  function linesIn(upperId: string): string[] {
    if (seen.has(upperId)) return [];
    seen.add(upperId);
    const sent = (inside.get(upperId) ?? []).filter(({ id }) => id !== rootId);
    return sent.toSorted((one, other) => one.sentAt - other.sentAt).flatMap(linesOf);
  }

  function linesOf(message: ForwardedMessage): string[] {
    const { id, content, senderName, senderId } = message;
    if (inside.has(id)) return linesIn(id);
    if (!content) return [];
    if (content.files.length > 0) hasFiles = true;
    const files = content.files.map(({ name }) => `📎 ${name}`);
    const words = [content.text || content.readable, ...files].filter((text) => text !== '').join(' ');
    const name = senderName || nameOf(senderId);
    return words === '' ? [] : [name === '' ? words : `${name}: ${words}`];
  }

  const text = linesIn(rootId).join('\n');
  const untaken: Untaken[] = [
    ...(text === '' ? ['forward' as const] : []),
    ...(hasFiles ? ['forwardedFiles' as const] : []),
  ];
  return { text, untaken };
}
