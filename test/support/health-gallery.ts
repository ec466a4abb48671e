import { healthCard } from '../../src/desk/health/card.ts';
import type { HealthState } from '../../src/desk/health/health.ts';
import { MINUTE } from '../../src/lib/instant.ts';
import type { Language } from '../../src/lib/language.ts';
import type { Surface } from './care-gallery.ts';
import { START } from './house.ts';

const NONE = { waiting: 0, oldestAt: undefined };
const GOOD: HealthState = {
  at: START,
  lanes: {
    urgent: { ...NONE, late: 0 },
    normal: { ...NONE, late: 0 },
    calm: { ...NONE, late: 0 },
    card: { ...NONE, late: 0 },
  },
  late: NONE,
  failing: [],
  dead: { all: 0, recent: 0 },
  intake: { ...NONE, dead: 0, recentDead: 0 },
  dues: { ticket: NONE, matter: NONE, duty_rotation: NONE, duty_group: NONE },
  promises: { running: 14, broken: 2 },
  untold: 0,
};
const since = (waiting: number, minutes: number) => ({ waiting, oldestAt: START - minutes * MINUTE });
const BAD: HealthState = {
  ...GOOD,
  lanes: { ...GOOD.lanes, urgent: { ...since(4, 7), late: 4 }, normal: { ...since(12, 9), late: 11 } },
  late: since(2, 5),
  failing: [{ platform: 'slack', error: 'unauthorized', there: 15, ...since(13, 9) }],
  dead: { all: 3, recent: 1 },
  intake: { ...since(6, 2), dead: 1, recentDead: 1 },
  dues: { ...GOOD.dues, ticket: since(2, 4) },
  untold: 1,
};

/** `/desk health` of a desk that keeps up, and of one of which everything is wrong. */
export async function healthSurfaces(language: Language): Promise<readonly Surface[]> {
  const runtime = { version: '0.2.0', node: '24.21.0' };
  const view = { language, database: '17.5', book: 7 };
  return [
    { name: 'all is well', card: healthCard({ ...view, state: GOOD, runtime: { ...runtime, tickLateMs: 0 } }) },
    {
      name: 'all is wrong',
      card: healthCard({ ...view, state: BAD, runtime: { ...runtime, tickLateMs: 4 * MINUTE } }),
    },
  ];
}
