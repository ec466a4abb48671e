import type { Platform } from '../chat/place.ts';
import type { Database } from '../db/database.ts';

/** Channels to which their platform gave a new id: the id in the service book → the present one. */
export interface Moves {
  list(): Promise<ReadonlyMap<string, string>>;
  add(knownAs: string, id: string): Promise<void>;
}

export function createMoves({ query }: Pick<Database, 'query'>, platform: Platform): Moves {
  return {
    async list() {
      const rows = await query<{ channel: string; moved_to: string }>(
        'SELECT channel, moved_to FROM channel_move WHERE platform = $1',
        [platform],
      );
      return new Map(rows.map(({ channel, moved_to }) => [channel, moved_to]));
    },
    async add(knownAs, id) {
      await query(
        `INSERT INTO channel_move (platform, channel, moved_to) VALUES ($1, $2, $3)
         ON CONFLICT (platform, channel) DO UPDATE SET moved_to = excluded.moved_to`,
        [platform, knownAs, id],
      );
    },
  };
}
