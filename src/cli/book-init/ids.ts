import type { Platform } from './answers.ts';

/** Platforms whose ids are asked for; in the playground a key is an id. */
export type ChatPlatform = Exclude<Platform, 'playground'>;

interface IdForm {
  readonly pattern: RegExp;
  readonly example: string;
}

/** How ids look on each platform: a name instead of an id is the most common mistake. */
const FORMS: Readonly<Record<ChatPlatform, { readonly channel: IdForm; readonly person: IdForm }>> = {
  slack: {
    channel: { pattern: /^[CG][A-Z0-9]{8,20}$/, example: 'C0123456789' },
    person: { pattern: /^(T[A-Z0-9]{8,20}\/)?[UW][A-Z0-9]{8,20}$/, example: 'U0123456789' },
  },
  feishu: {
    channel: { pattern: /^oc_\w{8,60}$/, example: 'oc_a0553eda9014c201e6969b478895c230' },
    person: { pattern: /^ou_\w{8,60}$/, example: 'ou_7d8a6e6df7621556ce0d21922b676706' },
  },
};

export function formOfId(platform: ChatPlatform, of: 'channel' | 'person'): IdForm {
  return FORMS[platform][of];
}

/** A stand-in for the `count`-th channel whose id is not known yet; it has the form of an id and is none. */
export function laterId(platform: ChatPlatform, count: number): string {
  const digits = String(count).padStart(10, '0');
  return platform === 'slack' ? `C${digits}` : `oc_${digits}`;
}

/** A key of the book for a name: its Latin letters and digits, or `fallback` with a number; never one of `taken`. */
export function keyFor(name: string, fallback: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9 ]/g, '')
    .trim()
    .replace(/ +/g, '-')
    .slice(0, 30)
    .replace(/-$/, '');
  const isPlain = /^[a-z]/.test(plain);
  if (isPlain && !taken.includes(plain)) return plain;
  const base = isPlain ? `${plain}-` : fallback;
  let count = isPlain ? 2 : 1;
  while (taken.includes(`${base}${count}`)) count += 1;
  return `${base}${count}`;
}

/** A key for each of these names, in their order, all of them different. */
export function keysFor(entries: readonly { readonly name: string }[], fallback: string): string[] {
  const keys: string[] = [];
  for (const { name } of entries) keys.push(keyFor(name, fallback, keys));
  return keys;
}
