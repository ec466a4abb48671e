import type { Command } from '../desk/desk.ts';
import type { PlainText } from '../lib/plain-text.ts';

/**
 * Finds the command that a line of words begins with. What is certain is decided by lists and patterns alone; free words
 * are for the reader (`src/desk/heard`).
 */

/** A part of what was typed: `plain` is looked at, `from` gives the person's own writing from an index of it. */
export interface Said {
  readonly plain: string;
  from(index: number): string;
}

/** A command found in words. `ticket`: the number that stands before or beside its word; empty: none does. */
export interface Typed {
  readonly command: Command;
  readonly ticket: string;
  /** The command's word as it was typed, with the signs between it and the rest. */
  readonly word: string;
  /** What follows the command's own word and the number. */
  readonly rest: Said;
}

const OPENING =
  /^(?:[\s\p{P}~]|(?:请帮忙|请帮我|麻烦帮忙|麻烦帮我|麻烦你|麻烦您|麻烦|劳烦|拜托|请问|请|您好|你好|大家好|帮我|帮忙|我要|我想|hi|hello|hey|please|pls|plz|can you|could you|would you|kindly)(?![a-z]))+/u;
const CLOSING =
  /(?:[\s\p{P}\p{S}\p{M}吧哈呀啦]|谢谢(?:你们|您们|你|您|啦|了)?|多谢|感谢|辛苦了?|拜托了?|麻烦了|thank you(?: very much| so much)?|thanks(?: a lot| so much)?|\bthx|\bpls|\bplz|\bplease|\bgo ahead|没问题)+$/u;
/** What Chinese puts behind a word without a change of meaning. */
const PARTICLES = /^(?:一下|下|了|吧|啦|哦|呀|啊)+(?=$|[\s\p{P}]|t ?-? ?\d|#\d|\d)/u;
/** `t-12`, `t 12`, `#12`, with the word for ticket before it or not. */
const NUMBER = /^(?:工单|单号|ticket |no\.? ?)?((?:t ?-? ?|#)\d{1,9})(?![\w-])/;
/** What may stand between a number and a word, in either order. */
const BETWEEN = /^[\s:,.;!?、。的\p{Pe}\p{Pf}"]+/u;
/** A bare number, which is a ticket's only right behind a Chinese word. */
const DIGITS = /^(\d{1,9})(?![\w%年月日号点:-])/;

/** The words without polite ones and punctuation around them. */
export function unwrap(text: PlainText): Said {
  const opening = OPENING.exec(text.plain)?.[0] ?? '';
  const said = sliceOf(text, opening === text.plain ? 0 : opening.length);
  return { ...said, plain: said.plain.replace(CLOSING, '') };
}

/** The same words from an index on. */
export function sliceOf(said: Said, index: number): Said {
  return { plain: said.plain.slice(index), from: (at) => said.from(index + at) };
}

/** The command at the beginning of the words, or behind a ticket's number there; undefined: they begin with none. */
export function findTyped(commands: readonly Command[], said: Said): Typed | undefined {
  const named = NUMBER.exec(said.plain);
  if (!named) return findBare(commands, said);
  const after = skip(sliceOf(said, named[0].length), BETWEEN);
  const found = findBare(commands, after) ?? findBegun(commands, after);
  return found && found.ticket === '' && takesTicket(found.command) ? { ...found, ticket: named[1] ?? '' } : undefined;
}

/** The ticket's number if the words are nothing else. */
export function numberAlone({ plain }: Said): string | undefined {
  const named = NUMBER.exec(plain);
  return named?.[0] === plain ? named[1] : undefined;
}

function findBare(commands: readonly Command[], said: Said): Typed | undefined {
  const token = /^[^\s:,;。、!?()]+/.exec(said.plain)?.[0] ?? '';
  const whole = commandOf(commands, token.replace(/\.+$/, ''));
  if (whole) return withNumber(whole, said, skip(sliceOf(said, token.length), /^[\s:,;。、!?.]+/), false);
  return findGlued(commands, said, token);
}

/** A number or a polite particle may stand right behind a command's word: `确认修复T-1`, `confirm#3`, `查看一下 T-1`. */
function findGlued(commands: readonly Command[], said: Said, token: string): Typed | undefined {
  const words = commands.flatMap((command) =>
    command.typed ? [...command.typed.zh, ...command.typed.en].map((word) => ({ command, word })) : [],
  );
  const begun = words
    .filter(({ word }) => token.startsWith(word))
    .sort((one, other) => other.word.length - one.word.length);
  for (const { command, word } of begun) {
    const behind = sliceOf(said, word.length);
    const rest = HAN.test(word) ? skip(behind, PARTICLES) : behind;
    const isEnded = rest.plain === '' || /^[\s\p{P}]/u.test(rest.plain);
    const isNumbered = NUMBER.test(rest.plain) || (HAN.test(word) && DIGITS.test(rest.plain));
    if (!isEnded && !(isNumbered && takesTicket(command))) continue;
    return withNumber(command, said, skip(rest, BETWEEN), HAN.test(word));
  }
  return undefined;
}

/** Behind a ticket's number a Chinese word and its text need nothing between them: `T-12派给李伟`. */
function findBegun(commands: readonly Command[], said: Said): Typed | undefined {
  const words = commands.flatMap((command) => (command.typed?.zh ?? []).map((word) => ({ command, word })));
  const [longest] = words
    .filter(({ command, word }) => takesTicket(command) && said.plain.startsWith(word))
    .sort((one, other) => other.word.length - one.word.length);
  if (!longest || (longest.command.typed?.takes.length ?? 0) < 2) return undefined;
  return withNumber(longest.command, said, sliceOf(said, longest.word.length), false);
}

const HAN = /\p{Script=Han}/u;

/** Splits off the ticket's number that follows the command's word. `bare`: it may stand there without a letter. */
function withNumber(command: Command, said: Said, rest: Said, bare: boolean): Typed {
  const word = said.plain.slice(0, said.plain.length - rest.plain.length);
  const named = takesTicket(command) ? (NUMBER.exec(rest.plain) ?? (bare ? DIGITS.exec(rest.plain) : null)) : null;
  if (!named) return { command, word, ticket: '', rest };
  return { command, word, ticket: named[1] ?? '', rest: skip(sliceOf(rest, named[0].length), BETWEEN) };
}

function skip(said: Said, pattern: RegExp): Said {
  return sliceOf(said, pattern.exec(said.plain)?.[0].length ?? 0);
}

function takesTicket({ typed }: Command): boolean {
  return typed?.takes[0] === 'ticket';
}

function commandOf(commands: readonly Command[], word: string): Command | undefined {
  return commands.find(({ typed }) => typed && [...typed.zh, ...typed.en].includes(word));
}
