import type { BookChannel, BookSource } from './schema.ts';

type PlatformName = Exclude<BookChannel['platform'], 'mail'>;

/**
 * The book with all people and channels on one platform, under their keys: for `simulate` and the playground, which
 * have no chat platform. Audiences without a channel get one, so that every notice is seen, and every customer gets a
 * contact person. `mail`: whether channels by mail stay what they are; otherwise they move there too.
 */
export function onOnePlatform(
  source: BookSource,
  platform: PlatformName,
  mail: 'moves' | 'stays' = 'moves',
): BookSource {
  const people = Object.entries(source.people).map(([key, person]) => [key, { ...person, ids: { [platform]: key } }]);
  const customers = Object.entries(source.customers).map(([key, customer]) => {
    const contacts = customer.people.length > 0 ? customer.people : [{ name: customer.name }];
    const named = contacts.map((each, index) => ({ ...each, ids: { [platform]: `customer-${key}-${index + 1}` } }));
    return [key, { ...customer, people: named }];
  });
  const channels = Object.entries(source.channels).map(([key, channel]) => [
    key,
    channel.platform === 'mail' && mail === 'stays' ? channel : { ...channel, platform, id: key },
  ]);
  const rotations = Object.entries(source.rotations).map(([key, { group, ...rotation }]) => [
    key,
    // A Feishu chat's id says nothing to people, so its group gets a name.
    group ? { ...rotation, group: { [platform]: group.slack ?? group.playground ?? 'on-call' } } : rotation,
  ]);
  return {
    ...source,
    rotations: Object.fromEntries(rotations),
    people: Object.fromEntries(people),
    customers: Object.fromEntries(customers),
    channels: { ...Object.fromEntries(channels), ...missing(source, platform) },
  };
}

function missing(source: BookSource, platform: PlatformName): Record<string, BookChannel> {
  const present = Object.values(source.channels);
  const channels: Record<string, BookChannel> = {};
  for (const purpose of ['team', 'escalation', 'managers'] as const) {
    if (present.some((channel) => channel.purpose === purpose)) continue;
    channels[purpose] = {
      purpose,
      platform,
      id: purpose,
      name: { zh: purpose, en: purpose },
      language: source.provider.language,
    };
  }
  for (const [customer, { name, language }] of Object.entries(source.customers)) {
    if (present.some((channel) => channel.purpose === 'customer' && channel.customer === customer)) continue;
    const id = `customer-${customer}`;
    channels[id] = { purpose: 'customer', platform, id, name, language, customer };
  }
  return channels;
}
