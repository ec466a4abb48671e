import type { Instant } from '../../lib/instant.ts';
import { recordSettings } from '../chain/setting/store.ts';
import type { DeskTurn } from '../desk.ts';
import type { Override } from './oncall.ts';

/** Swaps in the database. */

type Tx = DeskTurn['tx'];

/** Stores a swap and gives its id. */
export async function insertOverride(
  tx: Tx,
  key: string,
  override: Override,
  by: string,
  now: Instant,
): Promise<number> {
  const { fromAt, untilAt, person } = override;
  const { id } = await tx.prisma.dutyOverride.create({
    data: { rotation: key, fromAt: new Date(fromAt), untilAt: new Date(untilAt), person, by, at: new Date(now) },
    select: { id: true },
  });
  await recordSettings(tx, { setting: 'swap', about: [String(id)], by, at: now });
  return id;
}

/** A swap as it is stored. */
export interface StoredSwap extends Override {
  readonly id: number;
  readonly rotation: string;
  readonly by: string;
  readonly isCancelled: boolean;
}

export async function findOverride(tx: Tx, id: number): Promise<StoredSwap | undefined> {
  const row = await tx.prisma.dutyOverride.findUnique({ where: { id } });
  return row ? swapOf(row) : undefined;
}

/** The swaps that count now or later, in the order in which they begin. */
export async function listSwaps(tx: Tx, now: Instant): Promise<StoredSwap[]> {
  const rows = await tx.prisma.dutyOverride.findMany({
    where: { untilAt: { gt: new Date(now) }, cancelledAt: null },
    orderBy: [{ fromAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(swapOf);
}

type SwapRow = Omit<StoredSwap, 'fromAt' | 'untilAt' | 'isCancelled'> & {
  readonly fromAt: Date;
  readonly untilAt: Date;
  readonly cancelledAt: Date | null;
};

function swapOf({ id, rotation, person, by, fromAt, untilAt, cancelledAt }: SwapRow): StoredSwap {
  const span = { fromAt: fromAt.getTime(), untilAt: untilAt.getTime() };
  return { id, rotation, person, by, ...span, isCancelled: cancelledAt !== null };
}

/** Takes a swap back; what was of it stays. */
export async function endOverride(
  tx: Tx,
  id: number,
  how: 'ends now' | 'never counted',
  by: string,
  now: Instant,
): Promise<void> {
  const at = new Date(now);
  const data = how === 'ends now' ? { untilAt: at, cancelledBy: by } : { cancelledAt: at, cancelledBy: by };
  await tx.prisma.dutyOverride.update({ where: { id }, data });
  await recordSettings(tx, { setting: 'swap', about: [String(id)], by, at: now });
}
