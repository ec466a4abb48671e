import type { NoticeOutline } from '../../src/desk/ticket/view/audience.ts';

/** `10:40 sla.breached respond due 10:05, late by level-change → manager1` */
export function lineOf(at: number, { kind, fields, to }: NoticeOutline, say: (at: number) => string): string {
  const words = ORDER.flatMap((name) => {
    const value = fields[name];
    return value === undefined ? [] : [WORDS[name]?.(value, say) ?? String(value)];
  });
  const told = kind === 'sla.warning' ? [`→ ${to.join(', ')}`] : [];
  return [say(at), kind, ...words, ...told].join(' ');
}

const ORDER = [
  'metric',
  'metrics',
  'from',
  'level',
  'tier',
  'what',
  'by',
  'why',
  'due',
  'provisional',
  'since',
  'late',
  'raisedTo',
] as const;

const WORDS: Readonly<Record<string, (value: unknown, say: (at: number) => string) => string>> = {
  metrics: (metrics) => (metrics as string[]).join(', '),
  from: (from) => `${from} →`,
  by: (by) => `by ${by}`,
  why: (why) => `(${why})`,
  since: (at, say) => `since ${say(at as number)}`,
  late: (late) => `late by ${late}`,
  raisedTo: (person) => `→ ${person}`,
  provisional: (metrics) => `provisional ${(metrics as string[]).join(', ')}`,
  due: (due, say) =>
    typeof due === 'number'
      ? `due ${say(due)}`
      : `{${Object.entries(due as Record<string, number>)
          .map(([metric, at]) => `${metric} ${say(at)}`)
          .join(', ')}}`,
};
