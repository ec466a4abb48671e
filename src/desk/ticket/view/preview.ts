import { t } from '../../../i18n/i18n.ts';
import { spanText } from '../../../i18n/span.ts';
import { when } from '../../../i18n/when.ts';
import type { Instant } from '../../../lib/instant.ts';
import type { Language } from '../../../lib/language.ts';
import { accept, type Result } from '../../../lib/refusal.ts';
import type { Metric } from '../../book/schema.ts';
import { applyEntry } from '../case/fold.ts';
import { levelName } from '../case/names.ts';
import type { Terms } from '../case/terms.ts';
import type { Ticket } from '../case/ticket.ts';
import { clocksOf, isOpen, type TicketClock } from '../clock/clocks.ts';
import { levelEntries } from '../clock/level.ts';
import { decideStep, entriesOf } from '../verb/step.ts';
import type { Step, VerbName } from '../verb/table.ts';
import type { Actor } from '../verb/verb.ts';

/** What a level change would do to the clocks, in words. */
export interface Preview {
  readonly level: string;
  readonly text: string;
}

/** The deadlines that a new ticket starts with, on one line. */
export function previewOpening(ticket: Ticket, terms: Terms, { language, zone, now }: PreviewView): string {
  const starts = clocksOf(ticket, terms).flatMap(({ metric, dueAt }) => {
    if (dueAt === undefined) return [];
    const late = dueAt < now ? t(language, 'preview.late') : '';
    return [
      t(language, 'preview.deadline', {
        metric: t(language, `metric.${metric}`),
        due: when(language, dueAt, zone),
        late,
      }),
    ];
  });
  return starts.join(t(language, 'list.separator')) || t(language, 'preview.no-deadline');
}

/** The reader's language, the zone of the times, and the instant at which they would act. */
export interface PreviewView {
  readonly language: Language;
  readonly zone: string;
  readonly now: Instant;
}

/** What a step would do to the clocks, on one line. Refused where the step would be refused. */
export function previewStep(
  ticket: Ticket,
  verb: VerbName,
  terms: Terms,
  by: Actor,
  view: PreviewView,
): Result<string> {
  const taken = decideStep(ticket, { verb, text: '' } as Step, terms, by, view.now);
  if (!taken.ok) return taken;
  if (!ticket.waitsForPlan && taken.value.ticket.waitsForPlan === 'director')
    return accept(t(view.language, 'preview.director-first'));
  return accept(describeMoves(ticket, taken.value.ticket, terms, view));
}

/**
 * Which clocks go on when the customer approves the plan that is with them, and how much is left of each; empty if
 * none.
 */
export function previewApproval(ticket: Ticket, terms: Terms, language: Language, zone: string): string {
  const now = ticket.asOfAt;
  const approve: Step = { verb: 'approve-plan' };
  const after = entriesOf(approve, { ticket, terms, by: CUSTOMER, now }).reduce(applyEntry, ticket);
  const held = openDues(ticket, terms);
  return clocksOf(after, terms)
    .filter(({ metric, dueAt }) => dueAt !== undefined && held.has(metric) && held.get(metric) === undefined)
    .map((clock) =>
      t(language, 'preview.resumes', {
        metric: t(language, `metric.${clock.metric}`),
        left: leftOf(clock, now, language),
        at: when(language, now, zone),
        due: when(language, clock.dueAt ?? now, zone),
      }),
    )
    .join(t(language, 'list.separator'));
}

const CUSTOMER: Actor = { key: 'customer', staff: false, director: false };

/** Which clocks pause when an approval puts the plan to the customer. */
export function previewPause(ticket: Ticket, terms: Terms, language: Language): string {
  return clocksOf(ticket, terms)
    .filter((clock) => isOpen(clock) && clock.rule.pauses && clock.dueAt !== undefined)
    .map(({ metric }) => t(language, `metric.${metric}`))
    .join(t(language, 'list.separator'));
}

/**
 * Says of each open clock whether it starts, stops or goes on. Clocks that are over, and those that the step leaves
 * alone, are left out.
 */
function describeMoves(before: Ticket, after: Ticket, terms: Terms, { language, zone, now }: PreviewView): string {
  const were = new Map(clocksOf(before, terms).map((clock) => [clock.metric, clock]));
  const moves = clocksOf(after, terms)
    .filter(isOpen)
    .flatMap((clock) => {
      const was = were.get(clock.metric);
      const metric = t(language, `metric.${clock.metric}`);
      const late = (clock.dueAt ?? now) < now ? t(language, 'preview.late') : '';
      if (clock.dueAt === undefined)
        return was?.dueAt === undefined || was.dueAt < now
          ? []
          : [t(language, 'preview.stands-still', { metric, left: leftOf(was, now, language) })];
      const goesOn = was?.dueAt === undefined || !isOpen(was);
      const text = was ? 'preview.goes-on' : 'preview.starts';
      return goesOn ? [t(language, text, { metric, due: when(language, clock.dueAt, zone), late })] : [];
    });
  return moves.join(t(language, 'list.separator')) || t(language, 'preview.nothing');
}

