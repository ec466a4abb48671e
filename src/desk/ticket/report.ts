import { WEB } from '../../chat/page.ts';
import { named } from '../../lib/language.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { findCustomer } from '../book/book.ts';
import type { Ask } from '../desk.ts';
import { titleOf } from '../input.ts';
import { actorOf } from './asked-ticket.ts';
import { attachFiles } from './attach.ts';
import { findLevelKey } from './case/names.ts';
import { siteFacts } from './case/site-facts.ts';
import type { Origin, ReportFacts, Ticket, TicketId } from './case/ticket.ts';
import { findUnit } from './case/unit.ts';
import { openTicketByReport } from './flow.ts';
import { type Report, type ReportInput, readReport } from './verb/report.ts';
import type { ToldOf } from './verb/told.ts';

/** A report that was read, before the engineer on duty is known. */
export type ReportDraft = Omit<Report, 'assignee'>;

/** Opens a ticket by a report from chat: finds its customer, site, device and contract. */
export async function reportTicket(ask: Ask): Promise<Result<{ id: TicketId; ticket: Ticket }>> {
  const draft = draftReport(ask);
  return draft.ok ? openDraft(ask, draft.value) : draft;
}

/** Opens the ticket of a draft, with the files of the message that it was made from. */
export async function openDraft(ask: Ask, draft: ReportDraft): Promise<Result<{ id: TicketId; ticket: Ticket }>> {
  const opened = await openTicketByReport(ask.turn, ask.book, draft, actorOf(ask));
  if (opened.ok) await attachFiles(ask, opened.value.id);
  return opened;
}

/**
 * Reads a report and finds its customer, site, device and contract. `behalf`: who told staff of it; left out if the
 * customer reports it here. Refuses what is missing or unknown, naming the field.
 */
export function draftReport(ask: Ask, behalf?: ToldOf): Result<ReportDraft> {
  const read = readReport(ask);
  if (!read.ok) return read;
  const { outage, ...report } = read.value;
  const customerKey = customerOf(ask, report);
  const customer = customerKey === undefined ? undefined : findCustomer(ask.book, customerKey);
  if (!customer || customerKey === undefined) return refuse('ticket.customer-unknown');
  const asked = findUnit(customer, report.device);
  const device = asked?.device;
  if (report.device && !device) return refuse('input.not-understood', { field: 'device', value: report.device });
  const site = customer.sites.find(({ key }) => key === (device?.site ?? (report.site || customer.sites[0]?.key)));
  if (!site) return refuse('input.not-understood', { field: 'site', value: report.site });
  const policy = ask.book.source.policies[customer.policy];
  const where = siteFacts(ask.book, customerKey, site, device?.key, ask.turn.now);
  return accept({
    facts: {
      ...where,
      ...(asked?.unit === undefined ? {} : { unit: asked.unit }),
      kind: report.kind,
      hardwareOnly: report.hardwareOnly === 'true',
      billable: report.billable === '' ? where.billable : report.billable === 'true',
      ...titleOf(report.text),
      contact: behalf ? [behalf.told.name, behalf.told.phone].filter(Boolean).join(' ') : report.contact,
      origin: originOf(ask),
      ...reporterOf(ask),
      ...(ask.heard ? { heard: ask.heard } : {}),
      ...(behalf ? { told: behalf.told } : {}),
    },
    level: report.level === '' ? undefined : ((policy && findLevelKey(policy, report.level)) ?? report.level),
    outage,
    ...(behalf?.callback
      ? { callback: { ...behalf.callback, company: named(customer.name, ask.asker.language) } }
      : {}),
  });
}

/** Staff who report on a customer's behalf are not pinged with questions to the customer. */
function reporterOf({ asker, person: { platform, userId } }: Ask): Pick<ReportFacts, 'reporter'> {
  return asker.staff || platform === WEB ? {} : { reporter: { platform, userId } };
}

/** A report by web page has no thread to answer in. Files that we store belong to the ticket. */
function originOf({ place: { platform, channelId }, message }: Ask): Origin | undefined {
  if (!message || platform === WEB) return undefined;
  return { platform, channelId, ...message, files: message.files.filter(({ kept }) => !kept) };
}

/** The channel's customer; for staff elsewhere the customer they name, or the only one there is. */
function customerOf({ asker, book }: Ask, report: ReportInput): string | undefined {
  if (asker.customer !== undefined) return asker.customer;
  if (!asker.staff) return undefined;
  const keys = Object.keys(book.source.customers);
  return report.customer || (keys.length === 1 ? keys[0] : undefined);
}
