import type { Card } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import type { BookSource } from '../book/schema.ts';
import { makeButton } from '../card/button.ts';
import { customerName } from '../card/customer.ts';
import type { YearCount } from './year.ts';

/** Card for the coordinator: how many assurances of the year are planned or held, and the button to plan one. */
export function shortCard(
  subject: string,
  customer: string,
  { year, count, promised, clause }: YearCount,
  source: BookSource,
  language: Language,
): Card {
  return {
    subject,
    tone: 'warn',
    title: t(language, 'assurance.short-title', { customer: customerName(source, customer, language), year }),
    badges: [{ text: t(language, 'assurance.of-promised', { count, promised, clause }), tone: 'warn' }],
    parts: [
      { part: 'text', style: 'plain', text: t(language, 'assurance.short-what-now', { missing: promised - count }) },
      {
        part: 'actions',
        main: [
          makeButton({
            label: t(language, 'button.assurance.plan'),
            command: 'assurance.plan',
            args: { customer },
            style: 'primary',
          }),
          makeButton({ label: t(language, 'button.assurance.list'), command: 'assurance.ask' }),
        ],
        more: [],
      },
    ],
  };
}
