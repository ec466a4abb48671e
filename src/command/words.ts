import { parseNumber } from '../desk/address/number.ts';
import { nearest } from '../desk/book/nearest.ts';
import type { Asker, Command, TypedForm } from '../desk/desk.ts';
import { shorten } from '../desk/input.ts';
import { parseTicketNumber } from '../desk/ticket/case/names.ts';
import type { TicketId } from '../desk/ticket/case/ticket.ts';
import { accept, type Result, refuse } from '../lib/refusal.ts';
import { HELP } from './help.ts';

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
 * begin with a word of a command in either language. Other free words of a customer are a report; an unknown word of
 * staff is refused, with the closest one. `here`: the tickets of the thread, where no number is needed.
 */
export function readWords(
  commands: readonly Command[],
  word: string,
  text: string,
  asker: Asker,
  here: readonly TicketId[],
): Result<Asked> {
  const slash = SLASHES.get(word.toLowerCase());
  if (word !== '' && slash === undefined) return unknown(word, [...SLASHES.keys()]);
  const trimmed = text.trim();
  const ofSlash = slash === 'desk' ? undefined : commands.find(({ typed }) => typed && typed.slash === slash);
  if (ofSlash) return readAs(ofSlash, trimmed, here);
  const [first = '', rest] = splitCommand(trimmed);
  const said = first.toLowerCase();
  const found = commands.find(({ typed }) => typed && [...typed.zh, ...typed.en].includes(said));
  const isSpeech = slash === undefined && !asker.staff;
  if (found && !(isSpeech && !isBareCommand(found, rest, here))) return readAs(found, rest, here);
  if (said === '') return readAs(commandNamed(commands, HELP), '', here);
  const [glued, begun = ''] = isSpeech ? complaintIn(commands, trimmed) : [];
  if (glued) return readAs(glued, trimmed.slice(begun.length).trim(), here);
  if (isSpeech) return readAs(commandNamed(commands, 'ticket.report'), trimmed, here);
  return unknown(first, allowedWords(commands, asker));
}

/**
 * A customer's sentence may happen to begin with a command's word ("open door alarm does not stop"). It is a command
 * only if they may use it and a ticket's number follows, or nothing if the command takes nothing. In a ticket's own
 * thread the other arguments may follow at once.
 */
function isBareCommand({ typed, for: who }: Command, rest: string, here: readonly TicketId[]): boolean {
  if (who === 'staff' || !typed) return false;
  if (typed.takes[0] === 'ticket') {
    const isMeantHere = here.length > 0 && (typed.takes.length > 1 || rest === '');
    return isMeantHere || parseTicketNumber(splitTicket(rest)[0]) !== undefined;
  }
  if (typed.takes[0] === 'complaint') return parseNumber('complaint', splitOnce(rest)[0]) !== undefined;
  return typed.takes.length > 0 ? !/\s/.test(rest) || typed.slash !== 'desk' : rest === '';
}

/** Chinese needs no space after the word: `投诉没人接电话` is a complaint, and must not become a ticket that everyone sees. */
function complaintIn(commands: readonly Command[], text: string): [Command | undefined, string?] {
  const command = commands.find(({ typed }) => typed?.slash === 'complaint');
  const word = command?.typed?.zh.find((each) => text.startsWith(each));
  return word === undefined ? [undefined] : [command, word];
}

/** The sub-words that the asker may use, those of their language first. */
export function allowedWords(commands: readonly Command[], asker: Asker): string[] {
  return commands
    .filter(({ typed, for: who }) => typed && (who === 'everyone' || asker.staff))
    .flatMap(({ typed }) => (typed ? [...typed.zh, ...typed.en] : []));
}

function commandNamed(commands: readonly Command[], name: string): Command {
  const command = commands.find((each) => each.name === name);
  if (!command) throw new Error(`no command ${name}`);
  return command;
}

/**
 * Assigns the words after the command's own to its arguments; the last one takes the rest. If more follows in a
 * ticket's own thread, only `T-12` or `#12` is a ticket's number: "reply 12 racks are back" is about racks.
 */
function readAs(command: Command, text: string, here: readonly TicketId[]): Result<Asked> {
  const takes = command.typed?.takes ?? [];
  if (takes[0] !== 'ticket') return accept({ command, input: assignArguments(takes, text) });
  const [first, after] = splitTicket(text);
  const isNamed = takes.length === 1 ? text !== '' : /^(t|#)/i.test(first) && parseTicketNumber(first) !== undefined;
  if (here.length === 0 || isNamed) {
    const ticket = takes.length === 1 && after !== '' ? text : first;
    return accept({ command, input: ticket === '' ? {} : { ticket, ...assignArguments(takes.slice(1), after) } });
  }
  const [ticket, ...others] = here.map((id) => `T-${id}`);
  if (ticket === undefined || others.length > 0)
    return refuse('ticket.thread-of-several', { tickets: [ticket, ...others].join(', ') });
  return accept({ command, input: { ticket, ...assignArguments(takes.slice(1), text) } });
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

/** Splits off the command's own word. Chinese puts a colon after it, without a blank. */
function splitCommand(text: string): [first: string, rest: string] {
  const match = /^([^\s:：]+)[\s:：]*([\s\S]*)$/.exec(text);
  return [match?.[1] ?? '', match?.[2] ?? ''];
}

/** Splits off a ticket's number, which may have a colon after it. */
function splitTicket(text: string): [first: string, rest: string] {
  const match = /^((?:t-?|#)\d+)(?![\w-])[\s:：,，]*([\s\S]*)$/i.exec(text);
  return match ? [match[1] ?? '', match[2] ?? ''] : splitOnce(text);
}

function unknown(word: string, allowed: readonly string[]): Result<Asked> {
  const near = nearest(word, allowed);
  const shown = shorten(word, 40);
  return near === undefined
    ? refuse('command.unknown', { word: shown })
    : refuse('command.unknown-near', { word: shown, near });
}
