import { type Finding, finding } from '../chat/check.ts';
import { GROUP_TROUBLES, type GroupTrouble } from '../chat/duty-group.ts';
import { findPulse, type PulseSeen } from '../clock/pulse.ts';
import type { Query } from '../db/database.ts';
import { type Look, lookAtDatabase } from '../db/look.ts';
import { compareMigrations, type MigrationState, readMigrations } from '../db/migrate.ts';
import type { ChatOverrides } from '../desk/address/overrides.ts';
import { findOverrides, lastReceiptAt } from '../desk/begin-turn.ts';
import type { Instant } from '../lib/instant.ts';
import type { TextKey } from '../lib/text-key.ts';
import { createMoves } from '../outbox/moves.ts';

/** What a look at the desk's own data shows. */
export interface DeskData {
  readonly migrations: MigrationState;
  /** When each platform was heard last; one that is not there never was. */
  readonly heardAt: ReadonlyMap<string, Instant>;
  /** Of each platform: which channels of the book have another id by now. */
  readonly moves: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** What was settled in chat; undefined before the migrations. */
  readonly overrides: ChatOverrides | undefined;
  /** The database's clock, and the desk's as it last noted it; undefined before the migrations. */
  readonly pulse: PulseSeen | undefined;
  /** Of each platform: what kept it from changing a duty group at the last try, by the group's name. */
  readonly groupTroubles: ReadonlyMap<string, ReadonlyMap<string, GroupTrouble>>;
}

export type DataTarget = Parameters<typeof lookAtDatabase>[0];

export function lookAtData(target: DataTarget, platforms: readonly string[]): Promise<Look<DeskData>> {
  return lookAtDatabase(target, async (database) => {
    const { query } = database;
    const migrations = await compareMigrations({ query }, await readMigrations());
    const heardAt = (await hasTable(query, 'receipt')) ? await lastReceiptAt(database) : new Map<string, Instant>();
    const moves = new Map<string, ReadonlyMap<string, string>>();
    if (await hasTable(query, 'channel_move'))
      for (const platform of platforms) moves.set(platform, await createMoves(database, platform).list());
    const overrides = (await hasTable(query, 'holiday_load')) ? await findOverrides(database) : undefined;
    const pulse = (await hasTable(query, 'pulse')) ? await findPulse(database) : undefined;
    const groupTroubles = (await hasTable(query, 'duty_group')) ? await listTroubles(query) : new Map();
    return { migrations, heardAt, moves, overrides, pulse, groupTroubles };
  });
}

async function listTroubles(query: Query): Promise<DeskData['groupTroubles']> {
  const rows = await query<{ platform: string; name: string; trouble: string }>(
    'select platform, name, trouble from duty_group where trouble is not null',
  );
  const platforms = Map.groupBy(rows, ({ platform }) => platform);
  return new Map([...platforms].map(([platform, those]) => [platform, new Map(those.flatMap(troubleOf))]));
}

function troubleOf({ name, trouble }: { name: string; trouble: string }): [string, GroupTrouble][] {
  const known = GROUP_TROUBLES.find((each) => each === trouble);
  return known ? [[name, known]] : [];
}

/** Before the migrations there is none. */
async function hasTable(query: Query, name: string): Promise<boolean> {
  const [found] = await query<{ exists: boolean }>('select to_regclass($1) is not null as exists', [name]);
  return found?.exists === true;
}

/** Whether the desk can work on it. */
export function examineDatabase(target: DataTarget, look: Look<DeskData>): Finding {
  const where = whereOf(target);
  switch (look.kind) {
    case 'absent':
      return finding('ok', 'doctor.database.absent', { where });
    case 'held':
      return finding('ok', 'doctor.database.held', { where, pid: look.holder.pid, host: look.holder.host });
    case 'unreachable':
      return finding('wrong', unreachable(look.code), { where, error: look.code === '' ? '?' : look.code });
    case 'seen':
      return examineMigrations(where, look.seen.migrations);
  }
}

function examineMigrations(where: string, { pending, unknown, changed }: MigrationState): Finding {
  const named = (names: readonly string[]) => ({ where, migrations: names.join(', ') });
  if (unknown.length > 0) return finding('wrong', 'doctor.database.newer', named(unknown));
  if (changed.length > 0) return finding('wrong', 'doctor.database.changed', named(changed));
  if (pending.length > 0) return finding('note', 'doctor.database.pending', named(pending));
  return finding('ok', 'doctor.database.ok', { where });
}

function unreachable(code: string): TextKey {
  // PostgreSQL's own classes: a login it does not take, a database it does not have.
  if (code.startsWith('28')) return 'doctor.database.login-refused';
  return code === '3D000' ? 'doctor.database.no-such' : 'doctor.database.unreachable';
}

/** Without the login that stands in the address. */
function whereOf(target: DataTarget): string {
  if (target.kind === 'pglite') return target.dataDir;
  const { host, pathname } = new URL(target.url);
  return `${host}${pathname}`;
}

/** When a platform was heard last, as far as the data can be looked at. */
export function examineHeard(platform: string, look: Look<DeskData>): Finding {
  if (look.kind !== 'seen' && look.kind !== 'absent') return finding('note', 'doctor.heard.unseen', { platform });
  const heardAt = look.kind === 'seen' ? look.seen.heardAt.get(platform) : undefined;
  return heardAt === undefined
    ? finding('warning', 'doctor.heard.never', { platform })
    : finding('ok', 'doctor.heard.last', { platform, heardAt });
}
