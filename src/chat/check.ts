import type { KeyAfter, TextKey } from '../lib/text-key.ts';
import type { Urgency } from './adapter.ts';
import type { GroupTrouble } from './duty-group.ts';
import type { Readers } from './readers.ts';

/** One result of `deskbell doctor`: that something works, or what is wrong and what to do. */
export interface Finding {
  /** `note`: worth knowing. `warning`: the desk works, but not as intended. `wrong`: something will not work. */
  readonly level: 'ok' | 'note' | 'warning' | 'wrong';
  /** The key of its text. */
  readonly code: TextKey;
  /** Values for the text's placeholders; a name that ends in `At` is an instant, `check` a check's name. Never a secret. */
  readonly params: Readonly<Record<string, string | number>> & { readonly check?: CheckName };
}

/** What a check is called, as `doctor.check.<name>` says it to people. */
export type CheckName = KeyAfter<'doctor.check.'>;

/** One check of `deskbell doctor`. */
export interface Check {
  readonly name: CheckName;
  /** Its time limit, in milliseconds. */
  readonly limitMs: number;
  /** Gives findings as they come. If it throws, that is reported as a bug and the other checks go on. */
  find(): AsyncIterable<Finding>;
}

/** The channels and people the service book names on one platform, with their keys in the book. */
export interface NamedThere {
  readonly channels: readonly {
    readonly key: string;
    readonly id: string;
    readonly readers: Readers;
    /** Whether the book listens to messages there that do not mention us (`listen: offer`). */
    readonly listens?: true;
  }[];
  readonly people: readonly { readonly key: string; readonly id: string }[];
  /** The urgent ways by which the book calls people. */
  readonly urgent: readonly Urgency[];
  /** Groups that follow the schedule, and what kept the platform from changing them at the last try; left out: none. */
  readonly dutyGroups?: readonly { readonly name: string; readonly trouble: GroupTrouble | undefined }[];
}

export function finding(level: Finding['level'], code: TextKey, params: Finding['params'] = {}): Finding {
  return { level, code, params };
}
