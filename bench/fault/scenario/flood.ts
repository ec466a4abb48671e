import { createCrowd } from '../crowd.ts';
import { openPlace } from '../place.ts';
import type { Scenario } from '../scenario.ts';
import { settle } from '../settle.ts';
import { soon } from '../soon.ts';

/** How long another customer's report may take to reach the team behind a flood. */
const REACHED_WITHIN_MS = 30_000;

/** One customer floods the desk; another reports one fault. */
export const flood: Scenario = {
  name: 'flood',
  about: 'one report beside 2,000 of another customer (short: 200): how long until the team reads of it',
  async run({ isShort, after }) {
    const place = await openPlace({ database: 'postgres', door: 'slack-http' });
    after(() => place.close());
    const flooding = createCrowd((number) => place.report(number));
    const other = createCrowd((number) => place.report(number, 'rival'));
    const desk = await place.start();
    await flooding.storm([desk], { atOnce: 16, most: isShort ? 200 : 2000 });
    await other.storm([desk], { atOnce: 1, most: 1 });
    const title = other.asked.find(({ accepted }) => accepted)?.title ?? '';
    const team = place.book.channels.team?.id;
    const begunAt = performance.now();
    await soon(
      'the team to read of the other customer',
      async () => place.taken().some(({ channel, text }) => channel === team && text.includes(title)) || undefined,
      REACHED_WITHIN_MS,
    );
    const reachedMs = Math.round(performance.now() - begunAt);
    const crowd = { asked: [...flooding.asked, ...other.asked], sendAgain: flooding.sendAgain };
    const mayRefuse = (one: string) => one !== title;
    return { reachedMs, ...(await settle(place, desk, crowd, { tellsAll: false, mayRefuse })) };
  },
};