/** How much is left of a running clock, counted on its own calendar. */
function leftOf({ allowance, dueAt = 0 }: TicketClock, now: Instant, language: Language): string {
  const left = spanText(language, allowance.calendar.between(now, dueAt));
  return allowance.calendar.spec.always ? left : t(language, 'preview.office-time', { left });
}

/**
 * A preview for each level that the ticket does not have: the old and new deadline of each open clock, and whether it
 * is late already.
 */
export function previewLevels(ticket: Ticket, terms: Terms, language: Language, zone: string, now: Instant): Preview[] {
  return terms.policy.levels
    .filter(({ key }) => key !== ticket.level)
    .map(({ key }) => ({ level: key, text: previewLevel(ticket, key, terms, language, zone, now) }));
}

function previewLevel(
  ticket: Ticket,
  level: string,
  terms: Terms,
  language: Language,
  zone: string,
  now: Instant,
): string {
  const changed = levelEntries(ticket, terms, { level, why: 'manual' }, 'preview', now).reduce(applyEntry, ticket);
  const name = levelName(terms.policy, level, language);
  return t(language, 'preview.level', {
    level: name,
    moves: describeDues(ticket, changed, terms, { language, zone, now }),
  });
}

/** The old and new deadline of each open clock, and whether the new one has passed. */
export function describeDues(ticket: Ticket, changed: Ticket, terms: Terms, view: PreviewView): string {
  const moves = listMoves(ticket, changed, terms, view).map(({ text }) => text);
  return moves.join(t(view.language, 'list.separator')) || t(view.language, 'preview.nothing');
}

/** The same for the clocks alone that move; one that is not open any more was kept by the other ticket. */
export function describeChangedDues(ticket: Ticket, changed: Ticket, terms: Terms, view: PreviewView): string {
  const moves = listMoves(ticket, changed, terms, view, 'preview.kept').filter(({ from, to }) => from !== to);
  return moves.map(({ text }) => text).join(t(view.language, 'list.separator')) || t(view.language, 'preview.nothing');
}

/**
 * What a correction would change: the clocks that get another deadline, and whether work becomes billable; empty if
 * neither. Refused where the step would be refused.
 */
export function previewChanges(ticket: Ticket, step: Step, terms: Terms, by: Actor, view: PreviewView): Result<string> {
  const taken = decideStep(ticket, step, terms, by, view.now);
  if (!taken.ok) return taken;
  const after = entriesOf(step, { ticket, terms, by, now: view.now }).slice(0, 1).reduce(applyEntry, ticket);
  const moves = listMoves(ticket, after, terms, view).flatMap(({ text, from, to }) => (from === to ? [] : [text]));
  const isBillable = after.facts.billable !== ticket.facts.billable;
  const bill = after.facts.billable ? 'card.billable' : 'preview.not-billable';
  return accept([...moves, ...(isBillable ? [t(view.language, bill)] : [])].join('\n'));
}

/** The old and new deadline of each clock that is open before or after, with the words for it. */
function listMoves(
  before: Ticket,
  after: Ticket,
  terms: Terms,
  { language, zone, now }: PreviewView,
  gone: 'preview.none' | 'preview.kept' = 'preview.none',
) {
  const [were, are] = [openDues(before, terms), openDues(after, terms)];
  const said = (dueAt: Instant | undefined) =>
    dueAt === undefined ? t(language, 'preview.none') : when(language, dueAt, zone);
  return [...new Set([...were.keys(), ...are.keys()])].map((metric) => {
    const [from, to] = [were.get(metric), are.get(metric)];
    return {
      from,
      to,
      text: t(language, 'preview.move', {
        metric: t(language, `metric.${metric}`),
        from: said(from),
        to: are.has(metric) ? said(to) : t(language, gone),
        late: (to ?? now) < now ? t(language, 'preview.late') : '',
      }),
    };
  });
}

function openDues(ticket: Ticket, terms: Terms): Map<Metric, Instant | undefined> {
  return new Map(
    clocksOf(ticket, terms)
      .filter(isOpen)
      .map(({ metric, dueAt }) => [metric, dueAt]),
  );
}
