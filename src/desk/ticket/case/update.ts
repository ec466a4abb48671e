import { answerConsent, askConsent, countCommands, recordConsent } from './consent.ts';
import { repair, undoResolve } from './fix.ts';
import { declareIncident, endIncident, reportIncident } from './incident.ts';
import { endPause, pauseFrom } from './pause.ts';
import { approvePlan, sendPlanBack, submitPlan } from './plan.ts';
import { takeBack, takeIn, wishWithdrawal } from './take-back.ts';
import type { Ticket } from './ticket.ts';
import { review } from './triage.ts';
import type { Update } from './update-data.ts';
import { agreeToLeave, answerDispatch, askToLeave, leaveTheSite, visitOf } from './visit.ts';

/** What a `ticket.updated` entry does to its ticket. */
interface Meaning {
  /** It stops the `respond` clock if staff wrote it. */
  readonly responds?: true;
  /** The fields that it changes; left out if none. */
  change?(ticket: Ticket, update: Update): Partial<Ticket>;
}

/**
 * What the entry of each verb without an entry kind of its own does. Old logs are read by it too, so what a released
 * verb does must never change.
 */
const MEANINGS = {
  update: { responds: true },
  'tell-customer': { responds: true },
  say: {},
  attach: {
    change: ({ attached = [] }, { data }) => ({ attached: [...attached, ...(data.attached ?? [])] }),
  },
  'ask-customer': {
    responds: true,
    change: (ticket, { at, data }) => ({ waitsForAnswer: true, question: data.text, ...pauseFrom(ticket, at) }),
  },
  'customer-answered': {
    change: (ticket, { at }) => ({
      waitsForAnswer: false,
      ...(ticket.waitsForPlan === 'customer' ? {} : endPause(ticket, at)),
    }),
  },
  'propose-workaround': {
    responds: true,
    change: ({ workaroundAt }, { at }) => ({ workaroundAt: workaroundAt ?? at }),
  },
  'submit-plan': { responds: true, change: submitPlan },
  'approve-plan': { change: approvePlan },
  'reject-plan': { change: sendPlanBack },
  'ask-consent': { responds: true, change: askConsent },
  'give-consent': { change: answerConsent },
  'refuse-consent': { change: answerConsent },
  'record-consent': { change: recordConsent },
  'log-commands': { change: countCommands },
  'declare-incident': { change: declareIncident },
  'end-incident': { change: endIncident },
  'report-incident': { change: reportIncident },
  'agree-visit': { change: (_, update) => visitOf(update) },
  'accept-dispatch': { change: answerDispatch(true) },
  'decline-dispatch': { change: answerDispatch(false) },
  triage: { change: review },
  'ask-leave': { change: askToLeave },
  'agree-leave': { change: agreeToLeave },
  'leave-site': { change: leaveTheSite },
  'confirm-leave': {
    change: ({ left }, { at, by }) => ({ left: left && { ...left, confirmed: { by, who: undefined, at } } }),
  },
  'undo-acknowledge': { change: undoAcknowledge },
  'undo-resolve': { change: undoResolve },
  'final-repair': { change: repair },
  'set-outage': {
    change: ({ outage }, { at, data }) => ({
      outage: {
        sinceAt: data.sinceAt ?? outage?.sinceAt ?? at,
        affectedPercent: data.affectedPercent ?? outage?.affectedPercent ?? 0,
        endedAt: undefined,
        overruledAt: undefined,
      },
    }),
  },
  'end-outage': { change: ({ outage }, { at }) => ({ outage: outage && { ...outage, endedAt: at } }) },
  answer: { change: ({ answeredAt }, { at }) => ({ answeredAt: answeredAt ?? at, isAnswered: true }) },
  deliver: {
    change: ({ facts, repliedAt }, { at, data }) =>
      facts.kind === 'requirement'
        ? { repliedAt: repliedAt ?? at, isAnswered: true, reply: data.reply, replyAcceptedAt: undefined }
        : {},
  },
  'accept-reply': { change: (_, { at }) => ({ isAnswered: false, replyAcceptedAt: at }) },
  callback: { change: (_, { data }) => ({ callback: data.callback }) },
  'called-back': { change: () => ({ callback: undefined }) },
  rate: { change: (_, { at, by, data }) => ({ rating: { score: data.score ?? 0, by, who: data.who, at } }) },
  withdraw: { change: takeBack('withdrawn') },
  'ask-withdraw': { change: wishWithdrawal },
  duplicate: { change: takeBack('duplicate') },
  // A call that is owed about the duplicate stays owed.
  'has-duplicate': { change: ({ callback }, { data }) => ({ callback: callback ?? data.callback }) },
  merge: { change: takeBack('merged') },
  'take-in': { change: takeIn },
  correct: {
    // A log leaves out what is undefined: without a device there is none any more.
    change: ({ facts }, { data: { corrected } }) =>
      corrected ? { facts: { ...facts, device: undefined, unit: undefined, ...corrected.after } } : {},
  },
  'take-over': { change: (_, { by }) => ({ assignee: by }) },
  'take-tier': { change: ({ tier }, { at, by }) => ({ tierTaken: { tier, by, who: undefined, at } }) },
  'follow-up-done': {},
  'deliver-part': {},
} satisfies Record<string, Meaning>;

/** The verbs whose entries are of kind `ticket.updated`. */
export type UpdateVerb = keyof typeof MEANINGS;

export function meaningOf(verb: UpdateVerb): Meaning {
  return MEANINGS[verb];
}

function undoAcknowledge({ acknowledged, assignee }: Ticket): Partial<Ticket> {
  if (!acknowledged) return {};
  return {
    acknowledged: undefined,
    assignee: assignee === acknowledged.by ? acknowledged.assigneeBefore : assignee,
  };
}
