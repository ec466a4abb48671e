import type { Entry, NotedVerb } from '../case/entry.ts';
import type { Ticket } from '../case/ticket.ts';
import type { UpdateVerb } from '../case/update.ts';
import { deliverPart, followUpDone, rate, requestPart } from './aftercare.ts';
import { acceptReply, answer, deliver } from './answer.ts';
import { calledBack, promiseCallback } from './callback.ts';
import { logCommands } from './commands.ts';
import { askConsent, giveConsent, recordConsent, refuseConsent } from './consent.ts';
import { correct } from './correct.ts';
import { deleteWords } from './delete-words.ts';
import { acceptDispatch, agreeVisit, declineDispatch, dispatch } from './dispatch.ts';
import { acknowledge, assign, raiseTier, undoAcknowledge } from './duty.ts';
import { confirm, rejectFix } from './finish.ts';
import { finalRepair, resolve, undoResolve } from './fix.ts';
import { overhear, say } from './heard.ts';
import { declareIncident, endIncident, reportIncident } from './incident.ts';
import { duplicate, hasDuplicate, merge, takeIn } from './join.ts';
import { endOutage, setLevel, setOutage } from './level.ts';
import { approvePlan, rejectPlan, submitPlan } from './plan.ts';
import { agreeLeave, arrive, askLeave, confirmLeave, leaveSite } from './site.ts';
import { takeOver, takeTier } from './take.ts';
import { askWithdraw, reopen, withdraw } from './take-back.ts';
import { addUpdate, askCustomer, attachFiles, customerAnswered, proposeWorkaround, tellCustomer } from './talk.ts';
import { triage } from './triage.ts';
import type { Offer, OfferedOn, Verb } from './verb.ts';

/**
 * The verbs that people type or press on a ticket, in the order in which help lists them and cards offer them. Each has
 * the texts `button.<verb>` and `help.ticket.<verb>`.
 */
const ASKED = {
  acknowledge,
  triage,
  answer,
  resolve,
  confirm,
  'accept-reply': acceptReply,
  'reject-fix': rejectFix,
  'tell-customer': tellCustomer,
  'approve-plan': approvePlan,
  'reject-plan': rejectPlan,
  'give-consent': giveConsent,
  'refuse-consent': refuseConsent,
  'agree-leave': agreeLeave,
  update: addUpdate,
  'customer-answered': customerAnswered,
  'ask-customer': askCustomer,
  'propose-workaround': proposeWorkaround,
  'submit-plan': submitPlan,
  'ask-consent': askConsent,
  'record-consent': recordConsent,
  'log-commands': logCommands,
  'agree-visit': agreeVisit,
  dispatch,
  'accept-dispatch': acceptDispatch,
  'decline-dispatch': declineDispatch,
  arrive,
  'ask-leave': askLeave,
  'leave-site': leaveSite,
  'confirm-leave': confirmLeave,
  'set-level': setLevel,
  'set-outage': setOutage,
  'end-outage': endOutage,
  'final-repair': finalRepair,
  'raise-tier': raiseTier,
  'take-tier': takeTier,
  deliver,
  correct,
  callback: promiseCallback,
  'called-back': calledBack,
  assign,
  'take-over': takeOver,
  'declare-incident': declareIncident,
  'end-incident': endIncident,
  'report-incident': reportIncident,
  'undo-acknowledge': undoAcknowledge,
  'undo-resolve': undoResolve,
  withdraw,
  duplicate,
  merge,
  reopen,
} satisfies Readonly<Record<string, Verb>>;

/** Every verb of a ticket; the last ones are asked for by other commands, which have texts of their own. */
export const VERBS = {
  ...ASKED,
  attach: attachFiles,
  say,
  overhear,
  'ask-withdraw': askWithdraw,
  'has-duplicate': hasDuplicate,
  'take-in': takeIn,
  rate,
  'follow-up-done': followUpDone,
  'request-part': requestPart,
  'deliver-part': deliverPart,
  'delete-words': deleteWords,
} satisfies Readonly<Record<UpdateVerb | NotedVerb, Verb>> & Readonly<Record<string, Verb>>;

export type VerbName = keyof typeof VERBS;

type DetailsOf<V> = V extends Verb<infer D> ? D : never;

/** A step: a verb with its details. */
export type Step = { [N in VerbName]: { readonly verb: N } & DetailsOf<(typeof VERBS)[N]> }[VerbName];

/** A verb with a command `ticket.<verb>`. */
export type AskedVerb = keyof typeof ASKED;

export const ASKED_VERBS = Object.keys(ASKED) as readonly AskedVerb[];

export function verbOf(name: VerbName): Verb {
  return VERBS[name];
}

/**
 * The verb's button on a card. There is none where the verb would be refused for whose it is, the ticket's state or its
 * kind, so that verbs need not repeat these.
 */
export function offerOf(name: VerbName, ticket: Ticket, card: OfferedOn): Offer | undefined {
  const verb = verbOf(name);
  const isTheirs = verb.by === 'both' || (verb.by === 'staff') === (card.side === 'team');
  const isKnown = verb.during.includes(ticket.status) && (!verb.of || verb.of === ticket.facts.kind);
  return isTheirs && isKnown ? verb.offered?.(ticket, card) : undefined;
}

/** The verb of a command such as `ticket.acknowledge`; undefined for other commands. */
export function verbOfCommand(command: string): VerbName | undefined {
  const name = command.startsWith('ticket.') ? command.slice('ticket.'.length) : '';
  return Object.hasOwn(VERBS, name) ? (name as VerbName) : undefined;
}

/** Verbs that write an entry of their own kind. */
const BY_KIND: Partial<Record<Entry['kind'], VerbName>> = {
  'ticket.acknowledged': 'acknowledge',
  'ticket.assigned': 'assign',
  'ticket.dispatched': 'dispatch',
  'ticket.arrived': 'arrive',
  'ticket.resolved': 'resolve',
  'ticket.closed': 'confirm',
  'ticket.reopened': 'reject-fix',
};

/** The verb that wrote an entry; undefined for entries of the clock and for the report. */
export function verbOfEntry(entry: Entry): Verb | undefined {
  const name = ('what' in entry.data && entry.data.what) || BY_KIND[entry.kind];
  return name && VERBS[name];
}
