import { t } from '../../i18n/i18n.ts';
import { distanceText } from '../../i18n/span.ts';
import { when } from '../../i18n/when.ts';
import { type Instant, MINUTE } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';

/** When a promise fell due, and when it was met. */
export interface Met {
  readonly dueAt: Instant;
  readonly metAt: Instant;
}

/**
 * What stands behind a promise that was met: when, and by how much it was late. A promise that was met less than a minute
 * late is told as one minute late, because it is marked as broken.
 *
 * @param zone the reader's time zone
 * @param now if given, an instant in another year is shown with its year
 */
export function metNote({ dueAt, metAt }: Met, zone: string, language: Language, now?: Instant): string {
  const at = when(language, metAt, zone, now);
  if (metAt <= dueAt) return t(language, 'card.note.met', { at });
  return t(language, 'card.note.met-late', { at, late: distanceText(language, Math.max(MINUTE, metAt - dueAt)) });
}
