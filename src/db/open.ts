import type { Config } from '../config.ts';
import type { Logger } from '../lib/log.ts';
import type { Database, DatabaseTarget } from './database.ts';

/**
 * Opens a database, ready for use: the migrations are applied, the session's zone is UTC. Throws a readable Error when
 * the data directory is in use, the server cannot be reached, or the migrations do not agree.
 */
export async function openDatabase(target: DatabaseTarget, log: Logger): Promise<Database> {
  // Each brings a driver of some 10 MB: only the one that is used is loaded.
  switch (target.kind) {
    case 'pglite': {
      const { openPglite } = await import('./pglite.ts');
      return openPglite(target.dataDir, log);
    }
    case 'pglite-memory': {
      const { openPgliteInMemory } = await import('./pglite.ts');
      return openPgliteInMemory(target.snapshot, log);
    }
    case 'postgres': {
      const { openPostgres } = await import('./postgres.ts');
      return openPostgres(target.url, log);
    }
  }
}

/** Where this configuration keeps the desk's data. */
export function targetOf({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>) {
  return databaseUrl === undefined
    ? ({ kind: 'pglite', dataDir } as const)
    : ({ kind: 'postgres', url: databaseUrl } as const);
}
