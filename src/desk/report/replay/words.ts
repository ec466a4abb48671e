import { t } from '../../../i18n/i18n.ts';
import { distanceText } from '../../../i18n/span.ts';
import { when } from '../../../i18n/when.ts';
import type { Language } from '../../../lib/language.ts';
import { tableLines } from '../../../lib/text-table.ts';
import { numberOf } from '../../address/number.ts';
import { customerName } from '../../card/customer.ts';
import { monthName, promiseName } from '../names.ts';
import { keptText } from '../text.ts';
import { leftOutLines, unsureLines } from './left-out-words.ts';
import type { ChangedPromise, JudgedPromise } from './replay.ts';
import { sortChanges } from './sort.ts';
import { outcomeWord, totalLines } from './totals.ts';
import { countedCustomers, pairOf, type ReplayView, ticketsIn } from './view.ts';

/** A replay in lines for people: what was counted, the totals, every promise that comes out otherwise, what is left out. */
export function replayLines(view: ReplayView): string[] {
  const { language, replay } = view;
  const sorted = sortChanges(replay.changes);
  // The customer is named where several are counted.
  const isOne = countedCustomers(view).length === 1;
  const whose = (customer: string) => (isOne ? [] : [customerName(view.inForce, customer, language)]);
  const part = (name: keyof typeof sorted) => {
    const changes = sorted[name];
    if (changes.length === 0) return [];
    const heading = t(language, `replay.changes.${name}`, { count: changes.length });
    return ['', heading, ...changes.flatMap((change) => changeLines(change, whose(change.customer), view))];
  };
  return [
    ...headLines(view),
    '',
    ...totalLines(view),
    ...(replay.changes.length === 0 ? ['', t(language, 'replay.no-change')] : []),
    ...part('worse'),
    ...part('better'),
    ...part('others'),
    ...unsureLines(view),
    ...leftOutLines(view),
  ];
}

function headLines(view: ReplayView): string[] {
  const { replay, language, inForce, month, file, isRunning } = view;
  const { before, after } = pairOf(replay);
  const tickets = ticketsIn(replay);
  return [
    t(language, 'replay.title', { month: monthName(month, language), customer: customerWords(view), file }),
    '',
    ...tableLines([
      [t(language, 'replay.as-it-was'), keptText(before, language)],
      [t(language, 'replay.by-book'), keptText(after, language)],
    ]),
    '',
    t(language, 'replay.counted', { tickets, promises: before.promised.count, zone: inForce.provider.timeZone }),
    t(language, 'replay.only-tickets'),
    ...(isRunning ? [t(language, 'replay.running', { month: monthName(month, language) })] : []),
  ];
}

/** The customer's name, or `all customers`. */
export function customerWords({ customer, inForce, language }: Pick<ReplayView, 'customer' | 'inForce' | 'language'>) {
  return customer === undefined ? t(language, 'report.all-customers') : customerName(inForce, customer, language);
}

function changeLines(change: ChangedPromise, whose: readonly string[], { inForce, language }: ReplayView): string[] {
  const { id, what, before, after } = change;
  const clauses = [...new Set([before, after].flatMap((promise) => promise?.clause ?? []))].join(' → ');
  const name = [clauses, promiseName(what, language)].filter(Boolean).join(' ');
  const [was, is] = [before, after].map((promise) => promiseWords(promise, inForce.provider.timeZone, language));
  return [
    `  ${[numberOf('ticket', id), name, ...whose].join(' · ')}`,
    `    ${t(language, 'replay.change', { before: was ?? '', after: is ?? '' })}`,
  ];
}

/** `met late, 11 min after Mon 23 Nov 08:20`. */
function promiseWords(promise: JudgedPromise | undefined, zone: string, language: Language): string {
  if (!promise) return t(language, 'replay.not-promised');
  const { outcome, dueAt, missedMs } = promise;
  const word = outcomeWord(outcome, language);
  if (dueAt === undefined) return t(language, 'replay.held', { word });
  const due = when(language, dueAt, zone);
  if (missedMs === undefined) return t(language, 'replay.due', { word, due });
  return t(language, 'replay.missed', { word, due, span: distanceText(language, missedMs) });
}
