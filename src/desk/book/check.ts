import { checkAlarm } from './alarm-rule.ts';
import { checkMail } from './check-mail.ts';
import { type BookNames, checkKnown, checkListed, repeated } from './check-names.ts';
import { checkPolicy } from './check-policy.ts';
import { checkRotation } from './check-rotation.ts';
import { checkCalendar } from './check-windows.ts';
import { checkDutyGroup } from './duty-group-rule.ts';
import { checkHook } from './hook-rule.ts';
import type { SectionKeys } from './merge.ts';
import type { FieldPath, Finding } from './problem.ts';
import { type BookChannel, type BookCustomer, type BookSource, spanOf } from './schema.ts';
import { checkWebhook } from './webhook-rule.ts';

/**
 * Finds the mistakes that the schema cannot see: unknown names, duplicates, wrong orders. `keys` are all keys of each
 * section as written, so that a reference to a broken entry is no second mistake. In the book's order.
 */
export function checkBookSource(source: BookSource, keys: SectionKeys): Finding[] {
  const names: BookNames = (section) => [...(keys[section] ?? [])];
  return [
    ...checkProvider(source.provider, names),
    ...Object.entries(source.policies).flatMap(([key, policy]) => [...checkPolicy(key, policy, source, names)]),
    ...Object.entries(source.customers).flatMap(([key, customer]) => [...checkCustomer(key, customer, source, names)]),
    ...checkPlatformIds(source),
    ...checkEmails(source.people),
    ...checkAway(source.people),
    ...Object.entries(source.rotations).flatMap(([key, rotation]) => [
      ...checkRotation(key, rotation, source, names),
      ...checkDutyGroup(['rotations', key], rotation, source.channels),
    ]),
    ...checkChannels(source.channels, names),
    ...checkAlarm(source),
    ...Object.entries(source.hooks ?? {}).flatMap(([key, hook]) => [...checkHook(['hooks', key], hook, source, names)]),
    ...checkMail(source, names),
    ...Object.entries(source.webhooks ?? {}).flatMap(([key, webhook]) => [
      ...checkWebhook(['webhooks', key], webhook, names),
    ]),
    ...Object.entries(source.calendars).flatMap(([key, calendar]) => [...checkCalendar(key, calendar)]),
  ];
}

/** The mailbox is read by a person of the book, and the hotline has hours of the book. */
function* checkProvider({ hotline, mailbox }: BookSource['provider'], names: BookNames): Iterable<Finding> {
  if (hotline?.calendar !== undefined)
    yield* checkKnown(['provider', 'hotline', 'calendar'], hotline.calendar, 'calendars', names);
  if (mailbox) yield* checkKnown(['provider', 'mailbox', 'reader'], mailbox.reader, 'people', names);
}

function* checkCustomer(key: string, customer: BookCustomer, source: BookSource, names: BookNames): Iterable<Finding> {
  const path = ['customers', key];
  yield* checkKnown([...path, 'policy'], customer.policy, 'policies', names);
  const levels = Object.hasOwn(source.policies, customer.policy)
    ? serviceLevelsOf(source.policies[customer.policy])
    : [];
  if (levels.length > 0 && !levels.includes(customer.serviceLevel)) {
    const message = `the policy promises nothing for service level "${customer.serviceLevel}"; allowed: ${levels.join(', ')}`;
    yield { path: [...path, 'serviceLevel'], message };
  }
  const { contract, sites, devices, confidential } = customer;
  const ours = Object.keys(source.channels).filter((each) => source.channels[each]?.purpose !== 'customer');
  for (const [i, channel] of (confidential?.channels ?? []).entries())
    yield* checkListed([...path, 'confidential', 'channels', i], channel, "channel of the provider's", ours);
  if (contract && contract.until < contract.from) {
    yield { path: [...path, 'contract', 'until'], message: `lies before "from", ${contract.from}` };
  }
  yield* repeated(
    [...path, 'sites'],
    sites.map((site) => site.key),
    'key',
  );
  yield* repeated(
    [...path, 'devices'],
    devices.map((device) => device.key),
    'key',
  );
  for (const [i, { travel }] of sites.entries()) {
    if (spanOf(travel).unit === 'clock') continue;
    yield {
      path: [...path, 'sites', i, 'travel'],
      message: 'a journey lasts on the clock; allowed: a span such as 90m',
    };
  }
  yield* checkClasses([...path, 'devices'], devices, source.policies[customer.policy]);
  const siteKeys = sites.map((site) => site.key);
  for (const [i, device] of devices.entries()) {
    yield* checkSerials([...path, 'devices', i], device);
    if (siteKeys.includes(device.site)) continue;
    const message = `this customer has no site "${device.site}"; allowed: ${siteKeys.join(', ')}`;
    yield { path: [...path, 'devices', i, 'site'], message };
  }
}

