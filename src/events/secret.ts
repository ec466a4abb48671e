import { hkdfSync } from 'node:crypto';
import { DAY, type Instant } from '../lib/instant.ts';

/** How often a webhook's secret was changed, and when last. */
export interface Rotation {
  readonly rotation: number;
  readonly rotatedAt: Instant | undefined;
}

const BYTES = 32;
/** How long the secret before counts too, so that a receiver can be changed without a gap. */
export const OVERLAP = DAY;

/** The secrets that sign a webhook's messages now: the current one, and for a day after a change the one before. */
export function secretsOf(
  root: Uint8Array,
  key: string,
  { rotation, rotatedAt }: Rotation,
  now: Instant,
): readonly [Buffer, ...Buffer[]] {
  const isFresh = rotation > 0 && rotatedAt !== undefined && now - rotatedAt < OVERLAP;
  return [derive(root, key, rotation), ...(isFresh ? [derive(root, key, rotation - 1)] : [])];
}

/** Each webhook and each change has a secret of its own, and none of them is stored (HKDF, RFC 5869). */
function derive(root: Uint8Array, key: string, rotation: number): Buffer {
  return Buffer.from(hkdfSync('sha256', root, '', `deskbell webhook ${key} ${rotation}`, BYTES));
}

/** A secret as receivers are given it. */
export function secretText(secret: Uint8Array): string {
  return `whsec_${Buffer.from(secret).toString('base64')}`;
}
