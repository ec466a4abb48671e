import { z } from 'zod';
import type { Instant } from '../../../lib/instant.ts';
import { accept, type Refusal, type Result, refuse } from '../../../lib/refusal.ts';
import { lowestLevel } from '../../book/book.ts';
import { spanOf } from '../../book/schema.ts';
import { nameMoment, readMoment } from '../../date-input.ts';
import type { Ask } from '../../desk.ts';
import { readInput, Text } from '../../input.ts';
import { layOut } from '../../sla/sla.ts';
import type { Entry, EntryOf } from '../case/entry.ts';
import { applyEntry, openTicket } from '../case/fold.ts';
import type { Callback } from '../case/record.ts';
import type { Terms } from '../case/terms.ts';
import type { ReportFacts, Ticket } from '../case/ticket.ts';
import { clocksOf, duesOf } from '../clock/clocks.ts';
import { type Progress, passedTier } from '../clock/lapse.ts';
import { lateEntries } from '../clock/level.ts';
import { levelByOutage } from '../clock/outage.ts';
import { promiseCallback } from './callback.ts';
import { isLongAgo, LONG_AGO_DAYS } from './long-ago.ts';
import { Percent } from './percent.ts';
import type { Actor } from './verb.ts';

/** Reports: how one is read, and the ticket that it opens. */

const ReportInput = z.object({
  text: Text,
  kind: z.enum(['fault', 'question', 'requirement']).default('fault'),
  level: z.string().default(''),
  customer: z.string().default(''),
  site: z.string().default(''),
  device: z.string().default(''),
  outageSince: z.string().default(''),
  affectedPercent: z.union([z.literal(''), Percent]).default(''),
  hardwareOnly: z.enum(['', 'true', 'false']).default(''),
  billable: z.enum(['', 'true', 'false']).default(''),
  contact: z
    .string()
    .max(200)
    .default('')
    .transform((text) => text.trim()),
});
export type ReportInput = z.infer<typeof ReportInput>;

/** A report as it was given, with its outage read. */
export type ReportAsked = ReportInput & { readonly outage: { sinceAt: Instant; affectedPercent: number } | undefined };

export function readReport(ask: Ask): Result<ReportAsked> {
  const read = readInput(ReportInput, ask.input);
  if (!read.ok) return read;
  const { outageSince, affectedPercent } = read.value;
  if (outageSince === '') return accept({ ...read.value, outage: undefined });
  const since = readMoment(ask, 'outageSince', outageSince, { looks: 'back' });
  if (!since.ok) return since;
  const sinceAt = since.value;
  if (isLongAgo(sinceAt, ask.turn.now) && ask.input.sure !== 'yes') return refuseLongAgo(sinceAt, ask);
  return accept({ ...read.value, outage: { sinceAt, affectedPercent: affectedPercent === '' ? 0 : affectedPercent } });
}

/** A fault is reported when it happens: a date long ago is a slip, and it would raise the level at once. */
function refuseLongAgo(sinceAt: Instant, ask: Ask): Refusal {
  const since = nameMoment(ask, sinceAt);
  return refuse('ticket.outage-long-ago', { field: 'outageSince', since, days: LONG_AGO_DAYS });
}

export interface Report {
  readonly facts: ReportFacts;
  /** undefined: the outage and the policy decide. */
  readonly level: string | undefined;
  readonly outage: { readonly sinceAt: Instant; readonly affectedPercent: number } | undefined;
  readonly assignee: string | undefined;
  /** The call that was promised to the person who told us; left out: none. */
  readonly callback?: Callback;
}

/**
 * Opens a ticket. If the policy has outage lines (D1, E1), the higher level holds of the given one and the one that the
 * outage means; with neither it is the lowest. Questions and requirements have no level. Refuses an unknown level and an
 * outage in the future.
 */
export function openByReport(report: Report, terms: Terms, by: Actor, now: Instant): Result<Progress> {
  const { facts } = report;
  const triage = triageOf(terms, now);
  const assignee = triage?.holdsBack ? undefined : report.assignee;
  const levels = terms.policy.levels.map(({ key }) => key);
  if (report.level !== undefined && !levels.includes(report.level))
    return refuse('ticket.unknown-level', {
      level: report.level,
      allowed: terms.policy.levels.map(({ name }) => name),
    });
  const outage = facts.kind === 'fault' ? report.outage : undefined;
  if (outage && outage.sinceAt > now) return refuse('ticket.outage-in-future', { field: 'outageSince' });
  const byOutage = outage && levelByOutage(terms, outage, now, report.level !== undefined);
  const highest = levels.find((key) => key === report.level || key === byOutage);
  const level = facts.kind === 'fault' ? (highest ?? lowestLevel(terms.policy).key) : undefined;

  const bare: EntryOf<'ticket.opened'> = {
    kind: 'ticket.opened',
    at: now,
    by: by.key,
    staff: false,
    data: {
      facts,
      due: {},
      provisional: [],
      ...(level === undefined ? {} : { level }),
      ...(assignee === undefined ? {} : { assignee }),
      ...(outage === undefined ? {} : { outage }),
      ...(triage === undefined ? {} : { triage }),
    },
  };
  const ticket = openTicket(bare);
  const provisional = clocksOf(ticket, terms).flatMap((clock) => (clock.provisional ? [clock.metric] : []));
  return accept({ ticket, added: [{ ...bare, data: { ...bare.data, due: duesOf(ticket, terms), provisional } }] });
}

/** When a new ticket must be reviewed (A8), and whether an engineer has it only then; undefined: no one reviews it. */
function triageOf({ policy, calendars }: Terms, now: Instant): EntryOf<'ticket.opened'>['data']['triage'] {
  if (!policy.triage) return undefined;
  const { calendar, startAt, ms } = layOut(spanOf(policy.triage.within), now, calendars);
  return { due: calendar.add(startAt, ms), holdsBack: policy.triage.engineer === 'after' };
}

/** What follows at once on a new ticket: what fell due between the call and now, and the promise to call back. */
export function afterOpening(
  ticket: Ticket,
  { facts, callback }: Omit<Report, 'assignee'>,
  terms: Terms,
  by: Actor,
): Progress {
  const now = ticket.asOfAt;
  const late =
    facts.told?.at === undefined ? [] : [...lateEntries(ticket, terms, now, 'told'), ...passedTier(ticket, terms, now)];
  const current = late.reduce(applyEntry, ticket);
  const promised: Entry[] = callback ? promiseCallback.entries({ ticket: current, terms, by, now }, { callback }) : [];
  return { ticket: promised.reduce(applyEntry, current), added: [...late, ...promised] };
}
