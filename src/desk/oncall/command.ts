import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import { policyOf } from '../book/book.ts';
import { makeButton } from '../card/button.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { answerCard } from '../tell.ts';
import { listDuty } from './flow.ts';
import { noContacts, whomToCall } from './whom.ts';

/** Commands about duty. */
export const oncallCommands: readonly Command[] = [
  {
    name: 'oncall.show',
    for: 'everyone',
    typed: { slash: 'desk', zh: ['值班'], en: ['oncall'], takes: [] },
    run: showDuty,
  },
  {
    name: 'oncall.who',
    for: 'everyone',
    typed: {
      slash: 'desk',
      zh: ['联系人', '联系方式', '联系电话', '热线'],
      en: ['who', 'contacts', 'hotline'],
      takes: [],
    },
    run: showContacts,
  },
];

/**
 * Shows who is on duty now and next, for each rotation; customers see that of their contract, and whom they may call
 * (B4).
 */
async function showDuty({ turn, asker, book }: Ask): Promise<Result<Answer>> {
  const { language, staff, customer } = asker;
  if (!staff && customer === undefined) return refuse('ticket.customer-unknown');
  const theirs = customer === undefined || staff ? undefined : policyOf(book, customer).rotation;
  const card = {
    subject: 'oncall',
    tone: 'neutral',
    title: t(language, 'oncall.title'),
    badges: [],
    parts: [
      { part: 'fields', fields: await listDuty(turn, book.source, language, theirs) },
      ...(staff ? [] : await whomToCall(turn, book, asker)),
      ...(staff
        ? [
            {
              part: 'actions',
              main: [swapButton(language), whoButton(language)],
              more: [swapsButton(language)],
            } as const,
          ]
        : []),
    ],
  } as const;
  return answerCard(card);
}

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

/** The button that shows whom to call. */
function whoButton(language: Language) {
  return makeButton({ label: t(language, 'button.oncall.who'), command: 'oncall.who' });
}

function swapButton(language: Language) {
  return makeButton({ label: t(language, 'oncall.swap'), command: 'oncall.swap' });
}

/** The button that lists swaps and open questions. */
function swapsButton(language: Language) {
  return makeButton({ label: t(language, 'cover.list'), command: 'cover.list' });
}
