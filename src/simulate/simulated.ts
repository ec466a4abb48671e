import type { BookSource } from '../desk/contract/schema.ts';

/** The platform that stands for every chat in a simulation. */
export const SIMULATED = 'playground';

/**
 * The same book on one platform that reaches everybody: no chat platform takes part in a simulation, so whoever and
 * whatever the book puts on Slack or Feishu, or on none, is on the simulated one.
 */
export function simulatedSource(source: BookSource): BookSource {
  const people = Object.entries(source.people).map(([key, person]) => [key, { ...person, ids: { [SIMULATED]: key } }]);
  const channel = (purpose: string, name: string, customer?: string) => [
    name,
    {
      purpose,
      platform: SIMULATED,
      id: name,
      name: { zh: name, en: name },
      language: 'en',
      ...(customer === undefined ? {} : { customer }),
    },
  ];
  const channels = [
    ...(['team', 'escalation', 'managers'] as const).map((purpose) => channel(purpose, purpose)),
    ...Object.keys(source.customers).map((key) => channel('customer', `customer-${key}`, key)),
  ];
  return { ...source, people: Object.fromEntries(people), channels: Object.fromEntries(channels) };
}
