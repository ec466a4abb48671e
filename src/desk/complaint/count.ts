import type { Instant } from '../../lib/instant.ts';
import type { ComplaintRule } from '../book/matter-rule.ts';
import { spanOf } from '../book/schema.ts';
import { layOut, type SpanCalendars } from '../sla/sla.ts';

/** When both clocks of a complaint are due, and their notices, counted from its opening. */
export function countComplaint(rule: ComplaintRule, calendars: SpanCalendars, from: Instant) {
  const after = (span: string, since: Instant, share = 1): Instant => {
    const { calendar, ms } = layOut(spanOf(span), since, calendars);
    return calendar.add(since, ms * share);
  };
  const due = { 'first-answer': after(rule.firstAnswer, from), closure: after(rule.closure, from) };
  const at = {
    'first-answer-reminder': after(rule.remindAfter, from),
    'first-answer-breached': due['first-answer'],
    'first-answer-raised': after(rule.raiseAfter, due['first-answer']),
    'closure-reminder': after(rule.closure, from, rule.warnAtPercent / 100),
    'closure-breached': due.closure,
  };
  return { due, at };
}
