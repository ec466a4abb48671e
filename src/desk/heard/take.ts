import { z } from 'zod';
import type { ChatEvent } from '../../chat/event.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { DeskTurn } from '../desk.ts';
import { NOTHING, TAKE, TAKEN_AS } from './card.ts';
import { fileTitle, withFileLinks } from './file-words.ts';
import type { Heard } from './heard.ts';
import { type KeptWords, takeWords } from './store.ts';

const TakeInput = z.object({ kept: z.uuid(), as: z.enum(TAKEN_AS), ticket: z.string().default('') });
type TakeInput = z.infer<typeof TakeInput>;

/** Kept words that were taken up: where they were said, in which message, and what they become. */
export interface TakenUp extends Pick<ChatEvent, 'place' | 'message'> {
  readonly heard: Result<Heard>;
}

/**
 * Takes up the words behind a press on a card that asked about them. undefined: the event is no such press. Only the
 * person who was asked can take them up, once; what they may do is decided by where they said it.
 */
export async function takeUp(tx: DeskTurn['tx'], event: ChatEvent): Promise<TakenUp | undefined> {
  if (event.kind !== 'button' || event.command !== TAKE) return undefined;
  const { place, message } = event;
  const read = TakeInput.safeParse(event.args);
  const kept = read.success ? await takeWords(tx, read.data.kept, event.person) : undefined;
  if (!read.success || !kept) return { place, message, heard: refuse('heard.gone') };
  return { place: kept.place, message: kept.message, heard: accept(becomeOf(kept, read.data)) };
}

function becomeOf({ command, input, message }: KeptWords, { as, ticket }: TakeInput): Heard {
  const { text = '' } = input;
  const files = message?.files ?? [];
  switch (as) {
    case 'fault':
    case 'question':
      return {
        ...run('ticket.report', { text: text || fileTitle(files), kind: as, sure: 'yes' }),
        heard: { as: 'told', like: [] },
      };
    case 'complaint':
      return run('complaint.open', { text });
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
