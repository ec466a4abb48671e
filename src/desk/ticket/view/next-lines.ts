import { t } from '../../../i18n/i18n.ts';
import { when } from '../../../i18n/when.ts';
import { named } from '../../../lib/language.ts';
import { levelName } from '../case/names.ts';
import type { Ticket } from '../case/ticket.ts';
import { nextTier, silentAt } from '../clock/lapse.ts';
import { nextRise } from '../clock/outage.ts';
import type { CardView } from './view.ts';

/**
 * What the desk does by itself if nothing is done about a ticket: it rises to the next tier (D11), and the silence of
 * staff is reported (D7). Empty if neither lies ahead.
 */
export function withoutProgress(ticket: Ticket, { terms, source, language }: CardView): string {
  const at = (instant: number) => when(language, instant, source.provider.timeZone, ticket.asOfAt);
  const next = nextTier(ticket, terms);
  const name = terms.policy.tiers.find(({ tier }) => tier === next?.tier)?.name;
  const silent = silentAt(ticket, terms);
  return [
    next && t(language, 'next.tier', { tier: next.tier, name: name ? named(name, language) : '', at: at(next.at) }),
    silent === undefined ? '' : t(language, 'next.silent', { at: at(silent) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

/**
 * Since when business is down, for what share, until when (at the latest until the fix), or when the ticket rises by it; undefined: no
 * outage.
 */
export function outageWords(ticket: Ticket, { terms, source, language }: CardView): string | undefined {
  const { outage } = ticket;
  if (!outage) return undefined;
  const at = (instant: number) => when(language, instant, source.provider.timeZone, ticket.asOfAt);
  const rise = nextRise(ticket, terms);
  const overAt = outage.endedAt ?? (ticket.status === 'open' ? undefined : ticket.resolvedAts.at(-1));
  return [
    t(language, 'outage.since', { since: at(outage.sinceAt) }),
    outage.affectedPercent > 0 ? t(language, 'outage.share', { percent: outage.affectedPercent }) : '',
    overAt === undefined ? '' : t(language, 'outage.over', { at: at(overAt) }),
    rise && t(language, 'outage.rises', { level: levelName(terms.policy, rise.level, language), at: at(rise.at) }),
  ]
    .filter(Boolean)
    .join(' · ');
}
