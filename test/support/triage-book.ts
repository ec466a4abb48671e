import type { BookSource } from '../../src/desk/book/schema.ts';

/** The same book, in which the coordinator reviews new tickets within two working hours before an engineer has them (A8). */
export function withTriage(source: BookSource): BookSource {
  const policies = Object.entries(source.policies).map(([key, policy]) => [
    key,
    { ...policy, triage: { clause: 'A8', by: 'coordinator', within: '2wh', engineer: 'after' } as const },
  ]);
  return { ...source, policies: Object.fromEntries(policies) };
}
