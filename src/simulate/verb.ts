import type { ScenarioEvent } from './scenario.ts';

/** The kinds of things that an event may be about. */
export type SubjectKind = 'ticket' | 'complaint' | 'inspection' | 'customer';

/** What a name in a story stands for: its kind and its number (for a customer the key). */
export interface NamedSubject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** How a verb of the story is asked of the desk. */
interface VerbUse {
  readonly command: string;
  /** Who acts if the scenario does not say: the customer, the owner of the case, or the person the plan waits for. */
  readonly side: 'customer' | 'owner' | 'approver';
}

const onTicket = (verb: string, side: VerbUse['side'] = 'owner'): VerbUse => ({ command: `ticket.${verb}`, side });

const USES: Readonly<Record<Exclude<ScenarioEvent['do'], 'deliver'>, VerbUse>> = {
  report: onTicket('report', 'customer'),
  acknowledge: onTicket('acknowledge'),
  'undo-acknowledge': onTicket('undo-acknowledge'),
  assign: onTicket('assign'),
  update: onTicket('update'),
  'ask-customer': onTicket('ask-customer'),
  'customer-answered': onTicket('customer-answered', 'customer'),
  'submit-plan': onTicket('submit-plan'),
  'approve-plan': onTicket('approve-plan', 'approver'),
  'reject-plan': onTicket('reject-plan', 'approver'),
  'propose-workaround': onTicket('propose-workaround'),
  dispatch: onTicket('dispatch'),
  arrive: onTicket('arrive'),
  'leave-site': onTicket('leave-site'),
  'raise-tier': onTicket('raise-tier'),
  'set-level': onTicket('set-level'),
  'set-outage': onTicket('set-outage'),
  'end-outage': onTicket('end-outage'),
  answer: onTicket('answer'),
  resolve: onTicket('resolve'),
  confirm: onTicket('confirm', 'customer'),
  'reject-fix': onTicket('reject-fix', 'customer'),
  'request-part': { command: 'part.request', side: 'owner' },
  'deliver-part': { command: 'part.deliver', side: 'owner' },
  'follow-up-done': { command: 'followup.done', side: 'owner' },
  complain: { command: 'complaint.open', side: 'customer' },
  'answer-complaint': { command: 'complaint.answer', side: 'owner' },
  'close-complaint': { command: 'complaint.close', side: 'customer' },
  'plan-inspection': { command: 'inspection.plan', side: 'owner' },
  'reconfirm-inspection': { command: 'inspection.reconfirm', side: 'customer' },
  'move-inspection': { command: 'inspection.move', side: 'owner' },
  'cancel-inspection': { command: 'inspection.cancel', side: 'owner' },
  'record-finding': { command: 'inspection.record-finding', side: 'owner' },
  'finish-inspection': { command: 'inspection.finish', side: 'owner' },
  'deliver-inspection-report': { command: 'inspection.deliver-report', side: 'owner' },
  'swap-duty': { command: 'oncall.swap', side: 'owner' },
};

/** Where a paper is handed in depends on which paper it is. */
export function useOf(event: ScenarioEvent): VerbUse {
  if (event.do !== 'deliver') return USES[event.do];
  switch (event.report) {
    case 'requirement-reply':
      return onTicket('deliver');
    case 'feedback':
      return { command: 'inspection.feedback', side: 'owner' };
    default:
      return { command: 'paper.deliver', side: 'owner' };
  }
}

/** The letter before the number, as people write it. */
const LETTERS = { ticket: 'T-', complaint: 'C-', inspection: 'I-', customer: '' } as const;
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
  return { [subject.kind]: `${LETTERS[subject.kind]}${subject.id}` };
}

/** What a fact of the desk is about: the thing that an event's `as` names from then on. */
export function subjectOfFact(fact: { readonly kind: string }): NamedSubject | undefined {
  if (fact.kind === 'ticket.opened' && 'ticketId' in fact) return { kind: 'ticket', id: String(fact.ticketId) };
  if (fact.kind === 'complaint.opened' && 'complaintId' in fact)
    return { kind: 'complaint', id: String(fact.complaintId) };
  if (fact.kind === 'inspection.planned' && 'inspectionId' in fact)
    return { kind: 'inspection', id: String(fact.inspectionId) };
  return undefined;
}
