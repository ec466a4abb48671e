import type { Platform } from '../chat/place.ts';
import type { Database } from '../db/database.ts';

/** Where channels went whose platform gave them another id: the id that the service book knows → the one of today. */
export interface Moves {
  list(): Promise<ReadonlyMap<string, string>>;
  add(knownAs: string, id: string): Promise<void>;
}

export function createMoves({ prisma }: Pick<Database, 'prisma'>, platform: Platform): Moves {
  return {
    async list() {
      const moves = await prisma.channelMove.findMany({ where: { platform } });
      return new Map(moves.map(({ channel, movedTo }) => [channel, movedTo]));
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
