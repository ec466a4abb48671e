import { t } from '../../../i18n/i18n.ts';
import { type Language, named } from '../../../lib/language.ts';
import type { PlanChange, SitePlan } from '../../book/diff/plans.ts';

/** So many sites a line names; the others are counted. */
const MOST_SITES = 8;

/** `Acme (HQ, Plant): every month, day 15 → every quarter, month 1, day 15`. */
export function planLine({ name, sites, before, after }: PlanChange, language: Language): string {
  const shown = sites.slice(0, MOST_SITES).map((site) => named(site.name, language));
  const words = shown.join(t(language, 'list.separator'));
  const rest = sites.length - shown.length;
  const places = rest > 0 ? t(language, 'book.effect.and-more', { shown: words, number: rest }) : words;
  const what = t(language, 'revision.plan.sites', { customer: named(name, language), sites: places });
  const [was, is] = [planWords(before, language), planWords(after, language)];
  if (was === is) return t(language, 'revision.plan.dates', { what, plan: is });
  return t(language, 'revision.change', { what, before: was, after: is });
}

function planWords(plan: SitePlan | undefined, language: Language): string {
  if (!plan) return t(language, 'revision.plan.none');
  const { every, month, day, anchor, before } = plan;
  const turn = every === undefined ? [] : [t(language, `revision.plan.every.${every}`, { month, day })];
  const counted =
    anchor === 'completion' ? turn.map((each) => t(language, 'revision.plan.completion', { plan: each })) : turn;
  const periods = before.map(({ name }) => named(name, language)).join(t(language, 'list.separator'));
  const extra = periods === '' ? [] : [t(language, 'revision.plan.before', { periods })];
  return [...counted, ...extra].join(' · ');
}
