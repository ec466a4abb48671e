import { createHash, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

/** Which settings a desk was started with, by hashes: that one changed can be told, not what it is. */

/** Settings that were set, as text by their names. */
export type GivenSettings = Readonly<Record<string, string>>;
/** By the name of each setting that was set the hash of its value. */
export type SettingHashes = Readonly<Record<string, string>>;

const SALT_BYTES = 16;
const HASH_BYTES = 32;
const slowHash = promisify<string, string, number, Buffer>(scrypt);

export function makeConfigurationSalt(): string {
  return randomBytes(SALT_BYTES).toString('base64url');
}

/**
 * Hashes of settings. Those that are `secret` take long on purpose (scrypt, some 50 ms each, beside the event loop): a
 * password that a dictionary has must not be found by its hash.
 */
export async function hashSettings(
  given: GivenSettings,
  secret: readonly string[],
  salt: string,
): Promise<SettingHashes> {
  const hashed = Object.entries(given).map(async ([name, value]) => {
    const hash = secret.includes(name)
      ? await slowHash(value, `${salt} ${name}`, HASH_BYTES)
      : createHash('sha256').update(`${salt} ${name} ${value}`).digest();
    return [name, hash.toString('base64url')] as const;
  });
  return Object.fromEntries(await Promise.all(hashed));
}

/** Names of the settings that were set, changed or taken away, in the order of the alphabet. */
export function changedSettings(before: SettingHashes, after: SettingHashes): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => before[name] !== after[name]).sort();
}
