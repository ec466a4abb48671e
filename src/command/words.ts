import { parseNumber } from '../desk/address/number.ts';
import { nearest } from '../desk/book/nearest.ts';
import { readWish } from '../desk/cover/wish-words.ts';
import type { Asker, Command, TypedForm } from '../desk/desk.ts';
import { shorten } from '../desk/input.ts';
import { parseTicketNumber } from '../desk/ticket/case/names.ts';
import type { TicketId } from '../desk/ticket/case/ticket.ts';
import { plainOf } from '../lib/plain-text.ts';
import { accept, type Result, refuse } from '../lib/refusal.ts';
import { HELP } from './help.ts';
import { findTopic } from './help-topic.ts';
import { findTyped, numberAlone, type Said, type Typed, unwrap } from './typed.ts';

/** What typed words ask for: a command and its arguments. */
export interface Asked {
  readonly command: Command;
  readonly input: Readonly<Record<string, string>>;
}

/** All names of the slash commands; mentions and direct messages have none. */
const SLASHES: ReadonlyMap<string, TypedForm['slash']> = new Map([
  ['fault', 'fault'],
  ['报障', 'fault'],
  ['complaint', 'complaint'],
  ['投诉', 'complaint'],
  ['desk', 'desk'],
  ['服务台', 'desk'],
]);

/**
 * Reads typed words by the registry: `/fault …` reports, `/complaint …` complains; `/desk <sub-word> …` and free words
 * begin with a word of a command in either language. undefined: a person speaks freely, without a command. An unknown
 * word of staff is refused, with the closest one. `here`: the tickets of the thread, where no number is needed.
 */
export function readWords(
  commands: readonly Command[],
  word: string,
  text: string,
  asker: Asker,
  here: readonly TicketId[],
): Result<Asked | undefined> {
  const slash = SLASHES.get(plainOf(word).plain);
  if (word !== '' && slash === undefined) return unknown(word, [...SLASHES.keys()]);
  const ofSlash = slash === 'desk' ? undefined : commands.find(({ typed }) => typed && typed.slash === slash);
  if (ofSlash) return accept({ command: ofSlash, input: assignArguments(ofSlash.typed?.takes ?? [], text.trim()) });
  const whole = plainOf(text);
  const said = unwrap(whole);
  const isSpeech = slash === undefined && !asker.staff;
  const found = findTyped(commands, said) ?? (isSpeech ? undefined : findTyped(commands, whole));
  if (slash === undefined && asker.staff && here.length === 0 && isWish(text, found)) return accept(undefined);
  const theirs = found && meantByCustomer(commands, found, asker);
  if (theirs) return accept({ command: theirs, input: {} });
  if (found && !(isSpeech && !isMeant(found, here))) return readAs(found, here, slash !== undefined);
  if (found && isSpeech && isForStaff(found)) return refuse('command.staff-only');
  if (said.plain === '' && /^[\s\p{P}]*$/u.test(whole.plain))
    return accept({ command: commandNamed(commands, HELP), input: {} });
  const number = numberAlone(said);
  if (number !== undefined)
    return accept({ command: commandNamed(commands, 'ticket.show'), input: { ticket: number } });
  if (isSpeech || (slash === undefined && here.length > 0 && !isNearCommand(said, commands, asker)))
    return accept(undefined);
  return unknown(firstWord(text), allowedWords(commands, asker));
}

/**
 * Whether a colleague asks for cover or a swap in their own words, though these begin with the word of another command:
 * "who can cover me tonight?"
 */
function isWish(text: string, found: Typed | undefined): boolean {
  const name = found?.command.name;
  return name !== 'cover.ask' && name !== 'oncall.swap' && !found?.ticket && readWish(text) !== undefined;
}

/**
 * A customer's sentence may happen to begin with a command's word ("open door alarm does not stop"). It is a command
 * only if they may use it and a ticket's number stands with it, or nothing follows if the command takes nothing. In a
 * ticket's own thread the other arguments may follow at once.
 */
function isMeant({ command, ticket, rest }: Typed, here: readonly TicketId[]): boolean {
  const { typed, for: who } = command;
  if (who === 'staff' || !typed) return false;
  const { takes, slash } = typed;
  // "Help me" asks for the help; "help, the line is dead" reports a fault.
  if (command.name === HELP) return rest.plain === '' || findTopic(rest.plain) !== undefined;
  if (typed.isCommon) return rest.plain === '';
  if (takes[0] === 'ticket') {
    if (takes.length === 1) return rest.plain === '' && (ticket !== '' || here.length > 0);
    // "Any update?" asks how it stands: without a text it is no update.
    const isTold = rest.plain !== '' || command.name !== 'ticket.update';
    return ticket !== '' || (here.length > 0 && isTold) || parseTicketNumber(firstWord(rest.plain)) !== undefined;
  }
  if (takes[0] === 'complaint') return parseNumber('complaint', firstWord(rest.plain)) !== undefined;
  if (slash === 'complaint') return true;
  if (slash === 'fault') return true;
  return takes.length > 0 ? rest.plain !== '' && !/\s/.test(rest.plain) : rest.plain === '';
}

