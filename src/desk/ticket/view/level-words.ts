import { t } from '../../../i18n/i18n.ts';
import { spanWords } from '../../../i18n/span.ts';
import { type Language, named } from '../../../lib/language.ts';
import { limitFor } from '../../book/book.ts';
import { type BookCustomer, type BookPolicy, METRICS } from '../../book/schema.ts';

/** What each level of a policy promises to a customer, at their first site: a line for each level; empty if no level promises anything. */
export function levelPromises(policy: BookPolicy, customer: BookCustomer, language: Language): string {
  const [site] = customer.sites;
  const { serviceLevel } = customer;
  const facts = { serviceLevel, distanceKm: site?.distanceKm ?? 0 };
  return policy.levels
    .flatMap(({ key, name }) => {
      const promises = METRICS.flatMap((metric) => {
        const rule = policy.clocks[metric];
        const limit = rule?.kind === 'fault' ? limitFor(rule, { ...facts, level: key }) : undefined;
        if (!limit) return [];
        return t(language, 'level.promise', {
          metric: t(language, `metric.${metric}`),
          within: spanWords(language, limit.within),
        });
      });
      const said = promises.join(t(language, 'list.separator'));
      return said === '' ? [] : [t(language, 'level.promises', { level: named(name, language), promises: said })];
    })
    .join('\n');
}
