import { clockSteps } from './scenario/clock-steps.ts';
import { databaseAway } from './scenario/database-away.ts';
import { flood } from './scenario/flood.ts';
import { fullDisk } from './scenario/full-disk.ts';
import { killStorm } from './scenario/kill.ts';
import { replicas } from './scenario/replicas.ts';
import { stopUnderBacklog } from './scenario/stop.ts';
import { badWeather, lostAnswers } from './scenario/weather.ts';
import type { Scenario } from './scenario.ts';

/** Every scenario, those that wait longest first. */
export const SCENARIOS: readonly Scenario[] = [
  killStorm('pglite', 'slack-http'),
  { ...killStorm('postgres', 'slack-socket'), isLongOnly: true },
  databaseAway,
  badWeather('pglite', 'slack-http'),
  replicas,
  killStorm('postgres', 'feishu-http'),
  { ...killStorm('pglite', 'feishu-socket'), isLongOnly: true },
  { ...badWeather('postgres', 'feishu-http'), isLongOnly: true },
  lostAnswers('postgres', 'slack-http'),
  { ...lostAnswers('pglite', 'feishu-http'), isLongOnly: true },
  clockSteps,
  fullDisk,
  flood,
  stopUnderBacklog,
];
