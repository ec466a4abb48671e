import type { Platform } from '../chat/place.ts';
import { columnsOf, type RowOf } from '../db/columns.ts';
import type { Database } from '../db/database.ts';

/** Channels to which their platform gave a new id: the id in the service book → the present one. */
export interface Moves {
  list(): Promise<ReadonlyMap<string, string>>;
  add(knownAs: string, id: string): Promise<void>;
}

const MOVE = columnsOf('ChannelMove', 'channel', 'moved_to');

export function createMoves({ prisma, query }: Pick<Database, 'prisma' | 'query'>, platform: Platform): Moves {
  return {
    async list() {
      const sql = `SELECT ${MOVE} FROM channel_move WHERE platform = $1`;
      const moves = await query<RowOf<typeof MOVE>>(sql, [platform]);
      return new Map(moves.map(({ channel, moved_to }) => [channel, moved_to]));
    },
    async add(channel, movedTo) {
      await prisma.channelMove.upsert({
        where: { platform_channel: { platform, channel } },
        create: { platform, channel, movedTo },
        update: { movedTo },
      });
    },
  };
}
