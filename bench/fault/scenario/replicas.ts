import { createCrowd } from '../crowd.ts';
import { openPlace } from '../place.ts';
import type { Scenario } from '../scenario.ts';
import { settle } from '../settle.ts';
import { soon } from '../soon.ts';

/** Two processes on one PostgreSQL take reports by turns; one dies. */
export const replicas: Scenario = {
  name: 'replicas',
  about: 'two processes on one PostgreSQL under load, one of them killed',
  async run({ random, isShort, after }) {
    const place = await openPlace({ database: 'postgres', door: 'slack-http' });
    after(() => place.close());
    const crowd = createCrowd((number) => place.report(number));
    const desks = await Promise.all([place.start(), place.start()]);
    const [victim, survivor] = random.next() < 0.5 ? desks : [desks[1], desks[0]];
    let left = random.between(3, isShort ? 8 : 200);
    await crowd.storm(desks, {
      atOnce: isShort ? 4 : 16,
      most: isShort ? 12 : 400,
      onAccepted() {
        left -= 1;
        if (left === 0) victim.child.kill('SIGKILL');
      },
    });
    await victim.end('SIGKILL');
    const diedAt = performance.now();
    await soon('the survivor to tell on what the dead one left', async () => {
      const told = place.taken().map(({ text }) => text);
      return (
        crowd.asked.every(({ accepted, title }) => !accepted || told.some((text) => text.includes(title))) || undefined
      );
    });
    const allToldMs = Math.round(performance.now() - diedAt);
    return { allToldMs, ...(await settle(place, survivor, crowd)) };
  },
};
