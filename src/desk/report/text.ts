import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { asSentence } from '../../lib/sentence.ts';
import type { Figure } from './figure/figure.ts';
import { keptPercent, owedCount, type Standing } from './figure/standing.ts';
import { partsOfKey, promiseName } from './names.ts';

/** What became of promises, in words: for card, picture and paper. */

/** Whether nothing at all is counted. */
export function isEmpty({ promises, tickets, takenBack, complaints, handoffs }: Figure): boolean {
  return [promises.promised, tickets, takenBack, complaints, handoffs].every(({ count }) => count === 0);
}

/** `41 of 44 promises kept in time (93 %)`, and what became of the others. */
export function headlineOf(figure: Figure, language: Language): string {
  const { promises } = figure;
  if (isEmpty(figure)) return t(language, 'report.nothing');
  const kept = owedCount(promises) === 0 ? asSentence(t(language, 'report.no-promise')) : keptText(promises, language);
  return [kept, restOf(promises, language)].filter(Boolean).join('\n');
}

/** `41 of 44 promises kept in time (93 %)`. */
export function keptText(standing: Standing, language: Language): string {
  const percent = keptPercent(standing);
  const kept = t(language, 'report.kept', { kept: standing.kept.count, all: owedCount(standing) });
  return percent === undefined ? kept : withPercent(kept, percent, standing, language);
}

/** The percentage is of what is decided: while promises are open, this is said. */
function withPercent(words: string, percent: number, { open }: Standing, language: Language): string {
  return t(language, open.count > 0 ? 'report.with-percent-decided' : 'report.with-percent', { words, percent });
}

/** `41 of 44 (93 %)`: beside a bar that shows the rest. */
export function shortText(standing: Standing, language: Language): string {
  const [all, percent] = [owedCount(standing), keptPercent(standing)];
  if (all === 0) return t(language, 'report.no-promise');
  const words = t(language, 'report.row', { part: standing.kept.count, all });
  return percent === undefined ? words : t(language, 'report.with-percent', { words, percent });
}

/** What became of those that were not kept in time: `1 late · 2 still open`. */
export function restOf(standing: Standing, language: Language): string {
  return (['keptLate', 'broken', 'open', 'withdrawn'] as const)
    .filter((outcome) => standing[outcome].count > 0)
    .map((outcome) => t(language, `report.rest.${outcome}`, { count: standing[outcome].count }))
    .join(' · ');
}

/** `41 of 44 · 1 late`. */
export function rowText(standing: Standing, language: Language): string {
  const owed = owedCount(standing);
  const kept = owed === 0 ? '' : t(language, 'report.row', { part: standing.kept.count, all: owed });
  return [kept, restOf(standing, language)].filter(Boolean).join(' · ');
}

/** `D2 Respond` of `D2|respond`. */
export function clauseAndPromise(key: string, language: Language): string {
  const { clause, what } = partsOfKey(key);
  return [clause, promiseName(what, language)].filter(Boolean).join(' ');
}