/** The command that stands for one of staff in the mouth of a customer: `mine` lists their own tickets. */
function meantByCustomer(commands: readonly Command[], { command, rest }: Typed, asker: Asker): Command | undefined {
  const name = asker.staff || rest.plain !== '' ? undefined : command.typed?.forCustomers;
  return name === undefined ? undefined : commandNamed(commands, name);
}

/** Whether a customer typed a command of staff, with a ticket's number where it needs one, and no sentence. */
function isForStaff({ command, ticket, rest }: Typed): boolean {
  if (command.for !== 'staff' || command.typed?.isCommon) return false;
  return ticket !== '' || (rest.plain === '' && command.typed?.takes[0] !== 'ticket');
}

/**
 * Whether the first word is a slip of a command's word. Where a sentence follows it begins with the same letter, too:
 * "look at this rack" is no slip of "book".
 */
function isNearCommand({ plain }: Said, commands: readonly Command[], asker: Asker): boolean {
  const word = firstWord(plain);
  const near = nearest(word, allowedWords(commands, asker));
  if (near === undefined) return false;
  return plain.trim() === word || near.charAt(0).toLowerCase() === word.charAt(0).toLowerCase();
}

/** The sub-words that the asker may use, those of their language first. */
export function allowedWords(commands: readonly Command[], asker: Asker): string[] {
  return commands
    .filter(({ typed, for: who }) => typed && (who === 'everyone' || asker.staff))
    .flatMap(({ typed }) => (typed ? [...typed.zh, ...typed.en] : []));
}

/** The command of a name that the code itself knows. Throws if there is none. */
export function commandNamed(commands: readonly Command[], name: string): Command {
  const command = commands.find((each) => each.name === name);
  if (!command) throw new Error(`no command ${name}`);
  return command;
}

/**
 * Assigns the words after the command's own to its arguments; the last one takes the rest. In a ticket's own thread no
 * number is needed, and a bare one is no ticket's: "reply 12 racks are back" is about racks.
 */
function readAs({ command, ticket, rest }: Typed, here: readonly TicketId[], isSlash: boolean): Result<Asked> {
  const takes = command.typed?.takes ?? [];
  // Behind a slash command signs alone are an argument; in speech they only end a sentence.
  const isBlank = rest.plain === '' && !(isSlash && takes.some((each) => each !== 'ticket'));
  const text = isBlank ? '' : rest.from(0);
  if (takes[0] !== 'ticket') return accept({ command, input: assignArguments(takes, text) });
  const others = takes.slice(1);
  if (ticket !== '') return accept({ command, input: { ticket, ...assignArguments(others, text) } });
  if (here.length === 0 || (others.length === 0 && text !== ''))
    return accept({ command, input: assignArguments(takes, text) });
  const [only, ...more] = here.map((id) => `T-${id}`);
  if (only === undefined || more.length > 0)
    return refuse('ticket.thread-of-several', { tickets: [only, ...more].join(', ') });
  return accept({ command, input: { ticket: only, ...assignArguments(others, text) } });
}

function assignArguments(takes: readonly string[], text: string): Record<string, string> {
  const input: Record<string, string> = {};
  let rest = text;
  for (const [index, name] of takes.entries()) {
    if (rest === '') break;
    if (index === takes.length - 1) input[name] = rest;
    else {
      const [first, after] = splitOnce(rest);
      input[name] = first;
      rest = after;
    }
  }
  return input;
}

function splitOnce(text: string): [first: string, rest: string] {
  const match = /^(\S+)\s*([\s\S]*)$/.exec(text);
  return [match?.[1] ?? '', match?.[2] ?? ''];
}

function firstWord(text: string): string {
  return /^[^\s:：,，]+/.exec(text.trim())?.[0] ?? '';
}

function unknown(word: string, allowed: readonly string[]): Result<never> {
  const near = nearest(word, allowed);
  const shown = shorten(word, 40);
  return near === undefined
    ? refuse('command.unknown', { word: shown })
    : refuse('command.unknown-near', { word: shown, near });
}
