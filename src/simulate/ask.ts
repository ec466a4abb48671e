import type { ChatEvent } from '../chat/event.ts';
import type { TableRow } from '../db/columns.ts';
import type { Database } from '../db/database.ts';
import type { BookPolicy, BookSource } from '../desk/book/schema.ts';
import { listByRole } from '../desk/person/person.ts';
import type { ScenarioEvent } from './scenario.ts';
import { type NamedSubject, otherTicket, subjectInput, useOf } from './verb.ts';

/** The platform that stands for every chat in a simulation. */
export const SIMULATED = 'playground';

/** What the scenario's names stand for, once their events have happened. */
export type Named = Map<string, NamedSubject>;

/** What decides who acts if the scenario does not say. Of other cases than tickets only the owner is known. */
export interface Owner {
  readonly assignee: string | undefined;
  readonly planWaitsFor: string | undefined;
  /** The manager of the ladder who was told last of a broken promise; undefined: none was. */
  readonly told: string | undefined;
  readonly tier: number;
}

interface OwnerRow extends Pick<TableRow<'Ticket'>, 'assignee'> {
  readonly plan: string | null;
  readonly tier: number | null;
  readonly told: string | null;
}

/**
 * The owner of the event's subject; undefined if the person who acts is known without it, or there is no such subject.
 */
export async function ownerOf(database: Database, event: ScenarioEvent, names: Named): Promise<Owner | undefined> {
  if (event.do === 'hand-over-taken') return incomingOf(database, event.rotation);
  if (!('on' in event) || event.by !== undefined || useOf(event).side === 'customer') return undefined;
  const subject = names.get(event.on);
  if (!subject || subject.kind === 'customer') return undefined;
  const [row] = await database.query<OwnerRow>(
    subject.kind === 'ticket'
      ? `select assignee, state->>'waitsForPlan' as plan, (state->>'tier')::int as tier,
          (select value->>'raisedTo' from jsonb_each(state->'breaches')
            order by (value->>'steps')::int desc limit 1) as told
        from ticket where id = $1::int`
      : `select state->>'owner' as assignee, null as plan, null as tier, null as told
        from matter where number = $1::int and feature = $2`,
    subject.kind === 'ticket' ? [subject.id] : [subject.id, subject.kind],
  );
  if (!row) return undefined;
  const { assignee, plan, told, tier } = row;
  return { assignee: assignee ?? undefined, planWaitsFor: plan ?? undefined, told: told ?? undefined, tier: tier ?? 1 };
}

/** The person to whom a rotation handed over last. */
async function incomingOf(database: Database, rotation: string): Promise<Owner | undefined> {
  const [row] = await database.query<{ readonly assignee: string }>(
    `select state->>'to' as assignee from matter where feature = 'handoff' and state->>'rotation' = $1
      order by id desc limit 1`,
    [rotation],
  );
  return row && { assignee: row.assignee, planWaitsFor: undefined, told: undefined, tier: 1 };
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
  const channelId = by === 'customer' ? customerChannel(source, customerOf(event, names, source)) : '';
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

/** Whose event it is: the customer that it names, or that its subject belongs to; else the book's first. */
export function customerOf(event: ScenarioEvent, names: Named, { customers }: BookSource): string {
  const said = 'customer' in event ? event.customer : 'on' in event ? names.get(event.on)?.customer : undefined;
  return said ?? Object.keys(customers)[0] ?? '';
}

/** Customers speak in a channel of their own. */
function customerChannel({ channels }: BookSource, customer: string): string {
  const channel = Object.values(channels).find((each) => each.purpose === 'customer' && each.customer === customer);
  return channel?.id ?? '';
}

function obviousActor(event: ScenarioEvent, owner: Owner | undefined, source: BookSource): string {
  const { side } = useOf(event);
  if (side === 'customer') return 'customer';
  if (side === 'approver') return owner?.planWaitsFor ?? 'customer';
  if (side === 'manager') return owner?.told ?? policyOfStory(source).ladder.people[0] ?? 'customer';
  if (side === 'holder') return holderOf(owner?.tier ?? 1, source) ?? owner?.assignee ?? 'customer';
  if (side === 'director') return listByRole(source.people, 'director')[0] ?? plannerOf(source) ?? 'customer';
  return owner?.assignee ?? plannerOf(source) ?? 'customer';
}

/** The first holder of a support tier; undefined: the book names none. */
function holderOf(tier: number, source: BookSource): string | undefined {
  const roles = policyOfStory(source).tiers.find((each) => each.tier === tier)?.holders ?? [];
  return roles.flatMap((role) => listByRole(source.people, role))[0];
}

/** The contract of the book's first customer. */
function policyOfStory({ customers, policies }: BookSource): BookPolicy {
  const [customer] = Object.values(customers);
  const policy = customer && policies[customer.policy];
  if (!policy) throw new Error('a book without a customer with a policy');
  return policy;
}

/** Who acts on a case without an owner: the project manager, for inspections and summaries. */
function plannerOf({ people }: BookSource): string | undefined {
  const keys = Object.keys(people);
  return keys.find((key) => people[key]?.roles.includes('projectManager')) ?? keys[0];
}

/** Fields that say who acts, when and on what; they are not arguments of the command. */
const APART: readonly string[] = ['at', 'do', 'by', 'on', 'as', 'title', 'of', 'into', 'customer'];
const INSTANTS: readonly string[] = ['since', 'outageSince', 'from', 'until'];

function inputOf(event: ScenarioEvent, names: Named, source: BookSource): Record<string, string> {
  const input: Record<string, string> = {
    // A merge is previewed on a card of its own.
    sure: event.do === 'merge' ? 'shown' : 'yes',
    ...('on' in event ? subjectInput(event, names.get(event.on)) : {}),
  };
  for (const [name, value] of Object.entries(event)) {
    if (APART.includes(name) || value === undefined) continue;
    input[name] = INSTANTS.includes(name) ? new Date(Number(value)).toISOString() : String(value);
  }
  // A text that the story leaves out becomes a dash, because commands need one.
  if (event.do === 'report' || event.do === 'record-finding') input.text = event.title ?? event.as;
  else if ('text' in event && event.text === '') input.text = event.do === 'complain' ? event.as : '–';
  // A written reply has at least a solution; a go-live date is part of one.
  if (event.do === 'deliver' && event.goLive !== undefined) input.solution = input.text ?? '';
  if (event.do === 'declare-incident') input.speaker = event.speaker ?? plannerOf(source) ?? '';
  if (event.do === 'callback' && event.phone === '') input.phone = '–';
  if (event.do === 'duplicate') input.other = otherTicket(names.get(event.of));
  if (event.do === 'merge') input.other = otherTicket(names.get(event.into));
  if (event.do === 'plan-inspection') input.customer = customerOf(event, names, source);
  if (event.do === 'swap-duty') input.to = event.by;
  return input;
}
