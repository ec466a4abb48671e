import { z } from 'zod';
import { cleanPayload } from '../../../lib/clean.ts';

/** What a button or a menu's option asks for, as it travels to Slack and back. A hint only: the desk authorises again. */
export interface Press {
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
}

const Wire = z.tuple([z.string().min(1)]).rest(z.string());

/** `["ticket.assign","ticket","T-12"]`: short, because an option's value holds 75 characters. */
export function encodePress({ command, args }: Press): string {
  return JSON.stringify([command, ...Object.entries(args).flat()]);
}

/** Undefined when it is not one of ours. */
export function decodePress(value: string): Press | undefined {
  const wire = Wire.safeParse(parseJson(value));
  if (!wire.success || wire.data.length % 2 === 0) return undefined;
  const [command, ...rest] = wire.data;
  const args: [string, string][] = [];
  for (let at = 0; at < rest.length; at += 2) args.push([rest[at] ?? '', rest[at + 1] ?? '']);
  return { command, args: Object.fromEntries(args) };
}

const ACTIONS = /^actions\/\d+\/(.+)$/s;

/** Names the block of a card's buttons, unique on its message, with the card's subject. */
export function blockOf(index: number, subject: string): string {
  return `actions/${index}/${subject}`;
}

/** The subject of the card that the block belongs to; empty: it is none of a card's. */
export function subjectOfBlock(blockId: string): string {
  return ACTIONS.exec(blockId)?.[1] ?? '';
}

/** What stands in a text, cleaned as the payload around it was; undefined when it is no JSON at all. */
export function parseJson(text: string): unknown {
  try {
    return cleanPayload(JSON.parse(text));
  } catch {
    return undefined;
  }
}
