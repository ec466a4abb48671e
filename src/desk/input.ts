import { z } from 'zod';
import { balanceDirections } from '../lib/direction.ts';
import { accept, type Result, refuse } from '../lib/refusal.ts';
import { isVisible } from '../lib/visible.ts';

/** Longest text from a person, in code points. Longer texts are refused, never cut. */
export const MAX_TEXT = 4000;
/** Longest title; a longer first line becomes details. */
export const MAX_TITLE = 120;

/** Reads a command's arguments with zod, tidied. A refusal names the field and what is allowed. */
export function readInput<S extends z.ZodType>(schema: S, input: Readonly<Record<string, string>>): Result<z.infer<S>> {
  const tidy = Object.fromEntries(Object.entries(input).map(([name, value]) => [name, visibleText(value)]));
  const parsed = schema.safeParse(tidy);
  if (parsed.success) return accept(parsed.data);
  const issue = parsed.error.issues[0];
  const field = String(issue?.path[0] ?? '');
  if (issue?.code === 'too_big') return refuse('input.too-long', { field, limit: String(issue.maximum) });
  if (issue?.code === 'custom' && issue.message === TOO_LONG)
    return refuse('input.too-long', { field, limit: MAX_TEXT });
  const given = tidy[field] ?? '';
  if (given.trim() === '') return refuse('input.missing', { field });
  return refuse('input.not-understood', { field, value: shorten(given, 60) });
}

/**
 * Text that databases, logs and screens can hold: whole characters, line feeds, no control characters except tabs.
 * Otherwise unchanged.
 */
function tidyText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROL, '');
}

/** The same; a text of which no one sees anything is empty, so that no ticket has an invisible title. */
function visibleText(text: string): string {
  const tidy = tidyText(text);
  return isVisible(tidy) ? tidy : '';
}

/** The beginning of a text, tidied, to quote it in an answer: at most `max` characters. */
export function shorten(text: string, max: number): string {
  return [...tidyText(text)].slice(0, max).join('');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it drops.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

const TOO_LONG = 'too long';

/** Whether a text is not too long. */
export function fits(text: string): boolean {
  return [...text].length <= MAX_TEXT;
}

/** A required text. */
export const Text = z.string().trim().min(1).refine(fits, TOO_LONG);

export const OptionalText = z.string().default('').pipe(z.string().trim().refine(fits, TOO_LONG));

/** A rating from 1 (bad) to 5 (good). */
export const Score = z
  .enum(['1', '2', '3', '4', '5'])
  .transform(Number)
  .pipe(z.literal([1, 2, 3, 4, 5]));

/**
 * Makes a title and details from a text: the first line that is visible, and the rest. A first line that is too long for
 * a title, or has open direction marks, stays in the details in full.
 */
export function titleOf(text: string): { title: string; details: string } {
  const lines = text.split('\n');
  const first = Math.max(lines.findIndex(isVisible), 0);
  const firstLine = lines[first]?.trim() ?? '';
  const points = [...firstLine];
  const shown = points.length > MAX_TITLE ? `${points.slice(0, MAX_TITLE - 1).join('')}…` : firstLine;
  const title = balanceDirections(shown);
  const rest = lines
    .slice(first + 1)
    .join('\n')
    .trim();
  return { title, details: title === firstLine ? rest : text };
}
