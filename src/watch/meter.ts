import { Counter, Histogram, type Registry } from 'prom-client';
import { LANES } from '../desk/health/health.ts';
import { SECOND } from '../lib/instant.ts';
import type { Meter } from '../lib/meter.ts';

/** Kinds of failure of a platform's calls, as the outbox names them. */
const KINDS = [
  'rate-limited',
  'unavailable',
  'unauthorized',
  'gone',
  'exposed',
  'too-large',
  'rejected',
  'paused',
  'unwanted',
  'fault',
];
const ALARMS = ['outbox.dead', 'outbox.rerouted', 'outbox.refused', 'outbox.not-urged', 'outbox.urgent-used-up'];
/** Doors that everyone on the network can knock at. */
const DOORS = ['api', 'hooks', 'metrics', 'web'];
const REFUSALS = [401, 403, 413, 429, 503];
const LATENESS = [1, 2, 5, 10, 30, 60, 300, 900, 3600];
const SHORT = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/**
 * A meter whose counts the registry hands out. Counters of `platforms` begin at 0, because a counter that appears with its
 * first failure shows no increase.
 */
export function createMeter(registry: Registry, platforms: readonly string[]): Meter {
  const { lateness, errors, alarms, accepted, worked, refusals, seconds } = createSeries(registry);
  for (const platform of platforms) {
    for (const kind of KINDS) errors.inc({ platform, kind }, 0);
    for (const code of ALARMS) alarms.inc({ platform, code }, 0);
    for (const lane of LANES.filter((each) => each !== 'card')) lateness.zero({ platform, lane });
    accepted.inc({ platform }, 0);
    worked.inc({ platform }, 0);
  }
  for (const door of new Set([...DOORS, ...platforms]))
    for (const status of REFUSALS) refusals.inc({ door, status: `${status}` }, 0);
  for (const by of ['people', 'clock']) seconds.turn.zero({ by });

  return {
    delivered: ({ platform, lane }, lateMs) => lateness.observe({ platform, lane }, lateMs / SECOND),
    callFailed: (platform, kind) => errors.inc({ platform, kind }),
    alarmed: (code, platform) => alarms.inc({ code, platform }),
    accepted: (platform) => accepted.inc({ platform }),
    worked: (platform) => worked.inc({ platform }),
    refused: (door, status) => refusals.inc({ door, status: `${status}` }),
    async time({ is, ...labels }, run) {
      const end = (seconds[is] as Histogram).startTimer({ ...labels });
      try {
        return await run();
      } finally {
        end();
      }
    },
  };
}

function createSeries(registry: Registry) {
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter({ name: `deskbell_${name}`, help, labelNames, registers });
  const histogram = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    buckets: readonly number[],
  ) => new Histogram({ name: `deskbell_${name}`, help, labelNames, buckets: [...buckets], registers });
  return {
    lateness: histogram(
      'delivery_lateness_seconds',
      'From the instant that a notice tells of until people had it',
      ['platform', 'lane'],
      LATENESS,
    ),
    errors: counter('platform_errors_total', 'Calls to a platform that failed', ['platform', 'kind']),
    alarms: counter('delivery_alarms_total', 'Notices that died, went elsewhere or were refused', ['platform', 'code']),
    accepted: counter('intake_accepted_total', 'Deliveries of platforms that were stored', ['platform']),
    worked: counter('intake_worked_total', 'Deliveries of platforms that were worked, or given up', ['platform']),
    refusals: counter('http_refusals_total', 'HTTP requests that were refused', ['door', 'status']),
    seconds: {
      turn: histogram('turn_seconds', 'One transaction of turns', ['by'], SHORT),
      delivery: histogram('delivery_seconds', 'One call of the courier', ['platform', 'lane'], SHORT),
      request: histogram('http_request_seconds', 'One HTTP request', ['door'], SHORT),
    },
  };
}
