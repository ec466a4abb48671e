import type { ChatEvent } from '../chat/event.ts';
import type { Reply } from '../chat/reply.ts';
import type { Ask, Command, Fact } from '../desk/desk.ts';
import { hear } from '../desk/heard/hear.ts';
import type { Heard } from '../desk/heard/heard.ts';
import { hearLetter } from '../desk/heard/letter.ts';
import { secondThought } from '../desk/heard/second-thought.ts';
import { shorten } from '../desk/input.ts';
import { accept, type Result, refuse } from '../lib/refusal.ts';
import { commandNamed, readWords } from './words.ts';

/** What an event asks for: a command to run, and what was said and done beside it. Without a command that is all. */
export interface Understood {
  readonly run?: Command;
  readonly ask: Ask;
  readonly replies: readonly Reply[];
  readonly facts: readonly Fact[];
}

/** The refusal of a button or form whose command does not exist any more. */
export const STALE = 'command.stale';

/**
 * Finds out what an event asks for. Typed words, buttons and forms name a command; free words, and what people say among
 * themselves, are heard by the desk. What others would read is thought about a second time.
 */
export async function understand(
  commands: readonly Command[],
  event: ChatEvent,
  ask: Ask,
): Promise<Result<Understood>> {
  const named = nameCommand(commands, event, ask);
  if (!named.ok) return named;
  if (!named.value) return understandSaid(commands, event, ask);
  const { command, input } = named.value;
  const asked = { ...ask, input };
  const isSpeech = event.kind === 'words' && event.word === '';
  const doubt = await secondThought(asked, command.name, isSpeech);
  if (!doubt.ok) return doubt;
  return doubt.value
    ? heardAs(commands, asked, doubt.value)
    : accept({ run: command, ask: asked, replies: [], facts: [] });
}

async function understandSaid(commands: readonly Command[], event: ChatEvent, ask: Ask): Promise<Result<Understood>> {
  const said = saidIn(event);
  const heard = await (said.letter ? hearLetter(ask, said.text, said.letter) : hear(ask, said));
  // Nothing can be asked back by mail.
  if (said.letter) return heardAs(commands, ask, heard);
  const { run } = heard;
  const doubt = run ? await secondThought({ ...ask, input: run.input }, run.command, false) : accept(undefined);
  return doubt.ok ? heardAs(commands, ask, doubt.value ?? heard) : doubt;
}

/** What was heard, as the command that it stands for. */
export function heardAs(
  commands: readonly Command[],
  ask: Ask,
  { run, heard, replies, facts }: Heard,
): Result<Understood> {
  const input = run?.input ?? {};
  const asked = { ...ask, input, ...(heard ? { heard } : {}) };
  return accept({ ...(run ? { run: commandNamed(commands, run.command) } : {}), ask: asked, replies, facts });
}

interface Named {
  readonly command: Command;
  readonly input: Readonly<Record<string, string>>;
}

/** The command that an event names; undefined: it is free words. */
function nameCommand(commands: readonly Command[], event: ChatEvent, { asker, here }: Ask): Result<Named | undefined> {
  if (event.kind === 'words') {
    const isFree = event.overheard === true || event.wordless !== undefined || event.letter !== undefined;
    return isFree ? accept(undefined) : readWords(commands, event.word, event.text, asker, here);
  }
  const command = commands.find(({ name }) => name === event.command);
  if (!command) {
    const standsOnCard = event.kind === 'submit' || event.subject !== '';
    return standsOnCard ? refuse(STALE) : refuse('command.unknown', { word: shorten(event.command, 40) });
  }
  return accept({ command, input: event.kind === 'submit' ? { ...event.values, ...event.args } : event.args });
}

function saidIn(event: ChatEvent) {
  if (event.kind !== 'words') throw new Error(`a ${event.kind} has no words`);
  const { text, wordless, letter } = event;
  return { text, overheard: event.overheard === true, wordless, ...(letter ? { letter } : {}) };
}
