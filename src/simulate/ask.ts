import type { ChatEvent } from '../chat/event.ts';
import type { TableRow } from '../db/columns.ts';
import type { Database } from '../db/database.ts';
import type { BookSource } from '../desk/book/schema.ts';
import type { ScenarioEvent } from './scenario.ts';
import { type NamedSubject, subjectInput, useOf } from './verb.ts';

/** The platform that stands for every chat in a simulation. */
export const SIMULATED = 'playground';

/** What the scenario's names stand for, once their events have happened. */
export type Named = Map<string, NamedSubject>;

/** Who acts if the scenario does not say: the owner of the case, or the person whom a ticket's plan waits for. */
export interface Owner {
  readonly assignee: string | undefined;
  readonly planWaitsFor: string | undefined;
}

/**
 * The owner of the event's subject; undefined if the person who acts is known without it, or there is no such subject.
 */
export async function ownerOf(database: Database, event: ScenarioEvent, names: Named): Promise<Owner | undefined> {
  if (event.do === 'hand-over-taken') return incomingOf(database, event.rotation);
  if (!('on' in event) || event.by !== undefined || useOf(event).side === 'customer') return undefined;
  const subject = names.get(event.on);
  if (!subject || subject.kind === 'customer') return undefined;
  const [row] = await database.query<Pick<TableRow<'Ticket'>, 'assignee'> & { readonly plan: string | null }>(
    subject.kind === 'ticket'
      ? `select assignee, state->>'waitsForPlan' as plan from ticket where id = $1::int`
      : `select state->>'owner' as assignee, null as plan from matter where number = $1::int and feature = $2`,
    subject.kind === 'ticket' ? [subject.id] : [subject.id, subject.kind],
  );
  return row && { assignee: row.assignee ?? undefined, planWaitsFor: row.plan ?? undefined };
}

/** The person to whom a rotation handed over last. */
async function incomingOf(database: Database, rotation: string): Promise<Owner | undefined> {
  const [row] = await database.query<{ readonly assignee: string }>(
    `select state->>'to' as assignee from matter where feature = 'handoff' and state->>'rotation' = $1
      order by id desc limit 1`,
    [rotation],
  );
  return row && { assignee: row.assignee, planWaitsFor: undefined };
}

/** The event as it would come from a chat: a button pressed by the person who acts. */
export function askOf(
  event: ScenarioEvent,
  index: number,
  names: Named,
  owner: Owner | undefined,
  source: BookSource,
): ChatEvent {
  const by = event.by ?? obviousActor(event, owner, source);
  const channelId = by === 'customer' ? customerChannel(source) : '';
  return {
    kind: 'button',
    id: `scenario/${index}`,
    at: event.at,
    person: { platform: SIMULATED, teamId: '', userId: by, displayName: by, external: by === 'customer' },
    place: { platform: SIMULATED, channelId, threadId: '' },
    language: 'en',
    message: undefined,
    subject: '',
    command: useOf(event).command,
    args: inputOf(event, names, source),
  };
}

/** The customer of the story is the book's first, who speaks in a channel of their own. */
function customerChannel({ customers, channels }: BookSource): string {
  const [customer] = Object.keys(customers);
  const channel = Object.values(channels).find((each) => each.purpose === 'customer' && each.customer === customer);
  return channel?.id ?? '';
}

function obviousActor(event: ScenarioEvent, owner: Owner | undefined, source: BookSource): string {
  const { side } = useOf(event);
  if (side === 'customer') return 'customer';
  if (side === 'approver') return owner?.planWaitsFor ?? 'customer';
  return owner?.assignee ?? plannerOf(source) ?? 'customer';
}

/** Who acts on a case without an owner: the project manager, for inspections and summaries. */
function plannerOf({ people }: BookSource): string | undefined {
  const keys = Object.keys(people);
  return keys.find((key) => people[key]?.roles.includes('projectManager')) ?? keys[0];
}

/** Fields that say who acts, when and on what; they are not arguments of the command. */
const APART: readonly string[] = ['at', 'do', 'by', 'on', 'as', 'title'];
const INSTANTS: readonly string[] = ['since', 'outageSince', 'from', 'until'];

function inputOf(event: ScenarioEvent, names: Named, source: BookSource): Record<string, string> {
  const input: Record<string, string> = {
    sure: 'yes',
    ...('on' in event ? subjectInput(event, names.get(event.on)) : {}),
  };
  for (const [name, value] of Object.entries(event)) {
    if (APART.includes(name) || value === undefined) continue;
    input[name] = INSTANTS.includes(name) ? new Date(Number(value)).toISOString() : String(value);
  }
  // A text that the story leaves out becomes a dash, because commands need one.
  if (event.do === 'report' || event.do === 'record-finding') input.text = event.title ?? event.as;
  else if ('text' in event && event.text === '') input.text = event.do === 'complain' ? event.as : '–';
  if (event.do === 'plan-inspection') input.customer = Object.keys(source.customers)[0] ?? '';
  if (event.do === 'swap-duty') input.to = event.by;
  return input;
}
