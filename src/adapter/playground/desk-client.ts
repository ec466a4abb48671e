import type { ChatEvent } from '../../chat/event.ts';
import { askStored, type FrontDesk, type Work } from '../../chat/intake.ts';
import type { ChatPlace } from '../../chat/place.ts';
import type { Reply } from '../../chat/reply.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { History, NewMessage } from './history.ts';
import { countChars, LIMITS } from './limits.ts';
import { createOpenForms } from './open-form.ts';
import { type FieldError, parsePerson, parsePlace, parseValues, parseWords } from './parse.ts';
import { type FormView, findButton, type MessageView, renderForm, renderMessage } from './render.ts';
import type { Press, Say, Submit, Switch } from './schema.ts';
import { directChannelId, isDirect, mayEnter, type PlaygroundPerson, type PlaygroundWorkspace } from './workspace.ts';

/** The response to an action. Messages reach the page by its feed instead. */
export type ActionResult =
  | { readonly status: 200; readonly body: { readonly ok: true; readonly form?: FormView } }
  | { readonly status: 404; readonly body: { readonly error: 'no-such-place' | 'no-such-message' } }
  /** The card has changed meanwhile; `message` is its current state. */
  | { readonly status: 409; readonly body: { readonly error: 'button-gone'; readonly message: MessageView } }
  | { readonly status: 410; readonly body: { readonly error: 'form-gone' } }
  | { readonly status: 422; readonly body: Unfit };

type Unfit =
  | { readonly error: 'text-empty' }
  | { readonly error: 'text-too-long'; readonly limit: number }
  | { readonly error: 'fields'; readonly fields: Readonly<Record<string, FieldError>> }
  /** The desk refused the form; it stays open with this text. */
  | { readonly error: 'refused'; readonly text: string };

/** Turns what people do on the page into events for the desk, and writes its replies where the person sees them. */
export interface DeskClient {
  say(say: Say, person: PlaygroundPerson): Promise<ActionResult>;
  press(press: Press, person: PlaygroundPerson): Promise<ActionResult>;
  submit(submit: Submit, person: PlaygroundPerson): Promise<ActionResult>;
  /** Switches every channel to the page's language, by the command that a person could type there. */
  switchLanguage(asked: Switch, person: PlaygroundPerson): Promise<ActionResult>;
  /** Works on an event that an earlier process stored. */
  resume(event: ChatEvent): Work;
}

/** The fields that all kinds of events share. */
type Common = Pick<ChatEvent, 'id' | 'at' | 'person' | 'place' | 'language' | 'message'>;

const DONE: ActionResult = { status: 200, body: { ok: true } };

