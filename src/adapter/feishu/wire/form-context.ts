import { z } from 'zod';
import type { ChatPlace } from '../../../chat/place.ts';
import type { FormOrigin, FormTurn } from './form-turn.ts';
import { LIMITS } from './limits.ts';
import { PLATFORM } from './names.ts';
import type { Untaken } from './untaken.ts';

/** Where a form was asked for, and the message it is about. It travels in the value of the form's button. */
export interface FormContext {
  readonly place: ChatPlace;
  readonly message: FormMessage | undefined;
  /** The field that shows only the beginning of the message; undefined if none does. */
  readonly begun?: TruncatedField | undefined;
  /** The asker's zone, if known; not sent along. */
  readonly timeZone?: string;
  /** How the form was asked for, for buttons under its long lists; undefined: it cannot be asked for again. */
  readonly origin?: FormOrigin | undefined;
  /** Whom the form is shown to; not sent along. */
  readonly by?: string;
  /** What is filled in so far, and which part of its long lists is shown; undefined as the form opens. */
  readonly turn?: FormTurn | undefined;
  /** The form is for one person but stands where a group can see it. */
  readonly isPublic?: true | undefined;
}

/** What of a context a button carries. */
export type CarriedContext = Pick<FormContext, 'place' | 'message' | 'begun' | 'isPublic'>;

/** A field that showed only the beginning of a long message. The whole message is fetched when the form comes back. */
export interface TruncatedField {
  readonly field: string;
  /** How many characters were shown, with the ellipsis. */
  readonly shown: number;
  /** The most characters the desk accepts. */
  readonly most: number;
}

/** A message a person wrote. */
export interface FormMessage {
  readonly messageId: string;
  /** The root of the message's thread; the message itself if there is no thread yet. */
  readonly threadId: string;
  readonly chatId: string;
  readonly files: readonly MessageFile[];
  /** Its text, if we have it; not sent along. */
  readonly text?: string;
  /** What of it a report cannot take, which is told above the form; not sent along. */
  readonly untaken?: readonly Untaken[];
}

/** A file of the message, or of the message it replies to. With an empty key it cannot be downloaded. */
export interface MessageFile {
  readonly name: string;
  readonly key: string;
  readonly messageId: string;
}

/** A file: its name and key, and the message it is in if that is another one. Older forms hold the name alone. */
const FileWire = z.union([z.string(), z.tuple([z.string(), z.string()]).rest(z.string())]);
const Message = z.object({ i: z.string(), t: z.string(), c: z.string(), f: z.array(FileWire) });
const BegunWire = z.object({ n: z.string(), k: z.number(), x: z.number() });
const Wire = z.object({
  p: z.string().min(1),
  t: z.string(),
  m: Message.optional(),
  b: BegunWire.optional(),
  u: z.literal(1).optional(),
});

/** The context as JSON for the button's value, with short keys. */
export function writeFormContext({ place, message, begun, isPublic }: FormContext): z.infer<typeof Wire> {
  const about = message && {
    m: {
      i: message.messageId,
      t: message.threadId,
      c: message.chatId,
      f: message.files.slice(0, LIMITS.formFiles).map((file) => writeFile(file, message.messageId)),
    },
  };
  const part = begun && { b: { n: begun.field, k: begun.shown, x: begun.most } };
  return { p: place.channelId, t: place.threadId, ...about, ...part, ...(isPublic ? { u: 1 } : {}) };
}

function writeFile({ name, key, messageId }: MessageFile, ownId: string): z.infer<typeof FileWire> {
  if (key === '') return name;
  return messageId === ownId ? [name, key] : [name, key, messageId];
}

function readFile(file: z.infer<typeof FileWire>, ownId: string): MessageFile {
  if (typeof file === 'string') return { name: file, key: '', messageId: '' };
  const [name, key, messageId = ownId] = file;
  return { name, key, messageId };
}

/** undefined if the value is not one of our forms. */
export function readFormContext(value: unknown): CarriedContext | undefined {
  const wire = Wire.safeParse(value);
  if (!wire.success) return undefined;
  const { p: channelId, t: threadId, m, b, u } = wire.data;
  return {
    place: { platform: PLATFORM, channelId, threadId },
    message: m && { messageId: m.i, threadId: m.t, chatId: m.c, files: m.f.map((file) => readFile(file, m.i)) },
    ...(u ? { isPublic: true } : {}),
    ...(b ? { begun: { field: b.n, shown: b.k, most: b.x } } : {}),
  };
}
