import type { Named } from '../../../lib/language.ts';
import type { InspectionRule } from '../inspection-rule.ts';
import type { BookSource } from '../schema.ts';

/** When a site is inspected by itself: what of the rule decides about dates. */
export type SitePlan = Pick<InspectionRule, 'every' | 'month' | 'day' | 'holiday' | 'anchor' | 'before'>;

/** Sites of one customer whose periodic inspections change in the same way. */
export interface PlanChange {
  readonly customer: string;
  readonly name: Named;
  readonly sites: readonly { readonly key: string; readonly name: Named }[];
  /** undefined: there are none, or no such site. */
  readonly before: SitePlan | undefined;
  readonly after: SitePlan | undefined;
}

/** Whose periodic inspections begin, end or come on other dates: customer by customer, those of the older book first. */
export function comparePlans(before: BookSource, after: BookSource): PlanChange[] {
  const customers = [...new Set([...Object.keys(before.customers), ...Object.keys(after.customers)])];
  return customers.flatMap((key) => {
    const [was, is] = [before, after].map((source) => planOf(source, key));
    const names = new Map([...sitesOf(before, key), ...sitesOf(after, key)]);
    const groups = new Map<string, PlanChange>();
    for (const [site, name] of names) {
      const old = sitesOf(before, key).has(site) ? was : undefined;
      const fresh = sitesOf(after, key).has(site) ? is : undefined;
      const change = JSON.stringify([old, fresh]);
      if (JSON.stringify(old) === JSON.stringify(fresh)) continue;
      const sites = [...(groups.get(change)?.sites ?? []), { key: site, name }];
      groups.set(change, { customer: key, name: nameOf([after, before], key), sites, before: old, after: fresh });
    }
    return [...groups.values()];
  });
}

function planOf({ customers, policies }: BookSource, customer: string): SitePlan | undefined {
  const rule = policies[customers[customer]?.policy ?? '']?.inspection;
  if (!rule || (rule.every === undefined && rule.before.length === 0)) return undefined;
  const { every, month, day, holiday, anchor, before } = rule;
  return { every, month, day, holiday, anchor, before };
}

function sitesOf({ customers }: BookSource, customer: string): ReadonlyMap<string, Named> {
  return new Map((customers[customer]?.sites ?? []).map(({ key, name }) => [key, name]));
}

function nameOf(sources: readonly BookSource[], customer: string): Named {
  return (
    sources.map(({ customers }) => customers[customer]?.name).find((name) => name !== undefined) ?? {
      zh: customer,
      en: customer,
    }
  );
}
