import { setTimeout as wait } from 'node:timers/promises';
import { createCrowd } from '../crowd.ts';
import type { DoorName } from '../door.ts';
import { type DatabaseKind, openPlace } from '../place.ts';
import type { Scenario } from '../scenario.ts';
import { settle } from '../settle.ts';
import { soon } from '../soon.ts';
import type { Sky } from '../weather.ts';

const SKIES: readonly Sky[] = ['rate-limited', 'broken', 'html', 'silent'];

/** The platform takes nothing for a while, in every way in which platforms do that. */
export function badWeather(database: DatabaseKind, door: DoorName): Scenario {
  return {
    name: `weather-${door}`,
    about: `the platform of ${door} answers 429, then 500, HTML and nothing, a minute each (short: 3 s)`,
    async run({ random, isShort, after }) {
      const place = await openPlace({ database, door });
      after(() => place.close());
      const crowd = createCrowd((number) => place.report(number));
      const desk = await place.start();
      for (const sky of SKIES) {
        place.weather.turn(sky);
        await crowd.storm([desk], { atOnce: 4, most: random.between(1, isShort ? 2 : 15) });
        await wait(isShort ? 3_000 : 60_000);
      }
      place.weather.turn('fair');
      const counts = await settle(place, desk, crowd, { ladder: !isShort });
      return { spoilt: place.weather.spoilt, ...counts };
    },
  };
}

/** The platform takes messages, but the line is cut before it can say so. */
export function lostAnswers(database: DatabaseKind, door: DoorName): Scenario {
  return {
    name: `lost-${door}`,
    about: `messages that the platform of ${door} took, but whose answer never came`,
    async run({ random, isShort, after }) {
      const place = await openPlace({ database, door });
      after(() => place.close());
      const crowd = createCrowd((number) => place.report(number));
      const desk = await place.start();
      place.weather.turn('lost', isMessage);
      await crowd.storm([desk], { atOnce: 4, most: random.between(4, isShort ? 8 : 30) });
      await soon('answers to be lost', async () => place.weather.spoilt >= (isShort ? 4 : 20) || undefined);
      place.weather.turn('fair');
      const counts = await settle(place, desk, crowd, { ladder: !isShort });
      return { lost: place.weather.spoilt, ...counts };
    },
  };
}

/** Whether the call puts a message somewhere. */
function isMessage(path: string, method: string): boolean {
  return method === 'POST' && (path.endsWith('chat.postMessage') || /im\/v1\/messages(\?|\/[^/]+\/reply|$)/.test(path));
}
