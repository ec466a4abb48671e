import { z } from 'zod';
import type { ChatPlace } from '../../chat/event.ts';
import { LIMITS } from './limits.ts';
import { PLATFORM } from './names.ts';

/** Where a form was asked for, and the message it is about. */
export interface FormContext {
  readonly place: ChatPlace;
  readonly message: FormMessage | undefined;
}

/** A message that somebody wrote. */
export interface FormMessage {
  readonly messageId: string;
  /** The message that its thread hangs on, or would. */
  readonly threadId: string;
  readonly chatId: string;
  readonly files: readonly MessageFile[];
}

/** A file of that message, or of one that it replies to. An empty key: it can only be opened there. */
export interface MessageFile {
  readonly name: string;
  readonly key: string;
  readonly messageId: string;
}

const Message = z.object({ i: z.string(), t: z.string(), c: z.string(), f: z.array(z.string()) });
const Wire = z.object({ p: z.string().min(1), t: z.string(), m: Message.optional() });

/** As it travels in the value of the button that sends the form. */
export function writeFormContext({ place, message }: FormContext): z.infer<typeof Wire> {
  const about = message && {
    m: {
      i: message.messageId,
      t: message.threadId,
      c: message.chatId,
      f: message.files.slice(0, LIMITS.messageFiles).map(({ name }) => name),
    },
  };
  return { p: place.channelId, t: place.threadId, ...about };
}

function nameOnly(name: string): MessageFile {
  return { name, key: '', messageId: '' };
}

/** Undefined when the value is none of a form of ours. */
export function readFormContext(value: unknown): FormContext | undefined {
  const wire = Wire.safeParse(value);
  if (!wire.success) return undefined;
  const { p: channelId, t: threadId, m } = wire.data;
  return {
    place: { platform: PLATFORM, channelId, threadId },
    message: m && { messageId: m.i, threadId: m.t, chatId: m.c, files: m.f.map(nameOnly) },
  };
}
