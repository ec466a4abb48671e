import type { TextKey } from './text-key.ts';

/**
 * A person asked for something the desk will not do. A value, never thrown; `code` is the key of the text that says
 * why, `params` fill its blanks. Shown privately, in the asker's language.
 */
export interface Refusal {
  readonly ok: false;
  readonly code: TextKey;
  readonly params: Readonly<Record<string, string | number>>;
}

export type Result<T> = { readonly ok: true; readonly value: T } | Refusal;

export function refuse(code: TextKey, params: Record<string, string | number> = {}): Refusal {
  return { ok: false, code, params };
}

export function accept<T>(value: T): Result<T> {
  return { ok: true, value };
}
