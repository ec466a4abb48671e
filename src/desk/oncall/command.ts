import { t } from '../../i18n/i18n.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { answerCard } from '../tell.ts';
import { noContacts, whomToCall } from './whom.ts';

/** Commands about duty. */
export const oncallCommands: readonly Command[] = [
  {
    name: 'oncall.who',
    for: 'everyone',
    typed: {
      slash: 'desk',
      zh: ['联系方式', '联系电话', '热线'],
      en: ['who', 'contacts', 'hotline'],
      takes: [],
    },
    run: showContacts,
  },
];

/** Shows whom to call: customers what their contract gives them, staff everything (B4, D18). */
async function showContacts({ turn, asker, book }: Ask): Promise<Result<Answer>> {
  const { language, staff, customer } = asker;
  if (!staff && customer === undefined) return refuse('ticket.customer-unknown');
  const parts = await whomToCall(turn, book, asker);
  return answerCard({
    subject: 'contacts',
    tone: 'neutral',
    title: t(language, 'contact.title'),
    badges: [],
    parts: parts.length > 0 ? parts : [noContacts(language)],
  });
}
