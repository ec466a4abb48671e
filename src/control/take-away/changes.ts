import type { Tx } from '../../db/database.ts';
import { SETTINGS } from '../../desk/chain/setting/rows.ts';
import { listSettingEntries, type SettingEntry } from '../../desk/chain/setting/store.ts';
import { isoOf } from '../../lib/instant.ts';
import { type CliAnswer, problem } from './data.ts';

/** As many entries as one answer has room for. */
export const MOST_CHANGES = 10_000;

export interface ChangesAsked {
  /** Of this kind alone; left out: all. */
  readonly kind?: string | undefined;
  /** How many of the last ones. */
  readonly last: number;
  readonly format: 'text' | 'json';
}

/** Who changed which setting, and when: the log of settings, the oldest first, a line an entry. */
export async function listChanges(tx: Pick<Tx, 'query'>, { kind, last, format }: ChangesAsked): Promise<CliAnswer> {
  if (kind !== undefined && !(SETTINGS as readonly string[]).includes(kind))
    return problem(`“${kind}” is no kind of change; these are: ${SETTINGS.join(', ')}.`, 2);
  const entries = await listSettingEntries(tx, { kind, most: last });
  return { lines: entries.map(format === 'json' ? jsonOf : lineOf), problem: '', status: 0 };
}

function lineOf({ seq, at, kind, by, data }: SettingEntry): string {
  const value = data.value === null ? 'taken away' : JSON.stringify(data.value);
  return `${seq ?? '?'}  ${isoOf(at)}  ${by}  ${kind} ${data.about}  ${value}`;
}

function jsonOf({ at, data, ...entry }: SettingEntry): string {
  return JSON.stringify({ ...entry, at: isoOf(at), ...data });
}
