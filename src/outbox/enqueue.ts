import type { CarriedFile, MadeFile } from '../chat/file.ts';
import type { Turn } from '../db/turn.ts';
import type { Lane, Notice, Withdrawal } from './notice.ts';
import { isSilent } from './reroute.ts';

/** What a turn owes so far; its opener writes it down at the end, all at once (`writeOwed`). */
export interface Owed {
  notices: Notice[];
  withdrawals: Withdrawal[];
}

export function createOwed(): Owed {
  return { notices: [], withdrawals: [] };
}

/** A turn. Without `owed`, notices are written down at once. */
type OwingTurn = Turn & { readonly owed?: Owed };

/**
 * Enqueues notices in the turn's own transaction: first withdraws the waiting ones that `withdrawals` name, then adds
 * `notices` in their order (a key that exists adds nothing), with the jobs to deliver them. A withdrawn notice was
 * never told, so its key is free again.
 */
export async function enqueue(
  turn: OwingTurn,
  notices: readonly Notice[],
  withdrawals: readonly Withdrawal[],
): Promise<void> {
  const { owed } = turn;
  if (!owed) return write(turn, notices, withdrawals);
  const isTakenBack = ({ subject, key }: Notice) =>
    withdrawals.some((each) => each.subject === subject && key.startsWith(each.keyPrefix));
  if (withdrawals.length > 0) owed.notices = owed.notices.filter((notice) => !isTakenBack(notice));
  owed.notices.push(...notices);
  owed.withdrawals.push(...withdrawals);
}

/** Writes down what turns of one transaction owe: to the tables, or to another place that the house has. */
export type WriteOwed = (turn: Pick<Turn, 'tx' | 'jobs'> & { readonly owed: Owed }) => Promise<void>;

/**
 * Writes down what one turn or several of one transaction owe, in two statements at most and one for the queue; none if
 * nothing is owed.
 */
export const writeOwed: WriteOwed = (turn) => write(turn, turn.owed.notices, turn.owed.withdrawals);

async function write(
  { tx, jobs }: Pick<Turn, 'tx' | 'jobs'>,
  notices: readonly Notice[],
  withdrawals: readonly Withdrawal[],
): Promise<void> {
  if (withdrawals.length > 0) {
    const subjects = new Set(withdrawals.map(({ subject }) => subject));
    await tx.query(WITHDRAW, [[...subjects], withdrawals.map(({ keyPrefix }) => keyPrefix)]);
  }
  if (notices.length === 0) return;
  const added = await tx.query<AddedRow>(INSERT, [JSON.stringify(notices.map(wireOf))]);
  if (added.length === 0) return;
  await jobs.add(tx, [...new Set(added.map(({ order_key }) => order_key))]);
}

/** Stores a file that the desk made, so that a notice of the same turn can carry it. */
export async function storeFile({ tx, now }: Turn, { name, mediaType, bytes }: CarriedFile): Promise<MadeFile> {
  const data = { name, mediaType, bytes: Uint8Array.from(bytes), at: new Date(now) };
  const { id } = await tx.prisma.madeFile.create({ data, select: { id: true } });
  return { from: 'desk', id: Number(id), name, size: bytes.length };
}

interface AddedRow {
  readonly order_key: string;
}

/**
 * A key begins with its subject, so prefixes and subjects need not be matched in pairs. A notice that was told and only
 * waits for its card cannot be withdrawn.
 */
const WITHDRAW = `
  UPDATE notice SET status = 'withdrawn', key = key || '|withdrawn|' || id
  WHERE status = 'pending' AND subject = ANY($1::text[]) AND key ^@ ANY($2::text[])
    AND NOT (lane = 'card' AND post ? 'about')`;

const INSERT = `
  INSERT INTO notice (key, kind, subject, at, audience, platform, channel, thread, lane, post, fallbacks)
  SELECT n->>'key', n->>'kind', n->>'subject', (n->>'at')::timestamptz, n->>'audience',
    n->'place'->>'platform', n->'place'->>'channelId', n->'place'->>'threadId', n->>'lane',
    n->'post', n->'fallbacks'
  FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS given(n, position)
  ORDER BY position
  ON CONFLICT (key) DO NOTHING
  RETURNING platform || '/' || channel || '/' || lane AS order_key`;

/** The lane of a notice: silent changes of cards go on the card lane. */
export function laneOf({ lane, post }: Pick<Notice, 'lane' | 'post'>): Lane {
  return isSilent(post) ? 'card' : lane;
}

/** Instants as ISO text. Undefined fields are left out and become null. */
function wireOf(notice: Notice): object {
  return { ...notice, lane: laneOf(notice), at: new Date(notice.at).toISOString() };
}
