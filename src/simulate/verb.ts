import { numberOf } from '../desk/address/number.ts';
import type { ScenarioEvent } from './scenario.ts';

/** The kinds of things that an event may be about. */
export type SubjectKind = 'ticket' | 'complaint' | 'inspection' | 'customer';

/** What a name in a story stands for: its kind and its number (for a customer the key). */
export interface NamedSubject {
  readonly kind: SubjectKind;
  readonly id: string;
  /** Whose it is: a customer's key. */
  readonly customer: string;
}

/** How a verb of the story is asked of the desk. */
interface VerbUse {
  readonly command: string;
  /**
   * Who acts if the scenario does not say: the customer, the owner of the case, the person the plan waits for, the manager
   * who was told last, a holder of the support tier, or the technical director.
   */
  readonly side: 'customer' | 'owner' | 'approver' | 'manager' | 'holder' | 'director';
}

/** Events that are no verb of a ticket, or that its engineer does not ask for. */
const OTHERS: Readonly<Partial<Record<ScenarioEvent['do'], Partial<VerbUse>>>> = {
  report: { side: 'customer' },
  'customer-answered': { side: 'customer' },
  'agree-leave': { side: 'customer' },
  confirm: { side: 'customer' },
  'accept-reply': { side: 'customer' },
  'declare-incident': { side: 'director' },
  'end-incident': { side: 'director' },
  'reject-fix': { side: 'customer' },
  'approve-plan': { side: 'approver' },
  'reject-plan': { side: 'approver' },
  'take-over': { side: 'manager' },
  'take-tier': { side: 'holder' },
  'request-part': { command: 'part.request' },
  'deliver-part': { command: 'part.deliver' },
  'follow-up-done': { command: 'followup.done' },
  complain: { command: 'complaint.open', side: 'customer' },
  'answer-complaint': { command: 'complaint.answer' },
  'close-complaint': { command: 'complaint.close', side: 'customer' },
  'plan-inspection': { command: 'inspection.plan' },
  'reconfirm-inspection': { command: 'inspection.reconfirm', side: 'customer' },
  'move-inspection': { command: 'inspection.move' },
  'cancel-inspection': { command: 'inspection.cancel' },
  'record-finding': { command: 'inspection.record-finding' },
  'finish-inspection': { command: 'inspection.finish' },
  'deliver-inspection-report': { command: 'inspection.deliver-report' },
  'swap-duty': { command: 'oncall.swap' },
  'hand-over-taken': { command: 'handoff.taken' },
};

/** How an event is asked of the desk: as the verb of the same name, unless it is one of the others. */
export function useOf(event: ScenarioEvent): VerbUse {
  const use = { command: `ticket.${event.do}`, side: 'owner', ...OTHERS[event.do] } as const;
  return event.do === 'deliver' ? { ...use, command: deliveryOf(event.report) } : use;
}

/** The kind of paper decides which feature takes it. */
function deliveryOf(report: Extract<ScenarioEvent, { do: 'deliver' }>['report']): string {
  switch (report) {
    case 'requirement-reply':
      return 'ticket.deliver';
    case 'feedback':
      return 'inspection.feedback';
    default:
      return 'paper.deliver';
  }
}

/** Numbers that do not exist. */
const NOTHING = { ticket: 'T-999999999', complaint: 'C-999999999', inspection: 'I-999999999' };

/** What a verb may be about. */
function kindsFor(event: ScenarioEvent): readonly SubjectKind[] {
  const [room] = useOf(event).command.split('.');
  if (event.do === 'deliver' && room === 'paper') return ['ticket', 'customer'];
  if (event.do === 'deliver' && room === 'inspection') return ['inspection', 'ticket'];
  return room === 'inspection' || room === 'complaint' ? [room] : ['ticket'];
}

/**
 * The event's subject as its command takes it: `{ ticket: 'T-12' }`. A name that stands for nothing yet, or for
 * something that the verb is not about, becomes a number that does not exist.
 */
export function subjectInput(
  event: ScenarioEvent,
  subject: NamedSubject | undefined,
): Readonly<Record<string, string>> {
  if (!subject || !kindsFor(event).includes(subject.kind)) return NOTHING;
  return { [subject.kind]: subject.kind === 'customer' ? subject.id : numberOf(subject.kind, subject.id) };
}

/** The number of the other ticket of a duplicate or merge; a name that stands for none gives one that does not exist. */
export function otherTicket(subject: NamedSubject | undefined): string {
  return subject?.kind === 'ticket' ? numberOf('ticket', subject.id) : NOTHING.ticket;
}

/** What a fact of the desk is about: the thing that an event's `as` names from then on. */
export function subjectOfFact(fact: { readonly kind: string }): Omit<NamedSubject, 'customer'> | undefined {
  if (fact.kind === 'ticket.opened' && 'ticketId' in fact) return { kind: 'ticket', id: String(fact.ticketId) };
  if (fact.kind === 'complaint.opened' && 'complaintId' in fact)
    return { kind: 'complaint', id: String(fact.complaintId) };
  if (fact.kind === 'inspection.planned' && 'inspectionId' in fact)
    return { kind: 'inspection', id: String(fact.inspectionId) };
  return undefined;
}
