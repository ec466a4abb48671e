import type { Instant } from '../../lib/instant.ts';
import type { Ladder } from '../book/ladder.ts';
import type { ComplaintRule } from '../book/matter-rule.ts';
import { spanOf } from '../book/schema.ts';
import { layOut, type SpanCalendars } from '../sla/sla.ts';
import { raiseAt } from './raise.ts';

/** When both clocks of a complaint are due, and their notices, counted from its opening. `hours`: when the ladder climbs. */
export function countComplaint(rule: ComplaintRule, calendars: SpanCalendars, from: Instant, hours: Ladder['hours']) {
  const after = (span: string, since: Instant, share = 1): Instant => {
    const { calendar, ms } = layOut(spanOf(span), since, calendars);
    return calendar.add(since, ms * share);
  };
  const due = { 'first-answer': after(rule.firstAnswer, from), closure: after(rule.closure, from) };
  const at = {
    'first-answer-reminder': after(rule.remindAfter, from),
    'first-answer-breached': due['first-answer'],
    'first-answer-raised': raiseAt(rule, hours, calendars, due['first-answer']),
    'closure-reminder': after(rule.closure, from, rule.warnAtPercent / 100),
    'closure-breached': due.closure,
  };
  return { due, at };
}
