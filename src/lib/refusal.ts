/**
 * A person asked for something the desk will not do. A value, never thrown; `code` is the dotted name of a text in
 * `i18n`, `params` fill its blanks. Shown privately, in the asker's language.
 */
export interface Refusal {
  readonly ok: false;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export type Result<T> = { readonly ok: true; readonly value: T } | Refusal;

export function refuse(code: string, params: Record<string, string | number> = {}): Refusal {
  return { ok: false, code, params };
}

export function accept<T>(value: T): Result<T> {
  return { ok: true, value };
}
