import type { BookSource } from '../../src/desk/book/schema.ts';

/** The book with some people away all autumn of 2026. */
export function withAway(source: BookSource, ...away: string[]): BookSource {
  const people = Object.entries(source.people).map(([key, person]) => [
    key,
    away.includes(key) ? { ...person, away: [{ from: '2026-09-01', until: '2026-12-01' }] } : person,
  ]);
  return { ...source, people: Object.fromEntries(people) };
}
