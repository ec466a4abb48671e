import type { CardPart } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import type { Ticket } from '../case/ticket.ts';
import type { CardSide } from '../verb/verb.ts';
import { consentParts } from './consent-card.ts';
import { leaveParts, leaveQuestion } from './leave-site.ts';
import { signedBy } from './line.ts';
import { previewApproval } from './preview.ts';
import type { CardView } from './view.ts';

/**
 * The texts that a side has to answer or decide on. A plan is shown to the customer only once it is with them, and to
 * the team as long as they carry it out.
 */
export function pendingParts(ticket: Ticket, view: CardView, side: CardSide): CardPart[] {
  const { waitsForAnswer, question, waitsForPlan, plan, withdrawn } = ticket;
  if (withdrawn) return [];
  const quote = (text: string | undefined): CardPart[] => (text ? [{ part: 'text', style: 'quote', text }] : []);
  const asksThem = waitsForPlan === 'customer' && side === 'customer';
  const showsPlan = waitsForPlan === 'customer' || (side === 'team' && (waitsForPlan || isApproved(ticket)));
  return [
    ...(waitsForAnswer ? quote(question) : []),
    ...(showsPlan && plan ? planLead(view.language, asksThem ? 'asks' : 'is') : []),
    ...(showsPlan ? quote(plan) : []),
    ...(asksThem ? pauseNote(ticket, view) : []),
    ...consentParts(ticket, view, side),
    ...leaveQuestion(ticket, view),
    ...leaveParts(ticket, view, side),
  ];
}

function planLead(language: Language, says: 'asks' | 'is'): CardPart[] {
  return [{ part: 'text', style: 'plain', text: t(language, `card.plan.${says}`) }];
}

/** Whether all approvers agreed to the plan and it is being carried out. */
export function isApproved({ status, waitsForPlan, planRecord }: Ticket): boolean {
  return status === 'open' && !waitsForPlan && planRecord !== undefined && !planRecord.sentBack;
}

/** Tells the customer that the clocks pause while they decide, and which go on once they approve. */
function pauseNote(ticket: Ticket, { language, terms, source }: CardView): CardPart[] {
  const resumes = previewApproval(ticket, terms, language, source.provider.timeZone);
  const text = resumes === '' ? t(language, 'card.plan.no-clock') : t(language, 'card.plan.standstill', { resumes });
  return [{ part: 'text', style: 'small', text }];
}

/** The written reply (A5), for both sides. */
export function replyParts({ reply }: Ticket, { language }: CardView): CardPart[] {
  if (!reply) return [];
  return (['solution', 'impact', 'effort', 'plan'] as const).flatMap((name): CardPart[] =>
    reply[name] === ''
      ? []
      : [{ part: 'text', style: 'quote', text: `${t(language, `form.field.${name}`)}: ${reply[name]}` }],
  );
}

/** Who approved the plan that is being carried out, and when. */
export function approvalsOf({ planRecord }: Ticket, view: CardView): string | undefined {
  return planRecord?.approvals.map((each) => signedBy(each, view)).join(t(view.language, 'list.separator'));
}
