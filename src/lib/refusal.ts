import type { Named } from './language.ts';
import type { TextKey } from './text-key.ts';

/**
 * A person asked for something the desk will not do. A value, never thrown; `code` is the key of the text that says
 * why, `params` fill its blanks. Shown privately, in the asker's language.
 */
export interface Refusal {
  readonly ok: false;
  readonly code: TextKey;
  readonly params: RefusalParams;
}

/** What fills a blank. Names are shown in the asker's language, several of them as a list, so that no one reads a key. */
export type RefusalParams = Readonly<Record<string, string | number | Named | readonly Named[]>>;

export type Result<T> = { readonly ok: true; readonly value: T } | Refusal;

export function refuse(code: TextKey, params: RefusalParams = {}): Refusal {
  return { ok: false, code, params };
}

export function accept<T>(value: T): Result<T> {
  return { ok: true, value };
}
