import { Gauge, type Registry } from 'prom-client';
import { type HealthState, SHUT, TROUBLES, type Trouble, troublesOf, type Waiting } from '../desk/health/health.ts';
import { type Instant, SECOND } from '../lib/instant.ts';

/** Sets what the database knows, as of one look, and how late the tick of this process is. */
export type SetGauges = (state: HealthState, tickLateMs: number) => void;

/**
 * What the database knows, as gauges of the registry. Every replica shows the same of these: queries take their `max`.
 * `platforms`: those that this process has. `version`: of this program.
 */
export function createGauges(registry: Registry, platforms: readonly string[], version: string): SetGauges {
  const gauge = <Label extends string = never>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge({ name: `deskbell_${name}`, help, labelNames, registers: [registry] });
  const build = gauge('build_info', 'Versions of this process', ['version', 'node']);
  build.set({ version, node: process.versions.node }, 1);
  const lanes = {
    waiting: gauge('queue_notices', 'Notices owed and not delivered', ['lane']),
    late: gauge('queue_late_notices', 'Notices owed whose instant is 30 s ago or more', ['lane']),
    oldest: gauge('queue_oldest_seconds', 'Age of the oldest notice owed', ['lane']),
  };
  const failing = gauge('queue_failing_notices', 'Notices owed whose last try failed', ['platform', 'kind']);
  const dead = gauge('notices_dead', 'Notices that were given up');
  const intake = {
    waiting: gauge('intake_waiting', 'Deliveries of platforms that were accepted and not worked'),
    oldest: gauge('intake_oldest_seconds', 'Age of the oldest of them'),
    dead: gauge('intake_dead', 'Deliveries of platforms that were given up'),
  };
  const dues = {
    waiting: gauge('due_waiting', 'Due work that no tick has done', ['table']),
    oldest: gauge('due_oldest_seconds', 'For how long the oldest of it has been due', ['table']),
  };
  const promises = gauge('promises', 'Open tickets by their next promise', ['state']);
  const untold = gauge('promises_untold', 'Promises that broke lately and of which no notice was written');
  const tick = gauge('tick_late_seconds', 'How late this process looks for due work');
  const trouble = gauge('trouble', '1: this is wrong now, as /desk health says', ['kind']);

  return (state, tickLateMs) => {
    const age = ({ oldestAt }: Waiting) => (oldestAt === undefined ? 0 : secondsSince(oldestAt, state.at));
    for (const [lane, each] of Object.entries(state.lanes)) {
      lanes.waiting.set({ lane }, each.waiting);
      lanes.late.set({ lane }, each.late);
      lanes.oldest.set({ lane }, age(each));
    }
    failing.reset();
    for (const platform of platforms) for (const kind of SHUT) failing.set({ platform, kind }, 0);
    for (const { platform, error, waiting } of state.failing) failing.inc({ platform, kind: error }, waiting);
    dead.set(state.dead.all);
    intake.waiting.set(state.intake.waiting);
    intake.oldest.set(age(state.intake));
    intake.dead.set(state.intake.dead);
    for (const [table, each] of Object.entries(state.dues)) {
      dues.waiting.set({ table }, each.waiting);
      dues.oldest.set({ table }, age(each));
    }
    for (const [name, count] of Object.entries(state.promises)) promises.set({ state: name }, count);
    untold.set(state.untold);
    tick.set(tickLateMs / SECOND);
    const wrong = troublesOf(state).map(({ kind }: Trouble) => kind);
    for (const kind of TROUBLES) trouble.set({ kind }, wrong.includes(kind) ? 1 : 0);
  };
}

function secondsSince(at: Instant, now: Instant): number {
  return Math.max(0, now - at) / SECOND;
}
