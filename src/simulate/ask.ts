import type { ChatEvent } from '../chat/event.ts';
import type { Database } from '../db/open.ts';
import type { BookSource } from '../desk/contract/schema.ts';
import type { TicketId } from '../desk/ticket/ticket.ts';
import type { ScenarioEvent } from './scenario.ts';

/** The platform that stands for every chat in a simulation. */
export const SIMULATED = 'playground';

/** The scenario's names for tickets. */
export type Named = Map<string, TicketId>;

/** Who acts on a ticket where the scenario does not say: its assignee, and whoever its plan waits for. */
export interface Owner {
  readonly assignee: string | undefined;
  readonly planWaitsFor: string | undefined;
}

/** The owner of the event's ticket; undefined where it is clear without who acts, or there is no such ticket. */
export async function ownerOf(database: Database, event: ScenarioEvent, names: Named): Promise<Owner | undefined> {
  if (!('on' in event) || event.by !== undefined || CUSTOMER_VERBS.includes(event.do)) return undefined;
  const id = names.get(event.on);
  if (id === undefined) return undefined;
  const [row] = await database.query<{ assignee: string | null; plan: string | null }>(
    `select assignee, state->>'waitsForPlan' as plan from ticket where id = $1`,
    [id],
  );
  return row && { assignee: row.assignee ?? undefined, planWaitsFor: row.plan ?? undefined };
}

const CUSTOMER_VERBS: readonly ScenarioEvent['do'][] = ['report', 'customer-answered', 'confirm', 'reject-fix'];
const PLAN_VERBS: readonly ScenarioEvent['do'][] = ['approve-plan', 'reject-plan'];
/** A number that no ticket has: a name that stands for no ticket yet finds none. */
const NO_TICKET = 'T-999999999';

/** The event as the chat would bring it: a button pressed by whoever acts. */
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
    command: `ticket.${event.do}`,
    args: inputOf(event, names),
  };
}

/** The story's customer is the book's first, who speaks in a channel of their own. */
function customerChannel({ customers, channels }: BookSource): string {
  const [customer] = Object.keys(customers);
  const channel = Object.values(channels).find((each) => each.purpose === 'customer' && each.customer === customer);
  return channel?.id ?? '';
}

function obviousActor(event: ScenarioEvent, owner: Owner | undefined, source: BookSource): string {
  if (CUSTOMER_VERBS.includes(event.do)) return 'customer';
  if (PLAN_VERBS.includes(event.do)) return owner?.planWaitsFor ?? 'customer';
  return owner?.assignee ?? Object.keys(source.people)[0] ?? 'customer';
}

function inputOf(event: ScenarioEvent, names: Named): Record<string, string> {
  const input: Record<string, string> = { sure: 'yes' };
  if ('on' in event) {
    const id = names.get(event.on);
    input.ticket = id === undefined ? NO_TICKET : `T-${id}`;
  }
  for (const [name, value] of Object.entries(event)) {
    if (['at', 'do', 'by', 'on', 'as', 'title'].includes(name) || value === undefined) continue;
    const isInstant = name === 'since' || name === 'outageSince';
    input[name] = isInstant ? new Date(Number(value)).toISOString() : String(value);
  }
  // What the story leaves unsaid is still said by somebody: a text of one dash.
  if (event.do === 'report') input.text = event.title ?? event.as;
  else if ('text' in event && event.text === '') input.text = '–';
  return input;
}
