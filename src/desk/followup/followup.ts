import type { Instant } from '../../lib/instant.ts';
import type { FollowupRule } from '../book/matter-rule.ts';
import { spanOf } from '../book/schema.ts';
import { createReminders } from '../matter/reminder.ts';
import type { MatterEntry, MatterState, Progress } from '../matter/store.ts';
import { listByRole, type People } from '../person/person.ts';
import { notUrgentAt } from '../sla/office-hours.ts';
import { layOut, type SpanCalendars } from '../sla/sla.ts';
import type { TicketId } from '../ticket/case/ticket.ts';

/**
 * A follow-up (D15): after a fix a colleague, if possible not the one who fixed it, calls the customer. The caller is
 * asked at once and reminded once; the coordinator is told when the call is overdue. The functions of this file decide;
 * they read and write no database.
 */
export interface Followup extends MatterState {
  readonly ticketId: TicketId;
  readonly status: 'open' | 'done' | 'withdrawn';
  /** Key of the person who is asked to call. */
  readonly asked: string;
  /** Who would have been asked but was away; left out: no one. */
  readonly skipped?: readonly string[];
  readonly begunAt: Instant;
  readonly dueAt: Instant;
  /** When each notice goes out; those already sent are in `told`. */
  readonly at: Readonly<Record<FollowupNotice, Instant>>;
  readonly told: readonly FollowupNotice[];
  readonly result: FollowupResult | undefined;
}

/** In the order in which they go out. */
const NOTICES = ['prompt', 'reminder', 'overdue'] as const;
export type FollowupNotice = (typeof NOTICES)[number];
export const followupReminders = createReminders<FollowupNotice, Followup, FollowupEntry>(
  'followup',
  NOTICES,
  ({ dueAt }) => ({ dueAt }),
);

/** What the customer said. */
export interface FollowupResult {
  /** From 1 (bad) to 5 (good); undefined if not asked or not answered. */
  readonly score: number | undefined;
  readonly works: boolean | undefined;
  readonly remarks: string;
}

/** An entry in the log of a follow-up. */
export interface FollowupEntry extends MatterEntry {
  readonly kind:
    | 'followup.begun'
    | `followup.${FollowupNotice}`
    | 'followup.done'
    | 'followup.moved'
    | 'followup.withdrawn';
}

export type FollowupProgress = Progress<Followup, FollowupEntry>;

/** The fix of a ticket, which starts a follow-up. */
export interface Fix {
  readonly customer: string;
  readonly ticketId: TicketId;
  /** Key of the person who fixed it. */
  readonly by: string;
  readonly at: Instant;
}

/**
 * Starts a follow-up. The call is due within the span of the rule (48 h in all presets), with a reminder some time
 * before.
 */
export function beginFollowup(
  fix: Fix,
  rule: FollowupRule,
  people: People,
  calendars: SpanCalendars,
  isAway: (person: string) => boolean = () => false,
): FollowupProgress {
  const { at } = fix;
  const counted = countFollowup(rule, calendars, at);
  const { dueAt } = counted;
  const { asked, skipped } = callerAfter(people, fix.by, isAway);
  return {
    state: {
      customer: fix.customer,
      ticketId: fix.ticketId,
      status: 'open',
      asked,
      ...(skipped ? { skipped } : {}),
      begunAt: at,
      ...counted,
      told: [],
      result: undefined,
    },
    added: [{ kind: 'followup.begun', at, by: fix.by, data: { asked, dueAt } }],
  };
}

/** When the call is due, and its notices, counted from the fix. */
export function countFollowup(
  rule: FollowupRule,
  calendars: SpanCalendars,
  from: Instant,
): Pick<Followup, 'dueAt' | 'at'> {
  const allowed = layOut(spanOf(rule.within), from, calendars);
  const dueAt = allowed.calendar.add(from, allowed.ms);
  const before = layOut(spanOf(rule.remindBefore), from, calendars);
  const remindAt = Math.max(from, before.calendar.subtract(dueAt, before.ms));
  const at = {
    prompt: notUrgentAt(calendars.office, from, dueAt),
    reminder: notUrgentAt(calendars.office, remindAt, dueAt),
    overdue: dueAt,
  };
  return { dueAt, at };
}

/**
 * Who is asked to call: the service desk; if the desk fixed it, the coordinator or another colleague (D15). People who are
 * away are passed over, unless all are.
 */
function callerAfter(
  people: People,
  fixer: string,
  isAway: (person: string) => boolean,
): Pick<Followup, 'asked' | 'skipped'> {
  const able = [...listByRole(people, 'desk'), ...listByRole(people, 'coordinator'), ...Object.keys(people).sort()];
  const others = able.filter((key) => key !== fixer);
  const there = others.findIndex((key) => !isAway(key));
  const asked = others[there];
  if (asked === undefined) return { asked: others[0] ?? fixer };
  return there === 0 ? { asked } : { asked, skipped: [...new Set(others.slice(0, there))] };
}

/** The call was made. */
export function finishFollowup(followup: Followup, result: FollowupResult, by: string, now: Instant): FollowupProgress {
  return {
    state: { ...followup, status: 'done', result },
    added: [{ kind: 'followup.done', at: now, by, data: result }],
  };
}

/** Withdraws the follow-up because the fix did not hold; the next fix starts another. */
export function withdrawFollowup(followup: Followup, by: string, now: Instant): FollowupProgress {
  return {
    state: { ...followup, status: 'withdrawn' },
    added: [{ kind: 'followup.withdrawn', at: now, by, data: {} }],
  };
}

/** Whether the customer is unhappy enough to reopen the ticket or record a complaint. */
export function isUnhappy({ score, works }: FollowupResult): boolean {
  return works === false || (score !== undefined && score <= 2);
}
