import type { Query } from '../../src/db/database.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { parseSpan } from '../../src/lib/span.ts';

/** What the book's ladder came to. */
export interface Ladder {
  /** How many steps happened. */
  readonly steps: number;
  /** What is wrong with them, one a line. */
  readonly wrong: readonly string[];
}

/**
 * Compares what happened to the respond promise of every ticket with the book: the warning, the breach and each rung of
 * the ladder, once each and at its instant. `isAllDue`: the clock went past the last rung; otherwise no step may be there.
 */
export async function checkLadder(query: Query, book: BookSource, isAllDue: boolean): Promise<Ladder> {
  const expected = isAllDue ? rungsOf(book) : [];
  const tickets = await query<TicketRow>('select id, level, opened_at from ticket order by id');
  const steps = await query<StepRow>(
    `select ticket_id, at, kind, coalesce(data->>'raisedTo', '') as raised_to from ticket_event
      where kind like 'sla.%' and data->>'metric' = 'respond' order by ticket_id, seq`,
  );
  const found = Map.groupBy(steps, ({ ticket_id }) => ticket_id);
  const wrong = tickets.flatMap(({ id, opened_at }) => {
    const happened = (found.get(id) ?? []).map((step) => {
      const afterMs = step.at.getTime() - opened_at.getTime();
      return nameOf({ kind: step.kind, afterMs, raisedTo: step.raised_to });
    });
    const owed = expected.map(nameOf);
    const missing = owed.filter((step) => !happened.includes(step));
    const tooMuch = happened.filter((step, at) => !owed.includes(step) || happened.indexOf(step) !== at);
    return [
      ...missing.map((step) => `T-${id} lacks ${step}`),
      ...tooMuch.map((step) => `T-${id} has ${step} twice or against the book`),
    ];
  });
  const more = wrong.length - SHOWN;
  return { steps: steps.length, wrong: more > 0 ? [...wrong.slice(0, SHOWN), `… and ${more} more steps`] : wrong };
}

const SHOWN = 5;

interface TicketRow {
  readonly id: number;
  readonly level: string | null;
  readonly opened_at: Date;
}

interface StepRow {
  readonly ticket_id: number;
  readonly at: Date;
  readonly kind: string;
  readonly raised_to: string;
}

interface Rung {
  readonly kind: string;
  /** From the report. */
  readonly afterMs: number;
  /** Empty: no particular person. */
  readonly raisedTo: string;
}

/** What happens to an unacknowledged report of the mildest level, by the sample customer's policy. */
function rungsOf({ policies, customers }: BookSource): readonly Rung[] {
  const policy = policies[customers.sample?.policy ?? ''];
  const level = policy?.levels.at(-1)?.key ?? '';
  const limit = policy?.clocks.respond?.limits.find(({ levels }) => levels?.includes(level));
  const { people = [], every = '' } = policy?.ladder ?? {};
  const withinMs = msOf(limit?.within ?? '');
  const percent = policy?.warnAtPercent ?? 0;
  return [
    { kind: 'sla.warning', afterMs: (withinMs * percent) / 100, raisedTo: '' },
    ...people.map((raisedTo, rung) => ({
      kind: rung === 0 ? 'sla.breached' : 'sla.raised',
      afterMs: withinMs + rung * msOf(every),
      raisedTo,
    })),
  ];
}

function nameOf({ kind, afterMs, raisedTo }: Rung): string {
  return `${kind}${raisedTo === '' ? '' : ` to ${raisedTo}`} after ${afterMs / 60_000} min`;
}

function msOf(text: string): number {
  const span = parseSpan(text);
  if (span?.unit !== 'clock') throw new Error(`the respond promise of this book does not run by the clock: ${text}`);
  return span.ms;
}