export function createDeskClient(
  history: History,
  workspace: () => PlaygroundWorkspace,
  clock: Clock,
  desk: FrontDesk,
): DeskClient {
  const openForms = createOpenForms();
  let spoken: Language | undefined;

  async function say(said: Say, person: PlaygroundPerson): Promise<ActionResult> {
    const text = said.text.trim();
    if (text === '' && said.file === undefined) return { status: 422, body: { error: 'text-empty' } };
    if (countChars(text) > LIMITS.textChars) {
      return { status: 422, body: { error: 'text-too-long', limit: LIMITS.textChars } };
    }
    if (!mayWriteIn(person, said.channelId, said.threadId)) return { status: 404, body: { error: 'no-such-place' } };
    const words = parseWords(text, isDirect(said.channelId));
    const place = parsePlace(said.channelId, said.threadId);
    const shown = said.file === undefined ? text : `${text}\n📎 ${said.file}`.trim();
    const line = { from: person.userId, text: shown, key: `say/${said.eventId}` };
    if (!words?.slash) addMessage(place, { ...line, onlyFor: '' });
    if (!words && !isOverheard(said)) return DONE;
    const event: ChatEvent = {
      ...common(said, person, place),
      kind: 'words',
      word: words?.word ?? '',
      text: words?.text ?? text,
      mentions: {},
      ...(words ? {} : { overheard: true }),
      ...fileOf(said, words?.text ?? text),
    };
    const replies = await askStored(desk, event);
    // A slash command is shown to its author above its replies, unless the reply is a form only.
    if (words?.slash && replies.some((reply) => reply.kind !== 'form'))
      addMessage(place, { ...line, onlyFor: person.userId });
    return tell(event, replies);
  }

  async function press(pressed: Press, person: PlaygroundPerson): Promise<ActionResult> {
    const message = history.find(pressed.messageId);
    const hidden = message?.onlyFor !== '' && message?.onlyFor !== person.userId;
    if (!message || hidden || !mayEnter(workspace(), person, message.channelId)) {
      return { status: 404, body: { error: 'no-such-message' } };
    }
    const button = findButton(message.card, pressed.button);
    if (!button) return { status: 409, body: { error: 'button-gone', message: renderMessage(message) } };
    const insideThread = pressed.threadId === message.id || pressed.threadId === message.threadId;
    const place = parsePlace(message.channelId, insideThread ? pressed.threadId : message.threadId);
    const { command, args } = button;
    const subject = message.card?.subject ?? '';
    const event = { ...common(pressed, person, place), kind: 'button', command, args, subject } as const;
    return tell(event, await askStored(desk, event));
  }

  async function submit(submitted: Submit, person: PlaygroundPerson): Promise<ActionResult> {
    const open = openForms.find(submitted.formId, person.userId);
    if (!open) return { status: 410, body: { error: 'form-gone' } };
    const parsed = parseValues(open.form.fields, submitted.values, workspace().timeZone);
    if (!parsed.ok) return { status: 422, body: { error: 'fields', fields: parsed.errors } };
    const { command, args } = open.form;
    const event = {
      ...common(submitted, person, open.place),
      kind: 'submit',
      command,
      args,
      values: parsed.values,
    } as const;
    const replies = await askStored(desk, event);
    const refusal = replies.find((reply) => reply.kind === 'whisper' && reply.tone === 'bad');
    if (refusal?.kind === 'whisper') return { status: 422, body: { error: 'refused', text: refusal.text } };
    return tell(event, replies);
  }

  async function switchLanguage(asked: Switch, person: PlaygroundPerson): Promise<ActionResult> {
    if (asked.language === spoken) return DONE;
    spoken = asked.language;
    const { channels, people } = workspace();
    for (const channelId of [...channels.map(({ id }) => id), ...people.map(({ userId }) => directChannelId(userId))]) {
      const place = parsePlace(channelId, '');
      const event = { ...common(asked, person, place), id: `${asked.eventId}/${channelId}` };
      await askStored(desk, {
        ...event,
        kind: 'words',
        word: 'desk',
        text: `language ${asked.language}`,
        mentions: {},
      });
    }
    return DONE;
  }

  function common(asked: Say | Press | Submit | Switch, person: PlaygroundPerson, place: ChatPlace): Common {
    const { eventId, language } = asked;
    return { id: eventId, at: clock.now(), person: parsePerson(person, language), place, language, message: undefined };
  }

  /** Whether the person can write there: a direct channel, a channel of the book, or a thread they can see. */
  function mayWriteIn(person: PlaygroundPerson, channelId: string, threadId: string): boolean {
    if (!mayEnter(workspace(), person, channelId)) return false;
    if (threadId === '') return true;
    const root = history.find(threadId);
    return root?.channelId === channelId && root.threadId === '' && root.onlyFor === '';
  }

  /** Whether words without a mention reach the desk: replies in a thread, and all words in a channel that it listens to. */
  function isOverheard({ channelId, threadId }: Say): boolean {
    return threadId !== '' || workspace().channels.some(({ id, listens }) => id === channelId && listens);
  }

  /** Adds the replies to the history. Keys contain the event's id, so a repeated event adds none. */
  function tell(event: ChatEvent, replies: readonly Reply[]): ActionResult {
    let form: FormView | undefined;
    replies.forEach((reply, index) => {
      const key = `reply/${event.id}/${index}`;
      if (reply.kind === 'form') form = renderForm(openForms.open(event, reply.form), reply.form, workspace().timeZone);
      else if (reply.kind === 'card') whisper(event, key, { text: '', tone: 'plain', card: reply.card });
      else whisper(event, key, { text: reply.text, tone: reply.tone, card: null });
    });
    return form ? { status: 200, body: { ok: true, form } } : DONE;
  }

  function whisper(event: ChatEvent, key: string, shown: Pick<NewMessage, 'text' | 'tone' | 'card'>): void {
    addMessage(event.place, { from: '', onlyFor: event.person.userId, key, ...shown });
  }

  /** A direct channel is private anyway, so its messages are not marked as private. */
  function addMessage(place: ChatPlace, put: Written): void {
    const { channelId, threadId } = place;
    const onlyFor = isDirect(channelId) ? '' : put.onlyFor;
    history.add({ tone: 'plain', card: null, mentions: [], ...put, at: clock.now(), channelId, threadId, onlyFor });
  }

  const resume =
    (event: ChatEvent): Work =>
    async (hear) =>
      void tell(event, await hear(event));

  return { say, press, submit, switchLanguage, resume };
}

/** The file of what was said, of which there is only the name; without words it is what was sent instead. */
function fileOf({ threadId, file }: Say, text: string): Partial<Pick<WordsEvent, 'message' | 'wordless'>> {
  if (file === undefined) return {};
  return {
    message: { threadId, link: '', files: [{ name: file, link: '' }] },
    ...(text === '' ? { wordless: 'file' } : {}),
  };
}

type WordsEvent = Extract<ChatEvent, { kind: 'words' }>;
type Written = Pick<NewMessage, 'from' | 'onlyFor' | 'text' | 'key'> & Partial<Pick<NewMessage, 'tone' | 'card'>>;
