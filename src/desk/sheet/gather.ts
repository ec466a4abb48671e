import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { numberOf, parseNumber } from '../address/number.ts';
import type { Access } from '../complaint/access.ts';
import { lockAskedComplaint } from '../complaint/lock.ts';
import { complaints } from '../complaint/store.ts';
import type { Ask } from '../desk.ts';
import { shorten } from '../input.ts';
import type { StoredMatter } from '../matter/store.ts';
import { lockPart } from '../part/lock.ts';
import { parts } from '../part/store.ts';
import { lockAskedTicket } from '../ticket/asked-ticket.ts';
import { listEntries } from '../ticket/store.ts';
import type { Sheet } from './sheet.ts';
import type { SheetSource } from './source.ts';
import { sheets } from './store.ts';

/**
 * Locks the case that an ask names and reads its log: the field `part`, `complaint` or `ticket`. A typed number stands in
 * `ticket`, also if it is a part's or a complaint's. Refused as the case's own commands are.
 */
export async function lockCase(ask: Ask, access: Access): Promise<Result<SheetSource>> {
  const { part, complaint, ticket = '' } = ask.input;
  const typed = (kind: 'part' | 'complaint') => /^[a-z]/i.test(ticket) && parseNumber(kind, ticket) !== undefined;
  if (part !== undefined || typed('part')) return lockPartCase({ ...ask, input: { part: part ?? ticket } });
  if (complaint !== undefined || typed('complaint'))
    return lockComplaintCase({ ...ask, input: { complaint: complaint ?? ticket } }, access);
  return lockTicketCase(ask);
}

async function lockTicketCase(ask: Ask): Promise<Result<SheetSource>> {
  const found = await lockAskedTicket(ask);
  if (!found.ok) return found;
  const { stored, book } = found.value;
  const entries = await listEntries(ask.turn.tx, stored.id);
  const { customer } = stored.ticket.facts;
  return accept({ of: 'ticket', id: stored.id, customer, book, at: found.value, entries });
}

async function lockPartCase(ask: Ask): Promise<Result<SheetSource>> {
  const found = await lockPart(ask);
  if (!found.ok) return found;
  const { id, at, state: part } = found.value;
  const entries = await parts.listEntries(ask.turn.tx, id);
  return accept({ of: 'part', id, customer: part.customer, book: at.book, at, part, entries });
}

async function lockComplaintCase(ask: Ask, access: Access): Promise<Result<SheetSource>> {
  const found = await lockAskedComplaint(ask, access);
  if (!found.ok) return found;
  const { matter, book } = found.value;
  const entries = await complaints.listEntries(ask.turn.tx, matter.id);
  return accept({
    of: 'complaint',
    id: matter.id,
    customer: matter.state.customer,
    book,
    complaint: matter.state,
    entries,
  });
}

/** A sheet, locked with its case until the turn ends. */
export interface LockedSheet {
  readonly source: SheetSource;
  readonly id: number;
  readonly state: Sheet;
}

/**
 * Locks the sheet whose number is in the input, after its case. For people who may not see the case there is no such
 * sheet: for customers one of another customer, or one that was never put to them.
 */
export async function lockSheet(ask: Ask): Promise<Result<LockedSheet>> {
  const said = (ask.input.sheet ?? '').trim();
  if (said === '') return refuse('input.missing', { field: 'sheet' });
  const missing = refuse('sheet.not-found', { sheet: shorten(said, 20) });
  const id = parseNumber('sheet', said);
  const found = id === undefined ? undefined : await sheets.find(ask.turn.tx, id);
  const mayLook = found && (ask.asker.staff || isTheirs(ask, found));
  if (!mayLook) return missing;
  const { of, id: number } = found.state.about;
  const input = { [of]: numberOf(of, number) };
  const source = await lockCase({ ...ask, input }, ask.asker.staff ? 'read' : 'customer-step');
  const locked = await sheets.lock(ask.turn.tx, found.id);
  return source.ok && locked ? accept({ source: source.value, id: locked.id, state: locked.state }) : missing;
}

function isTheirs({ asker }: Ask, { state }: StoredMatter<Sheet>): boolean {
  // Who may see a complaint is for the complaint to say.
  const isAllowed = state.about.of === 'complaint' || asker.customer === state.customer;
  return isAllowed && state.status !== 'open';
}
