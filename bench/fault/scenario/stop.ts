import { createCrowd } from '../crowd.ts';
import { openPlace } from '../place.ts';
import type { Scenario } from '../scenario.ts';
import { endWell, settle } from '../settle.ts';

/** Thousands are accepted faster than they are worked; then the desk is asked to stop. */
export const stopUnderBacklog: Scenario = {
  name: 'stop',
  about: 'SIGTERM under a backlog: exit code 0 within 10 s, and the next start works the rest',
  async run({ isShort, after }) {
    const place = await openPlace({ database: 'postgres', door: 'slack-http' });
    after(() => place.close());
    const crowd = createCrowd((number) => place.report(number));
    const desk = await place.start();
    const most = isShort ? 400 : 4000;
    const stopping = Promise.withResolvers<number>();
    await crowd.storm([desk], {
      atOnce: 64,
      most: most * 2,
      // The signal falls in the middle of the storm: some are on their way in.
      onAccepted: () => void (crowd.accepted === most && stopping.resolve(endWell(desk))),
    });
    const stopMs = Math.round(await stopping.promise);
    const counts = await settle(place, await place.start(), crowd, { tellsAll: false });
    return { stopMs, ...counts };
  },
};
