import type { Post } from '../../chat/adapter.ts';
import type { Badge, Button, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';

/** What is special about a message of many alerts: a storm. */

/** How many cases of a storm have a line; the others are counted. */
const SHOWN = 10;

/** Broken promises stand before warnings, and both before the rest. */
const WORST: readonly string[] = [
  'sla.warning',
  'ticket.stale',
  'sla.raised',
  'complaint.breached',
  'promise.broken',
  'sla.breached',
  'duty.untaken',
];

/** How bad a kind of notice is: more is worse; below 0 for kinds that are not bad. */
export function severity(kind: string): number {
  return WORST.indexOf(kind);
}

/** Kinds that tell of what is still to come, or of silence: what is broken stands before them. */
const MILD: readonly string[] = ['sla.warning', 'ticket.stale'];

/** Alerts in which something is left to do come first; among them what is broken, by level, then the longest overdue. */
export function worstFirst<P extends { readonly post: Post }>(parts: readonly P[], isOpen: (part: P) => boolean): P[] {
  const rank = (part: P): readonly number[] => {
    const { alert } = part.post;
    if (!alert) return [];
    return [isOpen(part) ? 0 : 1, MILD.includes(alert.kind) ? 1 : 0, alert.level, alert.dueAt];
  };
  return parts.toSorted((one, other) => {
    const others = rank(other);
    return (
      rank(one)
        .map((value, place) => value - (others[place] ?? 0))
        .find((difference) => difference !== 0) ?? 0
    );
  });
}

/** The first alert of each case: further broken promises of one ticket are not further cases. */
export function firstOfEach<P extends { readonly post: Post }>(parts: readonly P[]): P[] {
  return [...Map.groupBy(parts, ({ post }) => post.alert?.subject).values()].flatMap(([first]) => first ?? []);
}

/** The lines of the worst cases, how many more there are, and the way to all of them. */
export function stormParts(items: readonly CardPart[], language: Language): CardPart[] {
  const more = items.length - SHOWN;
  const rest = t(language, 'list.more', { more });
  const label = t(language, 'button.ticket.late');
  const list: Button = { label, command: 'ticket.late', args: {}, style: 'plain', confirm: '' };
  return [
    ...items.slice(0, SHOWN),
    ...(more > 0 ? [{ part: 'text', style: 'plain', text: rest } as const] : []),
    { part: 'actions', main: [list], more: [] },
  ];
}

/** How many of the cases need nothing any more; none: no badge. */
export function doneBadges(done: number, language: Language): Badge[] {
  return done > 0 ? [{ text: t(language, 'digest.done', { count: done }), tone: 'good' }] : [];
}
