import type { CardField } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { when } from '../../../i18n/when.ts';
import type { Language } from '../../../lib/language.ts';
import type { Entry } from '../case/entry.ts';
import type { ConsentPlan, ConsentSource } from '../case/record.ts';
import type { CardView } from './view.ts';

/** When an operation begins, how long it takes, what it risks and the way back. */

/** `said`: only what was written down. `all`: what is missing is named as not said, so that the customer sees it. */
export function planRows(
  plan: ConsentPlan | undefined,
  language: Language,
  zone: string,
  which: 'said' | 'all',
): CardField[] {
  const { startAt, lasts = '', risk = '', wayBack = '' } = plan ?? {};
  const values = {
    start: startAt === undefined ? '' : when(language, startAt, zone),
    lasts,
    risk,
    'way-back': wayBack,
  };
  return (['start', 'lasts', 'risk', 'way-back'] as const)
    .filter((name) => which === 'all' || values[name] !== '')
    .map((name) => ({
      label: t(language, `consent.plan.${name}`),
      value: values[name] || t(language, 'consent.plan.not-said'),
    }));
}

/** `Chen Jing, by phone`. */
export function sourceWords({ name, way }: ConsentSource, language: Language): string {
  return t(language, 'consent.source', { name, way: t(language, `way.${way}`) });
}

/** What an entry says about a consent beside its text: the plan that was asked about, or who agreed by which way. */
export function consentLines(entry: Entry, { language, source }: CardView): string[] {
  if (entry.kind !== 'ticket.updated') return [];
  const { consentPlan, consentSource } = entry.data;
  const plan = consentPlan ? planRows(consentPlan, language, source.provider.timeZone, 'said') : [];
  return [
    ...plan.map(({ label, value }) => `${label}: ${value}`),
    ...(consentSource ? [sourceWords(consentSource, language)] : []),
  ];
}
