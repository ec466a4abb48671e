import { t } from '../../../i18n/i18n.ts';
import { distanceText } from '../../../i18n/span.ts';
import { when } from '../../../i18n/when.ts';
import { type Language, named } from '../../../lib/language.ts';
import { tableLines, textWidth } from '../../../lib/text-table.ts';
import { numberOf } from '../../address/number.ts';
import { customerName, siteName } from '../../card/customer.ts';
import { OUTCOMES, type Outcome } from '../../ticket/case/figures.ts';
import { levelName } from '../../ticket/case/names.ts';
import { monthName, promiseName } from '../names.ts';
import { clauseAndPromise, keptText } from '../text.ts';
import type { ChangedPromise, JudgedPromise } from './replay.ts';
import { sortChanges } from './sort.ts';
import { type LeftOut, leftOutBy, pairOf, pairsBy, type ReplayView, type StandingPair, ticketsIn } from './view.ts';

/** A replay in lines for people: what was counted, the totals, every promise that comes out otherwise, what is left out. */
export function replayLines(view: ReplayView): string[] {
  const { language, replay } = view;
  const sorted = sortChanges(replay.changes);
  const part = (name: keyof typeof sorted) => {
    const changes = sorted[name];
    if (changes.length === 0) return [];
    const heading = t(language, `replay.changes.${name}`, { count: changes.length });
    return ['', heading, ...changes.flatMap((change) => changeLines(change, view))];
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

export function customerWords({ customer, inForce, language }: Pick<ReplayView, 'customer' | 'inForce' | 'language'>) {
  return customer === undefined ? t(language, 'report.all-customers') : customerName(inForce, customer, language);
}

/** Longer names stand above their numbers, so that these stay below each other on a terminal. */
const NAME_WIDTH = 34;

/** A table: all promises, then those of each customer and of each clause. A number that changes is `76 → 70`. */
function totalLines({ replay, customer, inForce, language }: ReplayView): string[] {
  const customers = pairsBy(replay, 'customer');
  const pairs: readonly (readonly [name: string, pair: StandingPair | undefined])[] = [
    [t(language, 'replay.all'), pairOf(replay)],
    ['', undefined],
    ...(customer === undefined && customers.length > 1
      ? [
          ...customers.map((pair) => [customerName(inForce, pair.key, language), pair] as const),
          ['', undefined] as const,
        ]
      : []),
    ...pairsBy(replay, 'promise').map((pair) => [clauseAndPromise(pair.key, language), pair] as const),
  ];
  const isLong = (name: string) => textWidth(name) > NAME_WIDTH;
  const [heading = '', ...lines] = tableLines([
    ['', ...OUTCOMES.map((outcome) => outcomeWord(outcome, language))],
    ...pairs.map(([name, pair]) => (pair ? [isLong(name) ? '' : name, ...numbersOf(pair, language)] : [])),
  ]);
  return [heading, ...pairs.flatMap(([name], place) => [...(isLong(name) ? [name] : []), lines[place] ?? ''])];
}

function numbersOf({ before, after }: StandingPair, language: Language): string[] {
  return OUTCOMES.map((outcome) => numberWords(before[outcome].count, after[outcome].count, language));
}

function numberWords(before: number, after: number, language: Language): string {
  return before === after ? String(before) : t(language, 'replay.change', { before, after });
}

function outcomeWord(outcome: Outcome, language: Language): string {
  return outcome === 'withdrawn' ? t(language, 'replay.withdrawn') : t(language, `report.legend.${outcome}`);
}

function changeLines(change: ChangedPromise, { inForce, language }: ReplayView): string[] {
  const { id, customer, what, before, after } = change;
  const clauses = [...new Set([before, after].flatMap((promise) => promise?.clause ?? []))].join(' → ');
  const name = [clauses, promiseName(what, language)].filter(Boolean).join(' ');
  const [was, is] = [before, after].map((promise) => promiseWords(promise, inForce.provider.timeZone, language));
  return [
    `  ${[numberOf('ticket', id), name, customerName(inForce, customer, language)].join(' · ')}`,
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

function unsureLines({ replay: { unsure }, language }: ReplayView): string[] {
  return unsure.length === 0 ? [] : ['', t(language, 'replay.unsure', { tickets: numbers(unsure, language) })];
}

/** What was left out, and why; empty: nothing was. */
export function leftOutLines(view: ReplayView): string[] {
  const { replay, closed, inForce, language } = view;
  const lines = leftOutBy(replay).map((each) => `  ${leftOutLine(each, view)}`);
  const count = replay.leftOut.length;
  const all = count + ticketsIn(replay);
  const customers = closed.map((key) => customerName(inForce, key, language)).join(t(language, 'list.separator'));
  return [
    ...(count > 0 ? ['', t(language, 'replay.left-out', { count, all }), ...lines] : []),
    ...(closed.length > 0 ? ['', t(language, 'replay.confidential', { customers })] : []),
  ];
}

function leftOutLine({ missing, ids }: LeftOut, view: ReplayView): string {
  const { language } = view;
  const { what, customer } = missing;
  return t(language, `replay.missing.${what}`, {
    name: missingName(missing, view),
    customer: customerName(view.inForce, customer, language),
    count: ids.length,
    tickets: numbers(ids, language),
  });
}

/** The name by which the book in force knows what the other does not have, or its key. */
function missingName({ what, key, customer }: LeftOut['missing'], { inForce, language }: ReplayView): string {
  const found = inForce.customers[customer];
  switch (what) {
    case 'customer':
      return customerName(inForce, key, language);
    case 'site':
      return siteName(inForce, { customer, site: key }, language);
    case 'device': {
      const device = found?.devices.find((each) => each.key === key);
      return device ? named(device.name, language) : key;
    }
    case 'level': {
      const policy = inForce.policies[found?.policy ?? ''];
      return policy ? levelName(policy, key, language) : key;
    }
  }
}

/** More than that are not read by anyone; programs get them all. */
const MOST_NUMBERS = 12;

function numbers(ids: readonly number[], language: Language): string {
  const listed = ids.slice(0, MOST_NUMBERS).map((id) => numberOf('ticket', id));
  return [...listed, ...(ids.length > MOST_NUMBERS ? ['…'] : [])].join(t(language, 'list.separator'));
}
