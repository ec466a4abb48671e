import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import { tableLines, textWidth } from '../../../lib/text-table.ts';
import { customerName } from '../../card/customer.ts';
import { OUTCOMES, type Outcome } from '../../ticket/case/figures.ts';
import { clauseAndPromise } from '../text.ts';
import { countedCustomers, pairOf, pairsBy, type ReplayView, type StandingPair } from './view.ts';

/** Longer names stand above their numbers, so that these stay below each other on a terminal. */
const NAME_WIDTH = 34;

/** A table: all promises, then those of each customer and of each clause. A number that changes is `76 → 70`. */
export function totalLines(view: ReplayView): string[] {
  const { replay, inForce, language } = view;
  const customers = countedCustomers(view).length > 1 ? pairsBy(replay, 'customer') : [];
  const named = [
    [{ name: t(language, 'replay.all'), pair: pairOf(replay) }],
    customers.map((pair) => ({ name: customerName(inForce, pair.key, language), pair })),
    pairsBy(replay, 'promise').map((pair) => ({ name: clauseAndPromise(pair.key, language), pair })),
  ];
  const rows = named
    .filter(({ length }) => length > 0)
    .flatMap((part, place) => (place === 0 ? part : [BLANK, ...part]));
  const [heading = '', ...lines] = tableLines([
    ['', ...OUTCOMES.map((outcome) => outcomeWord(outcome, language))],
    ...rows.map(({ name, pair }) => (pair ? [isLong(name) ? '' : name, ...numbersOf(pair, language)] : [])),
  ]);
  return [heading, ...rows.flatMap(({ name }, place) => [...(isLong(name) ? [name] : []), lines[place] ?? ''])];
}

const BLANK = { name: '', pair: undefined };

function isLong(name: string): boolean {
  return textWidth(name) > NAME_WIDTH;
}

function numbersOf({ before, after }: StandingPair, language: Language): string[] {
  return OUTCOMES.map((outcome) => {
    const [was, is] = [before[outcome].count, after[outcome].count];
    return was === is ? String(was) : t(language, 'replay.change', { before: was, after: is });
  });
}

export function outcomeWord(outcome: Outcome, language: Language): string {
  return outcome === 'withdrawn' ? t(language, 'replay.withdrawn') : t(language, `report.legend.${outcome}`);
}
