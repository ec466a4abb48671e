import type { Button } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import type { BookPolicy, BookSource } from '../../book/schema.ts';
import { lastingIncident } from '../case/incident.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import { isDone } from '../verb/refusal.ts';
import type { Verb } from '../verb/step-type.ts';
import { consentButtons } from './consent-card.ts';

interface Buttons {
  readonly main: Button[];
  readonly more: Button[];
}

/** The team's buttons for the state the case is in: at most two main ones, the rest in a menu. */
export function teamButtons(
  id: TicketId,
  ticket: Ticket,
  language: Language,
  policy: BookPolicy,
  { playbooks = {} }: Pick<BookSource, 'playbooks'>,
): Buttons {
  const button = buttonMaker(id, language);
  const { kind } = ticket.facts;
  const commands = policy.consent.includes('remote-access') && kind === 'fault' ? [button('log-commands')] : [];
  const callback = button(ticket.callback ? 'called-back' : 'callback');
  if (ticket.status === 'closed') return { main: [], more: [button('leave-site'), ...commands, button('why')] };
  if (ticket.status === 'resolved')
    return {
      main: [],
      more: [
        button('tell-customer'),
        button('update'),
        callback,
        button('leave-site'),
        ...commands,
        button('assign'),
        button('why'),
      ],
    };
  const finish = button(
    kind === 'question' && !ticket.isAnswered ? 'answer' : 'resolve',
    ticket.acknowledged ? 'primary' : 'plain',
  );
  const plan = ticket.waitsForPlan === 'director' ? planButtons(id, ticket, language) : [];
  return {
    main: ticket.acknowledged ? [finish, button('update')] : [button('acknowledge', 'primary'), finish],
    more: [
      button('tell-customer'),
      ...(ticket.acknowledged ? [] : [button('update')]),
      ...plan,
      ...(ticket.waitsForAnswer ? [button('customer-answered')] : [button('ask-customer')]),
      ...(kind === 'fault' ? faultVerbs(ticket, policy).map((verb) => button(verb)) : []),
      ...(kind === 'fault' && Object.keys(playbooks).length > 0 ? [button('playbook')] : []),
      ...(kind === 'fault' ? [button('request-part', 'plain', 'part.request')] : []),
      ...(offersLoaner(ticket, policy) ? [button('loaner-out', 'plain', 'loaner.out')] : []),
      ...(kind === 'requirement' && !ticket.isAnswered && !ticket.replyAcceptedAt ? [button('deliver')] : []),
      callback,
      button('assign'),
      ...incidentVerbs(ticket, policy).map((verb) => button(verb)),
      ...(ticket.acknowledged ? [button('undo-acknowledge')] : []),
      button('why'),
    ],
  };
}

/** What could not be fixed in time, or has gone up to a tier that brings one, is stood in for (B7, D11). */
function offersLoaner({ facts, breaches, tier }: Ticket, { tiers }: BookPolicy): boolean {
  if (facts.kind !== 'fault') return false;
  return breaches.resolve !== undefined || tiers.some((each) => each.loaner && each.tier <= tier);
}

function faultVerbs(ticket: Ticket, policy: BookPolicy): Verb[] {
  const verbs: Verb[] = [];
  if (ticket.workaroundAt === undefined) verbs.push('propose-workaround');
  if (!ticket.waitsForPlan) verbs.push('submit-plan');
  verbs.push(...consentVerbs(policy));
  if (ticket.dispatchedAt === undefined) verbs.push('dispatch');
  verbs.push(ticket.arrivedAt === undefined ? 'arrive' : 'leave-site');
  verbs.push('set-level');
  if (policy.outage.length > 0)
    verbs.push(ticket.outage && ticket.outage.endedAt === undefined ? 'end-outage' : 'set-outage');
  if (policy.tiers.some(({ tier }) => tier > ticket.tier)) verbs.push('raise-tier');
  return verbs;
}

/** Consent is asked for where the contract wants it, and recorded where the customer gave it in another way. */
function consentVerbs({ consent }: BookPolicy): Verb[] {
  if (consent.length === 0) return [];
  return ['ask-consent', 'record-consent', ...(consent.includes('remote-access') ? (['log-commands'] as const) : [])];
}

/** An incident is declared at the most severe level; its end, and the report after it, whatever became of the level. */
function incidentVerbs(ticket: Ticket, { levels }: BookPolicy): Verb[] {
  const { incident, level, facts } = ticket;
  if (lastingIncident(ticket)) return ['end-incident'];
  if (incident && !incident.report) return ['report-incident'];
  return facts.kind === 'fault' && level === levels[0]?.key ? ['declare-incident'] : [];
}

/** Approve or send back: what is pressed names the plan that was looked at. */
export function planButtons(id: TicketId, { planRecord }: Ticket, language: Language): Button[] {
  const button = buttonMaker(id, language);
  const plan = planRecord ? { plan: String(planRecord.no) } : {};
  return [button('approve-plan', 'primary'), button('reject-plan', 'danger')].map((each) => ({
    ...each,
    args: { ...each.args, ...plan },
  }));
}

/** The customer's buttons: answer what is asked, decide on a plan, confirm or reject the fix, ask why; and complain, always. */
export function customerButtons(id: TicketId, ticket: Ticket, language: Language): Buttons {
  const { main, more } = verbsOfCustomer(id, ticket, language);
  const complain = { label: t(language, 'button.complain'), command: 'complaint.open', args: { ticket: `T-${id}` } };
  return { main, more: [...more, { ...complain, style: 'plain', confirm: '' }] };
}

function verbsOfCustomer(id: TicketId, ticket: Ticket, language: Language): Buttons {
  const button = buttonMaker(id, language);
  if (ticket.status === 'closed') return { main: [], more: [] };
  const sendBack = { ...button('reject-fix', 'danger'), label: t(language, 'button.send-back') };
  if (ticket.reply && ticket.isAnswered)
    return { main: [button('accept-reply', 'primary'), sendBack], more: [button('why')] };
  if (isDone(ticket))
    return { main: [button('confirm', 'primary'), button('reject-fix', 'danger')], more: [button('why')] };
  const consent = consentButtons(id, ticket, language);
  const answer = ticket.waitsForAnswer ? [button('customer-answered')] : [];
  if (ticket.waitsForPlan === 'customer')
    return {
      main: planButtons(id, ticket, language),
      more: [...consent, button('update'), button('why')],
    };
  if (consent.length > 0) return { main: consent, more: [...answer, button('update'), button('why')] };
  if (ticket.waitsForAnswer) return { main: [button('customer-answered', 'primary')], more: [button('why')] };
  return { main: [{ ...button('update'), label: t(language, 'button.add-details') }], more: [button('why')] };
}

const CONFIRMED: readonly string[] = ['undo-acknowledge'];

function buttonMaker(id: TicketId, language: Language) {
  return (
    verb: Verb | 'why' | 'playbook' | 'loaner-out',
    style: Button['style'] = 'plain',
    command = `ticket.${verb}`,
  ): Button => ({
    label: t(language, `button.${verb}`),
    command,
    args: { ticket: `T-${id}` },
    style,
    confirm: CONFIRMED.includes(verb) ? t(language, `button.${verb}.confirm`) : '',
  });
}
