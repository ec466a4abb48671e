import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Database } from '../db/database.ts';
import { openDatabase } from '../db/open.ts';
import { type JobSink, noJobs } from '../db/turn.ts';
import { overrideCustomer } from '../desk/book/book.ts';
import { allowedFor } from '../desk/book/explain.ts';
import { PRESETS, presetPath, readBookFile } from '../desk/book/load.ts';
import { onOnePlatform } from '../desk/book/one-platform.ts';
import type { BookProblem, Finding } from '../desk/book/problem.ts';
import type { BookSource } from '../desk/book/schema.ts';
import { applyBook, loadBook } from '../desk/book/store.ts';
import { startPlans } from '../desk/inspection/plan-flow.ts';
import { startRotations } from '../desk/oncall/store.ts';
import { startMonths } from '../desk/paper/month-flow.ts';
import { startTerms } from '../desk/term/flow.ts';
import { wireHouse } from '../house.ts';
import type { Instant } from '../lib/instant.ts';
import { silentLog } from '../lib/log.ts';
import { createMemoryOutbox } from '../outbox/memory.ts';
import { askOf, customerOf, type Named, ownerOf, SIMULATED } from './ask.ts';
import { lineOfNotice, lineOfRefusal, type PrintLine } from './line.ts';
import { checkNames } from './names.ts';
import { createRecorder } from './recorder.ts';
import { loadScenario, type Scenario, type ScenarioEvent } from './scenario.ts';
import { subjectOfFact } from './verb.ts';

/** Who looks on while a story runs. */
export interface Watch {
  /** Called once, before anything happens: the book as the story has it, and the names of the story's events. */
  begins(story: { readonly source: BookSource; readonly names: readonly string[]; readonly scenario: Scenario }): void;
  /** The story's clock is there now. Called often. */
  reached(now: Instant): void;
}

const UNWATCHED: Watch = { begins: () => {}, reached: () => {} };

/**
 * Runs a scenario through the real dispatch, flows, stores, due work and outbox, on a virtual clock and an in-memory
 * database. `print` gets every line in the order of time, `warn` what in the scenario has no effect. Throws a
 * `BookError` if the scenario or its book is wrong.
 */
export async function simulate(
  path: string,
  print: PrintLine,
  open: () => Promise<Database> = () => openDatabase({ kind: 'pglite-memory' }, silentLog),
  warn: (problem: BookProblem) => void = () => {},
  watch: Watch = UNWATCHED,
): Promise<void> {
  const { scenario, warnings, refuse } = await loadScenario(path);
  const book = presetPath(scenario.book) ?? resolve(dirname(path), scenario.book);
  if (!existsSync(book)) refuse(noBook(scenario.book));
  const loaded = (await readBookFile(book)).source;
  const findings = checkNames(scenario, loaded);
  if (findings.length > 0) refuse(findings);
  for (const warning of warnings) warn(warning);
  const source = unrated(onOnePlatform(overrideCustomer(loaded, scenario.customer ?? {}), SIMULATED));
  const database = await open();
  try {
    const names = scenario.events.flatMap((event) => ('as' in event ? [event.as] : []));
    watch.begins({ source, names, scenario });
    await runScenario(scenario, source, database, print, watch);
  } finally {
    await database.close();
  }
}

function noBook(book: string): Finding[] {
  const presets = PRESETS.length > 0 ? `${allowedFor(book, PRESETS)}, or ` : 'allowed: ';
  const message = `"${book}" is no preset and no file; ${presets}the path of a service book, relative to this file`;
  return [{ path: ['book'], message }];
}

/** The book without rating surveys: a story has no answers to them, and no line shows them. */
function unrated(source: BookSource): BookSource {
  const policies = Object.entries(source.policies).map(([key, policy]) => [
    key,
    { ...policy, rating: { ...policy.rating, ask: [] } },
  ]);
  return { ...source, policies: Object.fromEntries(policies) };
}

/** There is no chat platform: the outbox is drained without a queue, and no person reads a card. */
const UNSEEN: JobSink = { ...noJobs, unseen: true };

/** The table of matters: what features keep beside the ticket. */
const MATTERS = 'matter';

async function runScenario(
  scenario: Scenario,
  source: BookSource,
  database: Database,
  print: PrintLine,
  watch: Watch,
): Promise<void> {
  const clock = { at: scenario.start, now: () => clock.at };
  const recorder = createRecorder(SIMULATED);
  const house = wireHouse({
    database,
    jobs: UNSEEN,
    outbox: createMemoryOutbox(),
    clock,
    log: silentLog,
    adapterFor: () => recorder.adapter,
    alarm: ({ code, error }) => {
      throw new Error(`${code}: ${error}`);
    },
  });
  await database.transaction(async (tx) => {
    const version = await applyBook(tx, source, scenario.start);
    await startRotations(tx, source, scenario.start);
    const at = { tx, now: scenario.start };
    const applied = await loadBook(tx, version);
    if (scenario.plans) await startPlans(at, applied);
    await startMonths(at, applied);
    await startTerms(at, applied);
  });

  const names: Named = new Map(
    Object.keys(source.customers).map((key) => [key, { kind: 'customer', id: key, customer: key }]),
  );
  const nameOf = new Map<string, string>();
  let owes = false;
  const flush = async () => {
    if (!owes) return;
    owes = false;
    await house.courier.drain();
    for (const notice of recorder.takeNotices()) print(lineOfNotice(notice, nameOf, source.provider.timeZone));
  };
  const letFallDue = (until: Instant) =>
    house.tick.run(
      until,
      async (now) => {
        clock.at = now;
        watch.reached(now);
        owes = true;
      },
      // What is owed goes out before anything can withdraw it; due matters withdraw nothing that still waits.
      async (table) => (table === MATTERS ? undefined : flush()),
    );

  for (const [at, events] of byInstant(scenario)) {
    // People first: what falls due at this very instant waits until they are done.
    await letFallDue(at - 1);
    clock.at = at;
    for (const [index, event] of events) {
      await flush();
      const owner = await ownerOf(database, event, names);
      const outcome = await house.dispatch(askOf(event, index, names, owner, source));
      for (const fact of outcome.facts) {
        const subject = subjectOfFact(fact);
        if (!subject || !('as' in event)) continue;
        names.set(event.as, { ...subject, customer: customerOf(event, names, source) });
        nameOf.set(`${subject.kind}/${subject.id}`, event.as);
      }
      owes = true;
      if (outcome.refusal) await flush();
      if (outcome.refusal) print(lineOfRefusal(event, outcome.refusal, source.provider.timeZone), outcome.refusal);
    }
  }
  await letFallDue(scenario.until);
  await flush();
}

/**
 * Events in the order of time; those of one instant keep the order of the file. Those after the end of the run are left
 * out.
 */
function byInstant({ events, until }: Scenario): Map<Instant, [index: number, ScenarioEvent][]> {
  const inRun = events
    .map((event, index): [number, ScenarioEvent] => [index, event])
    .filter(([, { at }]) => at <= until);
  return Map.groupBy(
    inRun.sort(([, one], [, other]) => one.at - other.at),
    ([, { at }]) => at,
  );
}
