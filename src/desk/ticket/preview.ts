import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { Metric } from '../contract/schema.ts';
import { clocksOf, isOpen, type Terms } from './clocks.ts';
import { applyEntry } from './fold.ts';
import { levelEntries } from './level.ts';
import { levelName } from './names.ts';
import type { Ticket } from './ticket.ts';

/** What a level change would do to the clocks, in words, before anybody presses. */
export interface Preview {
  readonly level: string;
  readonly text: string;
}

/** One preview for every level the ticket could get: each open clock's old and new due instant, "already late" where so. */
export function previewLevels(ticket: Ticket, terms: Terms, language: Language, zone: string, now: Instant): Preview[] {
  return terms.policy.levels
    .filter(({ key }) => key !== ticket.level)
    .map(({ key }) => ({ level: key, text: previewLevel(ticket, key, terms, language, zone, now) }));
}

function previewLevel(
  ticket: Ticket,
  level: string,
  terms: Terms,
  language: Language,
  zone: string,
  now: Instant,
): string {
  const changed = levelEntries(ticket, terms, { level, why: 'manual' }, 'preview', now).reduce(applyEntry, ticket);
  const before = openDues(ticket, terms);
  const after = openDues(changed, terms);
  const metrics = [...new Set([...before.keys(), ...after.keys()])];
  const at = (dueAt: Instant | undefined) =>
    dueAt === undefined ? t(language, 'preview.none') : when(language, dueAt, zone);
  const moves = metrics.map((metric) =>
    t(language, 'preview.move', {
      metric: t(language, `metric.${metric}`),
      from: at(before.get(metric)),
      to: at(after.get(metric)),
      late: (after.get(metric) ?? now) < now ? t(language, 'preview.late') : '',
    }),
  );
  const name = levelName(terms.policy, level, language);
  return t(language, 'preview.level', {
    level: name,
    moves: moves.join(t(language, 'list.separator')) || t(language, 'preview.nothing'),
  });
}

function openDues(ticket: Ticket, terms: Terms): Map<Metric, Instant | undefined> {
  return new Map(
    clocksOf(ticket, terms)
      .filter(isOpen)
      .map(({ metric, dueAt }) => [metric, dueAt]),
  );
}
