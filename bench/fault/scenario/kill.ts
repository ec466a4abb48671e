import { setTimeout as wait } from 'node:timers/promises';
import { createCrowd } from '../crowd.ts';
import type { DoorName } from '../door.ts';
import { type DatabaseKind, openPlace } from '../place.ts';
import type { Scenario } from '../scenario.ts';
import { settle } from '../settle.ts';

/** A storm of reports by one door while the desk is killed at random instants and started again. */
export function killStorm(database: DatabaseKind, door: DoorName): Scenario {
  return {
    name: `kill-${database}-${door}`,
    about: `kill -9 at random instants of a storm, ${database}, by ${door}`,
    async run({ random, isShort, after }) {
      const place = await openPlace({ database, door });
      after(() => place.close());
      const crowd = createCrowd((number) => place.report(number));
      const kills = isShort ? 2 : 8;
      for (let kill = 0; kill < kills; kill += 1) {
        const desk = await place.start();
        await crowd.sendAgain(desk);
        let left = random.between(2, isShort ? 4 : 120);
        const pauseMs = random.between(0, 60);
        await crowd.storm([desk], {
          atOnce: isShort ? 3 : 16,
          onAccepted() {
            left -= 1;
            if (left === 0) void wait(pauseMs).then(() => desk.child.kill('SIGKILL'));
          },
        });
        await desk.end('SIGKILL');
      }
      return {
        kills,
        ...(await settle(place, await place.start(), crowd, { ladder: !isShort || door.endsWith('http') })),
      };
    },
  };
}
