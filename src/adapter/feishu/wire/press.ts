import { z } from 'zod';
import type { Button } from '../../../chat/card.ts';
import { cleanPayload } from '../../../lib/clean.ts';

/** What a press asks for. A hint only: the desk authorises again. */
export interface Press {
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
  /** Of the card that it stands on; empty: none. */
  readonly subject: string;
  /** Of the buttons that the card had: a press of a card that was changed since differs from it. */
  readonly version: string;
}

/** A button's value as it travels to Feishu and back. */
export interface PressValue {
  readonly c: string;
  readonly a: Readonly<Record<string, string>>;
  readonly s: string;
  readonly v: string;
}

/** The value of a menu; what is asked for comes as the option that was taken. */
export type MenuValue = Pick<PressValue, 's' | 'v'>;

/** As they came: a record of zod leaves out what is named `__proto__`. */
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

/** An option's value is a text. */
export function encodeOption({ command, args }: Pick<Button, 'command' | 'args'>): string {
  return JSON.stringify({ c: command, a: args });
}

/** `option`: of the menu, undefined where a button was pressed. Undefined when it is none of ours. */
export function decodePress(value: unknown, option: string | undefined): Press | undefined {
  const asked = Asked.safeParse(option === undefined ? value : parseJson(option));
  const card = Card.safeParse(value ?? {});
  if (!asked.success || !card.success) return undefined;
  return { command: asked.data.c, args: asked.data.a, subject: card.data.s, version: card.data.v };
}

/** What stands in a text, cleaned as the payload around it was; undefined when it is no JSON at all. */
export function parseJson(text: string): unknown {
  try {
    return cleanPayload(JSON.parse(text));
  } catch {
    return undefined;
  }
}
