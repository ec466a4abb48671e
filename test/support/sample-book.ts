import { presetPath, readBookFile } from '../../src/desk/book/load.ts';
import { onOnePlatform } from '../../src/desk/book/one-platform.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import type { Language } from '../../src/lib/language.ts';

/** The platform on which everybody of a test's book is, under their own keys. */
export const PLATFORM = 'playground';

/** Books as their files have them, by path: every house begins with one, and reading it takes as long as opening the house. */
const loaded = new Map<string, ReturnType<typeof readBookFile>>();

/** A preset with everybody on one platform and every person and channel speaking `language`. */
export async function sampleBook(language: Language, preset = 'telecom-province'): Promise<BookSource> {
  const path = presetPath(preset) ?? preset;
  const book = loaded.get(path) ?? readBookFile(path);
  loaded.set(path, book);
  const { source } = await book;
  return onOnePlatform(speaking(source, language), PLATFORM);
}

function speaking(source: BookSource, language: Language): BookSource {
  return {
    ...source,
    provider: { ...source.provider, language },
    customers: eachOf(source.customers, (customer) => ({ ...customer, language })),
    people: eachOf(source.people, (person) => ({ ...person, language })),
    channels: eachOf(source.channels, (channel) => ({ ...channel, language })),
  };
}

/** A preset that listens to what customers say to each other in their channels. */
export async function listeningBook(language: Language): Promise<BookSource> {
  const source = await sampleBook(language);
  const channels = eachOf(source.channels, (channel) =>
    channel.purpose === 'customer' ? { ...channel, listen: 'offer' as const } : channel,
  );
  return { ...source, channels };
}

/** The same book with a second customer, `rival`, who has a channel `customer-rival` of their own. */
export function withRival(source: BookSource): BookSource {
  const { sample } = source.customers;
  const channel = source.channels['customer-sample'];
  if (!sample || !channel) throw new Error('not a preset with the sample customer');
  const name = { zh: '另一家客户', en: 'Another customer' };
  return {
    ...source,
    customers: { ...source.customers, rival: { ...sample, name } },
    channels: {
      ...source.channels,
      'customer-rival': { ...channel, id: 'customer-rival', name, customer: 'rival' },
    },
  };
}

/** The same book, its customers read to in another language than everybody else. */
export function withCustomersSpeaking(source: BookSource, language: Language): BookSource {
  return {
    ...source,
    customers: eachOf(source.customers, (customer) => ({ ...customer, language })),
    channels: eachOf(source.channels, (channel) =>
      channel.purpose === 'customer' ? { ...channel, language } : channel,
    ),
  };
}

/** The same book with another respond limit for every level. */
export function withRespondWithin(source: BookSource, within: string): BookSource {
  const policies = eachOf(source.policies, (policy) => {
    const { respond } = policy.clocks;
    if (!respond) throw new Error('a policy without a respond clock');
    const limits = respond.limits.map((limit) => ({ ...limit, within }));
    return { ...policy, clocks: { ...policy.clocks, respond: { ...respond, limits } } };
  });
  return { ...source, policies };
}

function eachOf<T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
