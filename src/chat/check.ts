import type { KeyAfter, TextKey } from '../lib/text-key.ts';
import type { Readers } from './readers.ts';

/** One thing that was found out about a configuration: that it works, or what is the matter and what to do. */
export interface Finding {
  /** `note`: worth knowing. `warning`: the desk works, but not as meant. `wrong`: something will not work. */
  readonly level: 'ok' | 'note' | 'warning' | 'wrong';
  /** The key of its text. */
  readonly code: TextKey;
  /** Fill the text's blanks; one whose name ends in `At` is an instant, `check` is a check's name. Never a secret. */
  readonly params: Readonly<Record<string, string | number>> & { readonly check?: CheckName };
}

/** What a check is called, as `doctor.check.<name>` says it to people. */
export type CheckName = KeyAfter<'doctor.check.'>;

/** One look at one thing. */
export interface Check {
  readonly name: CheckName;
  /** How long it may take, in milliseconds. */
  readonly limitMs: number;
  /** Gives each finding as it is found. What it throws is a fault; the other checks go on. */
  find(): AsyncIterable<Finding>;
}

/** What the service book names on one platform, under the book's keys. */
export interface NamedThere {
  readonly channels: readonly { readonly key: string; readonly id: string; readonly readers: Readers }[];
  readonly people: readonly { readonly key: string; readonly id: string }[];
}

export function finding(level: Finding['level'], code: TextKey, params: Finding['params'] = {}): Finding {
  return { level, code, params };
}
