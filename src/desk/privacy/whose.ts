import { isSame, type Traces } from './traces.ts';

/** Which parts of stored JSON are a person's own words. Pure. */

export type Plain = Readonly<Record<string, unknown>>;

/** An entry of a log as far as it says who wrote it. */
export interface Written {
  readonly by: string;
  readonly data: object;
}

/** Fields that name who said what the object has in its other fields. */
export const SAYERS = ['reporter', 'complainer', 'told'];

/** Whose words something is, for one person. */
export interface Whose {
  /** A value is an account of theirs. */
  isAccount(value: unknown): boolean;
  /** A value stands for them: an account, or their name in a field `name`. */
  isThem(value: unknown): boolean;
  /** An object has what they said. */
  isTheirs(value: Plain): boolean;
  /** They wrote an entry. `isOwn`: the case is theirs, so that what a nameless customer wrote there is theirs. */
  isTheirEntry(entry: Written, isOwn: boolean): boolean;
}

export function createWhose({ key, accounts, names, contacts }: Traces): Whose {
  const isAccount = (value: unknown): boolean => {
    const { platform, userId } = isPlain(value) ? value : {};
    if (typeof platform !== 'string' || typeof userId !== 'string') return false;
    return accounts.some((each) => isSame(each, { platform, userId }));
  };
  const isThem = (value: unknown): boolean => {
    const { userId, name } = isPlain(value) ? value : {};
    return userId === undefined ? names.some((each) => each === name) : isAccount(value);
  };
  const isTheirs = (value: Plain): boolean =>
    (key !== undefined && value.by === key) ||
    (typeof value.who === 'string' && names.includes(value.who)) ||
    (typeof value.from === 'string' && contacts.includes(value.from)) ||
    SAYERS.some((field) => isThem(value[field]));
  const isTheirEntry = ({ by, data }: Written, isOwn: boolean): boolean => {
    const { who } = data as { who?: unknown };
    const isTheirWord = by === 'customer' && (typeof who === 'string' ? names.includes(who) : isOwn);
    return (key !== undefined && by === key) || isTheirWord || isTheirs(data as Plain);
  };
  return { isAccount, isThem, isTheirs, isTheirEntry };
}

export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An entry inside another: those of a ticket that was merged into this one. */
export function isEntry(value: Plain): value is Plain & Written {
  return typeof value.kind === 'string' && typeof value.by === 'string' && isPlain(value.data);
}
