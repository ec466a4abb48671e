import { Hono } from 'hono';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { type ApiEnv, createGuard, type GuardParts, needs } from '../api/guard.ts';
import { readHealth } from '../desk/health/store.ts';
import type { HttpApp } from '../lib/http-app.ts';
import type { Clock } from '../lib/instant.ts';
import type { Meter } from '../lib/meter.ts';
import { createGauges } from './gauges.ts';
import { createMeter } from './meter.ts';

/** What a running desk tells Prometheus (decision 44). */
export interface Metrics {
  /** For the edges that count. */
  readonly meter: Meter;
  /**
   * `GET /metrics`, for tokens with the scope `metrics:read`. Reads the database once at each request; throws its error,
   * so that a scrape fails while the database is away.
   */
  route(parts: MetricsParts): HttpApp;
  /** Sends the traces that are left. */
  stop(): Promise<void>;
}

export interface MetricsParts extends GuardParts {
  /** The desk's clock. */
  readonly clock: Clock;
  /** How late the tick of this process is. */
  readonly tickLateMs: () => number;
}

/** Which platforms this process has; undefined or `false`: it does not. */
export interface Watched {
  readonly playground: boolean;
  readonly slack: object | undefined;
  readonly feishu: object | undefined;
  readonly mail: object | undefined;
  /** Whether traces are sent too. */
  readonly traces: boolean;
}

/** `version`: of this program. OpenTelemetry is loaded only if traces are sent. */
export async function createMetrics(watched: Watched, version: string): Promise<Metrics> {
  const { playground, slack, feishu, mail, traces } = watched;
  const chats = Object.entries({ playground, slack, feishu, mail }).flatMap(([name, has]) => (has ? [name] : []));
  // `web` are our own pages, `webhook` the programs that are told of events.
  const platforms = [...chats, 'web', 'webhook'];
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const setGauges = createGauges(registry, platforms, version);
  const counting = createMeter(registry, platforms);
  const traced = traces ? (await import('./traces.ts')).startTraces(counting, version) : undefined;
  return {
    meter: traced?.meter ?? counting,
    stop: async () => traced?.stop(),
    route({ clock, tickLateMs, ...guarded }) {
      const app = new Hono<ApiEnv>();
      app.get('/metrics', createGuard(guarded), needs('metrics:read'), async (context) => {
        setGauges(await readHealth(guarded.database, clock.now()), tickLateMs());
        const text = await registry.metrics();
        return context.body(text, 200, { 'content-type': registry.contentType, 'cache-control': 'no-store' });
      });
      return app as unknown as HttpApp;
    },
  };
}
