import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { Book } from '../book/book.ts';
import { findCustomerName } from '../card/customer.ts';
import type { DeskTurn } from '../desk.ts';
import { followups } from '../followup/store.ts';
import { EVERY_OPEN } from '../matter/store.ts';
import { papers } from '../paper/store.ts';
import { paperTitle } from '../ticket/view/line.ts';
import type { OwedRow } from './card.ts';
import type { Handoff } from './handoff.ts';

/**
 * What the incoming person owes until their shift ends, beside the tickets: calls to customers and papers with a
 * limit, the earliest first. Nothing where no person reads it.
 */
export async function owedBy({ tx, jobs }: DeskTurn, handoff: Handoff, { source }: Book): Promise<OwedRow[]> {
  if (jobs.unseen) return [];
  const { to, untilAt = Number.POSITIVE_INFINITY } = handoff;
  const open = { status: 'open', limit: EVERY_OPEN } as const;
  const about = (ticketId: number | undefined, customer: string, language: Language) =>
    [ticketId === undefined ? '' : `T-${ticketId}`, findCustomerName(source, customer, language)]
      .filter(Boolean)
      .join(' · ');
  const due = (at: Instant, language: Language) =>
    t(language, 'morning.due', { due: when(language, at, source.provider.timeZone) });
  const calls = (await followups.list(tx, open))
    .filter(({ state }) => state.asked === to)
    .map(({ state: { ticketId, customer, dueAt } }) => ({
      at: dueAt,
      row: (language: Language) => ({
        label: `${t(language, 'handoff.call')} · ${about(ticketId, customer, language)}`,
        value: due(dueAt, language),
      }),
    }));
  const owedPapers = (await papers.list(tx, open))
    .filter(({ state }) => state.owner === to)
    .flatMap(({ state: { paper, ticketId, customer, at } }) => {
      const { overdue } = at;
      if (overdue === undefined) return [];
      const row = (language: Language) => ({
        label: `${paperTitle(paper, language)} · ${about(ticketId, customer, language)}`,
        value: due(overdue, language),
      });
      return [{ at: overdue, row }];
    });
  return [...calls, ...owedPapers].filter(({ at }) => at < untilAt).toSorted((one, other) => one.at - other.at);
}
