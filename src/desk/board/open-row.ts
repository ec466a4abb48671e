import type { BoardRow } from '../../chat/board.ts';
import type { Tone } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { relativeWords } from '../../i18n/span.ts';
import { when } from '../../i18n/when.ts';
import type { Instant } from '../../lib/instant.ts';
import { named } from '../../lib/language.ts';
import { customerName } from '../card/customer.ts';
import type { Ask } from '../desk.ts';
import { personName } from '../person/person.ts';
import type { LoadedTicket } from '../ticket/case/loaded.ts';
import { clocksOf, isOpen, type TicketClock } from '../ticket/clock/clocks.ts';
import { owedNext } from '../ticket/view/list.ts';

/** A clock that runs: when it falls due is known. */
type RunningClock = TicketClock & { readonly dueAt: Instant };

/** An open case as a row: what it is about, whose it is, which promise it owes next, how much time is left, who has it. */
export function openRow({ stored: { id, ticket }, terms }: LoadedTicket, { asker, book, turn }: Ask): BoardRow {
  const { language, staff } = asker;
  const { source } = book;
  const { facts, level, assignee } = ticket;
  const next = nextClock({ ticket, terms });
  const levelName = terms.policy.levels.find(({ key }) => key === level)?.name;
  const number = `T-${id}`;
  return {
    key: number,
    tone: toneOf(next, turn.now),
    cells: [
      {
        text: facts.title,
        small: [number, levelName && named(levelName, language)].filter(Boolean).join(' · '),
        to: { page: 'case', params: { ticket: number } },
      },
      ...(staff ? [{ text: customerName(source, facts.customer, language) }] : []),
      next
        ? {
            text: t(language, `metric.${next.metric}`),
            small: when(language, next.dueAt, source.provider.timeZone),
          }
        : { text: '–', small: owedNext(ticket, { source, terms, language }) },
      { text: next ? relativeWords(language, next.dueAt, turn.now) : '–' },
      { text: assignee === undefined ? t(language, 'nobody') : personName(source.people, assignee, language) },
    ],
  };
}

/** The running clock that falls due first; a broken one runs until its promise is kept. */
function nextClock({ ticket, terms }: Pick<LoadedTicket, 'terms'> & Pick<LoadedTicket['stored'], 'ticket'>) {
  const isRunning = (clock: TicketClock): clock is RunningClock => isOpen(clock) && clock.dueAt !== undefined;
  const running = clocksOf(ticket, terms).filter(isRunning);
  return running.sort((one, other) => one.dueAt - other.dueAt)[0];
}

function toneOf(next: RunningClock | undefined, now: Instant): Tone {
  if (next === undefined) return 'neutral';
  if (next.dueAt <= now) return 'bad';
  return next.warnAt !== undefined && next.warnAt <= now ? 'warn' : 'neutral';
}