/** A device of several units has a serial number for each of them, or none at all. */
function* checkSerials(
  path: FieldPath,
  { serial, serials, count }: BookCustomer['devices'][number],
): Iterable<Finding> {
  if (serials.length === 0) return;
  yield* repeated([...path, 'serials'], serials);
  if (serial !== '') yield { path: [...path, 'serial'], message: 'write it into "serials", beside the others' };
  if (serials.length !== count)
    yield { path: [...path, 'serials'], message: `has ${serials.length} serial numbers for "count: ${count}"` };
}

/** Where a checklist has items for classes of devices, it has some for the class of every device. */
function* checkClasses(
  path: FieldPath,
  devices: BookCustomer['devices'],
  policy: BookSource['policies'][string] | undefined,
): Iterable<Finding> {
  const known = [...new Set((policy?.inspection.checklist ?? []).flatMap(({ classes }) => classes ?? []))];
  for (const [i, device] of devices.entries()) {
    if (known.length === 0 || device.class === undefined || known.includes(device.class)) continue;
    const message = `the policy's checklist has nothing for class "${device.class}"; allowed: ${known.join(', ')}`;
    yield { path: [...path, i, 'class'], message };
  }
}

/** The service levels that a policy names; empty if it treats all alike. */
function serviceLevelsOf(policy: BookSource['policies'][string] | undefined): string[] {
  if (!policy) return [];
  const limits = Object.values(policy.clocks).flatMap((rule) => rule.limits);
  const named = limits.flatMap((limit) => limit.serviceLevels ?? []);
  return [...new Set([...Object.keys(policy.reportHours), ...named])].sort();
}

/** An account on a platform may belong to one person only. */
function* checkPlatformIds(source: BookSource): Iterable<Finding> {
  const owners = new Map<string, string>();
  const staff = Object.entries(source.people).map(([key, { ids }]) => ({ path: ['people', key], ids }));
  const theirs = Object.entries(source.customers).flatMap(([key, { people }]) =>
    people.map(({ ids }, i) => ({ path: ['customers', key, 'people', i], ids })),
  );
  for (const { path, ids } of [...staff, ...theirs]) {
    for (const [platform, id] of Object.entries(ids)) {
      if (platform !== 'playground' && IS_NAME.test(id)) {
        const message = 'is a name; their user id is wanted: U0123456789 in Slack, ou_… in Feishu';
        yield { path: [...path, 'ids', platform], message };
      }
      const owner = owners.get(`${platform}/${id}`);
      if (owner) yield { path: [...path, 'ids', platform], message: `"${id}" is ${owner} already` };
      else owners.set(`${platform}/${id}`, path.join('.'));
    }
  }
}

/** An address signs one person in. */
function* checkEmails(people: BookSource['people']): Iterable<Finding> {
  const owners = new Map<string, string>();
  for (const [key, { email }] of Object.entries(people)) {
    if (email === undefined) continue;
    const owner = owners.get(email.toLowerCase());
    if (owner) yield { path: ['people', key, 'email'], message: `"${email}" is people.${owner} already` };
    else owners.set(email.toLowerCase(), key);
  }
}

/** Days away must end after they begin. */
function* checkAway(people: BookSource['people']): Iterable<Finding> {
  for (const [key, { away }] of Object.entries(people))
    for (const [i, { from, until }] of away.entries())
      if (until < from) yield { path: ['people', key, 'away', i, 'until'], message: `lies before "from", ${from}` };
}

function* checkChannels(channels: BookSource['channels'], names: BookNames): Iterable<Finding> {
  const owners = new Map<string, string>();
  for (const [key, channel] of Object.entries(channels)) {
    const path = ['channels', key];
    yield* checkChannelCustomer(path, channel, names);
    if (channel.platform !== 'playground' && IS_NAME.test(channel.id))
      yield { path: [...path, 'id'], message: 'is a name; its id is wanted: C0123456789 in Slack, oc_… in Feishu' };
    const place = `${channel.platform}/${channel.id}`;
    const owner = owners.get(place);
    if (owner) yield { path: [...path, 'id'], message: `"${channel.id}" is the channel ${owner} already` };
    else owners.set(place, key);
  }
  for (const purpose of ['team', 'escalation'] as const) {
    if (Object.values(channels).some((channel) => channel.purpose === purpose)) continue;
    yield {
      path: ['channels'],
      message: `a channel with "purpose: ${purpose}" is missing; nobody would hear of its notices`,
    };
  }
}

/** Ids have no spaces, and no mark of a channel or a mention before them. Refused here, so that books applied earlier stay readable. */
const IS_NAME = /^[#@]|\s/;

function* checkChannelCustomer(path: string[], channel: BookChannel, names: BookNames): Iterable<Finding> {
  if (channel.purpose !== 'customer') {
    if (channel.customer === undefined) return;
    yield { path: [...path, 'customer'], message: 'is for channels with "purpose: customer" alone' };
  } else if (channel.customer === undefined) {
    yield { path: [...path, 'customer'], message: 'missing; a channel with "purpose: customer" names whose it is' };
  } else yield* checkKnown([...path, 'customer'], channel.customer, 'customers', names);
}
