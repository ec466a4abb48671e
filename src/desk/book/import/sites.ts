import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import { type Edit, isMap, nameIn } from './entry.ts';

/**
 * Gives each customer that `edits` add, and that has no site by now, one of its own name: the book needs one, and most
 * customers are at one place. Changes the added entries; returns what to tell the author.
 */
export function giveSites(edits: readonly Edit[], language: Language): string[] {
  return edits.flatMap(({ path, value }) => {
    const entry = path[0] === 'customers' && path.length === 2 && isMap(value) ? value : undefined;
    if (!entry || entry.sites !== undefined) return [];
    entry.sites = [{ key: 'main', name: entry.name }];
    return [t(language, 'import.note.site', { customer: nameIn(entry.name, language) })];
  });
}
