import { nearest } from '../desk/contract/nearest.ts';
import type { Asker, Command } from '../desk/desk.ts';
import { shorten } from '../desk/input.ts';
import { parseTicketNumber } from '../desk/ticket/names.ts';
import { accept, type Result, refuse } from '../lib/refusal.ts';
import { HELP } from './help.ts';

/** What typed words ask for. */
export interface Asked {
  readonly command: Command;
  readonly input: Readonly<Record<string, string>>;
}

/** Slash commands by all their names; a mention or a direct message has none. */
const SLASHES: Readonly<Record<string, 'fault' | 'desk'>> = {
  fault: 'fault',
  报障: 'fault',
  desk: 'desk',
  服务台: 'desk',
};

/**
 * Reads typed words against the registry: `/fault …` reports; `/desk <sub-word> …` and free words begin with one of the
 * commands' words, in either language. Free words of a customer that are no command are a report; an unknown word of
 * staff is refused with the nearest one.
 */
export function readWords(commands: readonly Command[], word: string, text: string, asker: Asker): Result<Asked> {
  const slash = SLASHES[word.toLowerCase()];
  if (word !== '' && slash === undefined) return unknown(word, Object.keys(SLASHES));
  const trimmed = text.trim();
  if (slash === 'fault') return readAs(commandNamed(commands, 'ticket.report'), trimmed);
  const [first = '', rest] = splitOnce(trimmed);
  const said = first.toLowerCase();
  const found = commands.find(({ typed }) => typed && [...typed.zh, ...typed.en].includes(said));
  const isSpeech = slash === undefined && !asker.staff;
  if (found && !(isSpeech && !isBareCommand(found, rest))) return readAs(found, rest);
  if (said === '') return readAs(commandNamed(commands, HELP), '');
  if (isSpeech) return readAs(commandNamed(commands, 'ticket.report'), trimmed);
  return unknown(first, allowedWords(commands, asker));
}

/**
 * A customer who just talks may begin with one of our words ("open door alarm does not stop"): it is a command only
 * where they may use it and what follows is a ticket's number, or nothing where it takes nothing.
 */
function isBareCommand({ typed, for: who }: Command, rest: string): boolean {
  if (who === 'staff' || !typed) return false;
  if (typed.takes[0] === 'ticket') return parseTicketNumber(splitOnce(rest)[0]) !== undefined;
  return typed.takes.length > 0 ? !/\s/.test(rest) || typed.slash === 'fault' : rest === '';
}

/** The sub-words an asker may use, in their language first. */
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

/** Lays the words after the command's own on the names it takes; the last name takes the rest. */
function readAs(command: Command, text: string): Result<Asked> {
  const input: Record<string, string> = {};
  let rest = text;
  const takes = command.typed?.takes ?? [];
  for (const [index, name] of takes.entries()) {
    if (rest === '') break;
    if (index === takes.length - 1) input[name] = rest;
    else {
      const [first, after] = splitOnce(rest);
      input[name] = first;
      rest = after;
    }
  }
  return accept({ command, input });
}

function splitOnce(text: string): [first: string, rest: string] {
  const match = /^(\S+)\s*([\s\S]*)$/.exec(text);
  return [match?.[1] ?? '', match?.[2] ?? ''];
}

function unknown(word: string, allowed: readonly string[]): Result<Asked> {
  const near = nearest(word, allowed);
  const shown = shorten(word, 40);
  return near === undefined
    ? refuse('command.unknown', { word: shown })
    : refuse('command.unknown-near', { word: shown, near });
}
