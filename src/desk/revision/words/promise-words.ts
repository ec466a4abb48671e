import { t } from '../../../i18n/i18n.ts';
import { spanWords } from '../../../i18n/span.ts';
import type { Language } from '../../../lib/language.ts';
import type { Distance, PromiseChange, PromiseTerms } from '../../book/diff/promises.ts';
import type { BookSource } from '../../book/schema.ts';
import type { Names } from './names.ts';

/** `Standard · Respond · Severe: 30 min → 15 min`. `after`: the newer book, for the names of a customer's levels. */
export function promiseLine(change: PromiseChange, after: BookSource, names: Names): string {
  const { language } = names;
  const { of, metric, levels, serviceLevel, distance } = change;
  const policy = 'policy' in of ? of.policy : (after.customers[of.customer]?.policy ?? '');
  const what = [
    'policy' in of ? names.policy(of.policy) : names.customer(of.customer),
    t(language, `metric.${metric}`),
    ...(levels === undefined ? [] : [names.list(levels.map((level) => names.level(policy, level)))]),
    ...(serviceLevel === undefined ? [] : [t(language, 'revision.promise.service-level', { level: serviceLevel })]),
    ...(distance === undefined ? [] : [distanceWords(distance, language)]),
  ].join(' · ');
  const [before, next] = [change.before, change.after].map((terms) => termsWords(terms, language));
  return t(language, 'revision.change', { what, before: before ?? '', after: next ?? '' });
}

function distanceWords({ is, km }: Distance, language: Language): string {
  if (is === 'beyond') return t(language, 'revision.promise.beyond', { km });
  return km === 0 ? t(language, 'revision.promise.home') : t(language, 'revision.promise.up-to', { km });
}

function termsWords(terms: PromiseTerms | undefined, language: Language): string {
  if (!terms) return t(language, 'revision.promise.nothing');
  const span = spanWords(language, terms.within);
  const within = terms.plusTravel ? t(language, 'revision.promise.travel', { within: span }) : span;
  return terms.startsAt === 'dispatch' ? t(language, 'revision.promise.dispatch', { within }) : within;
}
