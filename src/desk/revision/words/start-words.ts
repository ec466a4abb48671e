import { t } from '../../../i18n/i18n.ts';
import { whenInYear } from '../../../i18n/when.ts';
import type { Language } from '../../../lib/language.ts';
import type { BookSource } from '../../book/schema.ts';
import { whoApplied } from '../apply.ts';
import type { AtStart } from '../in-force.ts';
import { mergedLines } from './edit-words.ts';

/** What became of the book's file at a start, where people have to know: it replaced a book, or is older than one. */
export function startLine(atStart: AtStart, source: BookSource, language: Language): string | undefined {
  const other = atStart.kind === 'older' ? atStart.inForce : atStart.kind === 'applied' ? atStart.before : undefined;
  if (!other) return undefined;
  const who = whoApplied(other, [source], language);
  const at = whenInYear(language, other.appliedAt, source.provider.timeZone);
  if (atStart.kind === 'older')
    return t(language, 'book.start.older', { who, at, version: other.version, fileVersion: atStart.fileVersion });
  if (atStart.kind === 'same') return undefined;
  const { version, merged } = atStart;
  const said = t(language, 'book.start.applied', { who, at, before: other.version, version });
  return [said, ...mergedLines(merged, { language, before: source, after: source })].join('\n');
}
