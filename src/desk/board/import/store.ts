import type { Tx } from '../../../db/database.ts';
import type { Prisma } from '../../../db/generated/client.ts';
import { DAY, type Instant } from '../../../lib/instant.ts';

/** A service book that a person made of a spreadsheet. */
export interface Draft {
  readonly id: string;
  readonly person: string;
  readonly at: Instant;
  readonly fromVersion: number;
  readonly source: unknown;
  /** undefined: it was not applied. */
  readonly appliedVersion: number | undefined;
}

/** How long a draft can be applied. */
const DRAFT_MS = DAY;

/** Keeps a draft in place of the person's last one. Those of others that are too old are removed. */
export async function insertDraft(
  tx: Tx,
  { id, person, at, fromVersion, source }: Omit<Draft, 'appliedVersion'>,
): Promise<void> {
  const { boardDraft } = tx.prisma;
  await boardDraft.deleteMany({ where: { OR: [{ person }, { at: { lte: new Date(at - DRAFT_MS) } }] } });
  // As JSON it has no fields that are undefined.
  const words = JSON.parse(JSON.stringify(source)) as Prisma.InputJsonObject;
  await boardDraft.create({ data: { id, person, at: new Date(at), fromVersion, source: words } });
}

/** undefined: the person has no such draft, or it is too old. The row is locked, so that it is applied once. */
export async function findDraft(tx: Tx, id: string, person: string, now: Instant): Promise<Draft | undefined> {
  await tx.query('select 1 from board_draft where id = $1 for update', [id]);
  const row = await tx.prisma.boardDraft.findUnique({ where: { id } });
  if (row?.person !== person || row.at.getTime() + DRAFT_MS <= now) return undefined;
  return { ...row, at: row.at.getTime(), appliedVersion: row.appliedVersion ?? undefined };
}

/** The book itself is kept as a version, so the draft forgets it. */
export async function markApplied(tx: Tx, id: string, version: number): Promise<void> {
  await tx.query('update board_draft set source = null, applied_version = $2 where id = $1', [id, version]);
}
