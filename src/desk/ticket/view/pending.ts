import type { CardPart } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import type { Ticket } from '../case/ticket.ts';
import type { CardSide } from '../verb/verb.ts';
import { consentParts } from './consent-card.ts';
import { leaveParts } from './leave-site.ts';
import { signedBy } from './line.ts';
import { previewApproval } from './preview.ts';
import type { CardView } from './view.ts';

/**
 * The words that somebody is to answer or decide on; a plan that is still inside stays inside. The team carries an
 * approved plan out, so that it stays on their card until the fault is resolved.
 */
export function pendingParts(ticket: Ticket, view: CardView, side: CardSide): CardPart[] {
  const { waitsForAnswer, question, waitsForPlan, plan } = ticket;
  const quote = (text: string | undefined): CardPart[] => (text ? [{ part: 'text', style: 'quote', text }] : []);
  const asksThem = waitsForPlan === 'customer' && side === 'customer';
  const showsPlan = waitsForPlan === 'customer' || (side === 'team' && (waitsForPlan || isApproved(ticket)));
  return [
    ...(waitsForAnswer ? quote(question) : []),
    ...(showsPlan && plan ? planLead(view.language, asksThem ? 'asks' : 'is') : []),
    ...(showsPlan ? quote(plan) : []),
    ...(asksThem ? standstill(ticket, view) : []),
    ...consentParts(ticket, view, side),
    ...leaveParts(ticket, view, side),
  ];
}

function planLead(language: Language, says: 'asks' | 'is'): CardPart[] {
  return [{ part: 'text', style: 'plain', text: t(language, `card.plan.${says}`) }];
}

/** Whether the plan was approved by everybody and is being carried out. */
export function isApproved({ status, waitsForPlan, planRecord }: Ticket): boolean {
  return status === 'open' && !waitsForPlan && planRecord !== undefined && !planRecord.sentBack;
}

/** That nothing runs on while they decide, and what goes on once they approve. */
function standstill(ticket: Ticket, { language, terms, source }: CardView): CardPart[] {
  const resumes = previewApproval(ticket, terms, language, source.provider.timeZone);
  const text = resumes === '' ? t(language, 'card.plan.no-clock') : t(language, 'card.plan.standstill', { resumes });
  return [{ part: 'text', style: 'small', text }];
}

/** The written reply of A5, for the one who asked as for the team. */
export function replyParts({ reply }: Ticket, { language }: CardView): CardPart[] {
  if (!reply) return [];
  return (['solution', 'impact', 'effort', 'plan'] as const).flatMap((name): CardPart[] =>
    reply[name] === ''
      ? []
      : [{ part: 'text', style: 'quote', text: `${t(language, `form.field.${name}`)}: ${reply[name]}` }],
  );
}

/** Who approved the plan that is carried out, and when. */
export function approvalsOf({ planRecord }: Ticket, view: CardView): string | undefined {
  return planRecord?.approvals.map((each) => signedBy(each, view)).join(t(view.language, 'list.separator'));
}
