import { z } from 'zod';
import { cleanPayload } from '../../../lib/clean.ts';

/** The command in a button's or menu option's value. Users can forge it, so the desk checks permissions again. */
export interface Press {
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
}

const Wire = z.tuple([z.string().min(1)]).rest(z.string());

/** As JSON, e.g. `["ticket.assign","ticket","T-12"]`: short, because an option's value holds 75 characters. */
export function encodePress({ command, args }: Press): string {
  return JSON.stringify([command, ...Object.entries(args).flat()]);
}

/** undefined if the value is not one of ours. */
export function decodePress(value: string): Press | undefined {
  const wire = Wire.safeParse(parseJson(value));
  if (!wire.success || wire.data.length % 2 === 0) return undefined;
  const [command, ...rest] = wire.data;
  const args: [string, string][] = [];
  for (let at = 0; at < rest.length; at += 2) args.push([rest[at] ?? '', rest[at + 1] ?? '']);
  return { command, args: Object.fromEntries(args) };
}

const ACTIONS = /^actions\/\d+\/(.+)$/s;

/** The block id of a card's buttons: unique in the message, and carries the card's subject. */
export function blockOf(index: number, subject: string): string {
  return `actions/${index}/${subject}`;
}

/** The subject of the card the block belongs to; empty if it is not a card's block. */
export function subjectOfBlock(blockId: string): string {
  return ACTIONS.exec(blockId)?.[1] ?? '';
}

/** Parses JSON and cleans its texts as the payload's were; undefined if it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return cleanPayload(JSON.parse(text));
  } catch {
    return undefined;
  }
}
