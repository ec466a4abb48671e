import { z } from 'zod';
import type { ChatPlace } from '../../../chat/place.ts';
import { LIMITS } from './limits.ts';
import { PLATFORM } from './names.ts';

/** Where a form was asked for, and the message it is about. */
export interface FormContext {
  readonly place: ChatPlace;
  readonly message: FormMessage | undefined;
  /** Which field shows the beginning of that message alone; undefined: none does. */
  readonly begun?: TruncatedField | undefined;
  /** Of whoever asked, as far as Feishu tells; it does not travel. */
  readonly timeZone?: string;
}

/** A field that began with a message which is too long for it: what it is about has all of it. */
export interface TruncatedField {
  readonly field: string;
  /** So much of the message stood in it, an ellipsis at its end. */
  readonly shown: number;
  /** So much the desk takes. */
  readonly most: number;
}

/** A message that somebody wrote. */
export interface FormMessage {
  readonly messageId: string;
  /** The message that its thread hangs on, or would. */
  readonly threadId: string;
  readonly chatId: string;
  readonly files: readonly MessageFile[];
  /** Its words, as long as they are at hand; they do not travel. */
  readonly text?: string;
}

/** A file of that message, or of one that it replies to. An empty key: it can only be opened there. */
export interface MessageFile {
  readonly name: string;
  readonly key: string;
  readonly messageId: string;
}

const Message = z.object({ i: z.string(), t: z.string(), c: z.string(), f: z.array(z.string()) });
const BegunWire = z.object({ n: z.string(), k: z.number(), x: z.number() });
const Wire = z.object({ p: z.string().min(1), t: z.string(), m: Message.optional(), b: BegunWire.optional() });

/** As it travels in the value of the button that sends the form. */
export function writeFormContext({ place, message, begun }: FormContext): z.infer<typeof Wire> {
  const about = message && {
    m: {
      i: message.messageId,
      t: message.threadId,
      c: message.chatId,
      f: message.files.slice(0, LIMITS.messageFiles).map(({ name }) => name),
    },
  };
  const part = begun && { b: { n: begun.field, k: begun.shown, x: begun.most } };
  return { p: place.channelId, t: place.threadId, ...about, ...part };
}

function nameOnly(name: string): MessageFile {
  return { name, key: '', messageId: '' };
}

/** Undefined when the value is none of a form of ours. */
export function readFormContext(value: unknown): FormContext | undefined {
  const wire = Wire.safeParse(value);
  if (!wire.success) return undefined;
  const { p: channelId, t: threadId, m, b } = wire.data;
  return {
    place: { platform: PLATFORM, channelId, threadId },
    message: m && { messageId: m.i, threadId: m.t, chatId: m.c, files: m.f.map(nameOnly) },
    ...(b ? { begun: { field: b.n, shown: b.k, most: b.x } } : {}),
  };
}
