import { z } from 'zod';
import type { ChatEvent } from '../../chat/event.ts';
import type { Reply } from '../../chat/reply.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { DeskTurn } from '../desk.ts';
import { NOTHING, TAKE, TAKEN_AS } from './card.ts';
import { withFileLinks } from './file-words.ts';
import type { Heard } from './heard.ts';
import { forgetWords, type KeptWords, lockWords } from './store.ts';

const TakeInput = z.object({ kept: z.uuid(), as: z.enum(TAKEN_AS), ticket: z.string().default('') });
type TakeInput = z.infer<typeof TakeInput>;

/** Kept words that were taken up: where they were said, and in which message. */
export interface TakenUp extends Pick<ChatEvent, 'place' | 'message'> {
  /** What they become; undefined: a form that was opened for them says it. */
  readonly heard: Result<Heard> | undefined;
  /**
   * To be called once that has become of them: until then the person can tap again. Returns the replies to give. A form
   * among them takes the words with it, so that what is sent in it has their message and its files.
   */
  settle(replies: readonly Reply[]): Promise<readonly Reply[]>;
}

const SubmitInput = z.object({ kept: z.uuid() });

/**
 * Takes up the words behind a press on a card that asked about them, or behind a form that such a press opened.
 * undefined: the event is neither. Only the person who was asked can take them up, once; what they may do is decided by
 * where they said it. A refusal, as by a ticket that closed meanwhile, leaves them there for another choice.
 */
export async function takeUp(tx: DeskTurn['tx'], event: ChatEvent): Promise<TakenUp | undefined> {
  if (event.kind === 'submit') {
    const read = SubmitInput.safeParse(event.args);
    const kept = read.success ? await lockWords(tx, read.data.kept, event.person) : undefined;
    return read.success && kept ? takenUp(tx, read.data.kept, kept, undefined) : undefined;
  }
  if (event.kind !== 'button' || event.command !== TAKE) return undefined;
  const { place, message } = event;
  const read = TakeInput.safeParse(event.args);
  const kept = read.success ? await lockWords(tx, read.data.kept, event.person) : undefined;
  if (!read.success || !kept)
    return { place, message, heard: refuse('heard.gone'), settle: async (replies) => replies };
  return takenUp(tx, read.data.kept, kept, accept(becomeOf(kept, read.data)));
}

function takenUp(tx: DeskTurn['tx'], id: string, { place, message }: KeptWords, heard: TakenUp['heard']): TakenUp {
  return {
    place,
    message,
    heard,
    async settle(replies) {
      if (!replies.some(({ kind }) => kind === 'form')) await forgetWords(tx, id);
      return replies.map((reply) =>
        reply.kind === 'form' ? { ...reply, form: { ...reply.form, args: { ...reply.form.args, kept: id } } } : reply,
      );
    },
  };
}

function becomeOf({ command, input, message }: KeptWords, { as, ticket }: TakeInput): Heard {
  const { text = '', about = '' } = input;
  const files = message?.files ?? [];
  switch (as) {
    case 'fault':
    case 'question':
      return {
        ...run('ticket.report', { text, kind: as, sure: 'yes' }),
        heard: { as: 'told', like: [] },
      };
    case 'complaint':
      return run('complaint.open', { text, about });
    case 'ticket':
      return run('ticket.update', { ticket, text: withFileLinks(text, files), sure: 'yes' });
    case 'not-fixed':
      return run('ticket.reject-fix', { ticket, text, sure: 'yes' });
    case 'open-again':
      return run('ticket.reopen', { ticket, text, sure: 'yes' });
    case 'fixed':
      return run('ticket.confirm', { ticket });
    case 'again':
      return run(command, { ...input, sure: 'yes' });
    case 'nothing':
      return run(NOTHING, ticket === '' ? {} : { ticket });
  }
}

function run(command: string, input: Record<string, string>): Heard {
  return { run: { command, input }, replies: [], facts: [] };
}
