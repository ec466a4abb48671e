import type { Paging } from '../../src/desk/book/paging-rule.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';

/** Named in the channel after 2 minutes, then by direct message, then up to three times more. */
export const CALLS: Paging = {
  steps: [
    { after: '2m', way: 'channel' },
    { after: '4m', way: 'direct' },
  ],
  again: { every: '5m', atMost: 3 },
};

/** The same book, with calls at every level but the lowest, or at that too. */
export function withPaging(
  source: BookSource,
  paging: Paging = CALLS,
  at: 'higher levels' | 'every level' = 'higher levels',
): BookSource {
  const policies = Object.entries(source.policies).map(([key, policy]) => [
    key,
    {
      ...policy,
      levels: policy.levels.map((level, i) =>
        at === 'every level' || i < policy.levels.length - 1 ? { ...level, paging } : level,
      ),
    },
  ]);
  return { ...source, policies: Object.fromEntries(policies) };
}
