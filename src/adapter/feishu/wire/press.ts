import { z } from 'zod';
import type { Button } from '../../../chat/card.ts';
import { cleanPayload } from '../../../lib/clean.ts';

/** The command in a button's or menu option's value. Users can forge it, so the desk checks permissions again. */
export interface Press {
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
  /** The subject of its card; empty if none. */
  readonly subject: string;
  /** The version of the card's buttons (`chat/version.ts`), which tells a press on an outdated card. */
  readonly version: string;
}

/** A button's value as JSON: command, args, subject, version. */
export interface PressValue {
  readonly c: string;
  readonly a: Readonly<Record<string, string>>;
  readonly s: string;
  readonly v: string;
}

/** A menu's value; the command is in the chosen option. */
export type MenuValue = Pick<PressValue, 's' | 'v'>;

/** Checked by hand, because zod's record drops a key named `__proto__`. */
const Args = z.custom<Press['args']>(
  (given) =>
    typeof given === 'object' &&
    given !== null &&
    !Array.isArray(given) &&
    Object.values(given).every((value) => typeof value === 'string'),
);
const Asked = z.object({ c: z.string().min(1), a: Args.default({}) });
const Card = z.object({ s: z.string().default(''), v: z.string().default('') });

export function encodePress({ command, args }: Pick<Button, 'command' | 'args'>, menu: MenuValue): PressValue {
  return { c: command, a: args, ...menu };
}

/** An option's value has to be text. */
export function encodeOption({ command, args }: Pick<Button, 'command' | 'args'>): string {
  return JSON.stringify({ c: command, a: args });
}

/** `option`: the chosen menu option; undefined for a button. Gives undefined if the value is not one of ours. */
export function decodePress(value: unknown, option: string | undefined): Press | undefined {
  const asked = Asked.safeParse(option === undefined ? value : parseJson(option));
  const card = Card.safeParse(value ?? {});
  if (!asked.success || !card.success) return undefined;
  return { command: asked.data.c, args: asked.data.a, subject: card.data.s, version: card.data.v };
}

/** Parses JSON and cleans its texts as the payload's were; undefined if it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return cleanPayload(JSON.parse(text));
  } catch {
    return undefined;
  }
}
