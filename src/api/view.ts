import type { z } from '@hono/zod-openapi';
import type { BookCustomer } from '../desk/book/schema.ts';
import { type BookDevice, serialsOf } from '../desk/ticket/case/unit.ts';
import type { ListedTicket } from '../desk/token/store.ts';
import { type Instant, isoOf } from '../lib/instant.ts';
import { type Language, named } from '../lib/language.ts';
import type { CustomerShape, DeviceShape, TicketShape } from './schema.ts';

/** What programs are shown: keys instead of names wherever the book has one, instants in UTC. */

export function ticketView({ id, ticket, dueAt }: Omit<ListedTicket, 'book'>): z.infer<typeof TicketShape> {
  const { facts, status, level, assignee, breaches, pastBreaches } = ticket;
  return {
    number: `T-${id}`,
    customer: facts.customer,
    kind: facts.kind,
    status,
    ...given({ level }),
    title: facts.title,
    details: facts.details,
    site: facts.site,
    ...given({ device: facts.device, serial: facts.unit }),
    contact: facts.contact,
    ...given({ assignee }),
    reportedAt: isoOf(ticket.reportedAt),
    ...given({
      respondedAt: iso(ticket.acknowledged?.at ?? ticket.respondedAt),
      arrivedAt: iso(ticket.arrivedAt),
      resolvedAt: iso(ticket.resolvedAts.at(-1)),
      closedAt: iso(ticket.closedAt),
      dueAt: iso(dueAt),
    }),
    broken: [...new Set([...Object.keys(breaches), ...pastBreaches.map(({ metric }) => metric)])],
  };
}

function iso(at: Instant | undefined): string | undefined {
  return at === undefined ? undefined : isoOf(at);
}

/** Without the values that are not there. */
function given<K extends string>(values: Readonly<Record<K, string | undefined>>): Partial<Record<K, string>> {
  const there = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as Partial<Record<K, string>>;
}

export function customerView(
  key: string,
  { name, policy, sites, devices }: BookCustomer,
  language: Language,
): z.infer<typeof CustomerShape> {
  return {
    key,
    name: named(name, language),
    policy,
    sites: sites.map((site) => ({ key: site.key, name: named(site.name, language) })),
    devices: devices.length,
  };
}

export function deviceView(device: BookDevice, language: Language): z.infer<typeof DeviceShape> {
  const { key, name, site } = device;
  return { key, name: named(name, language), site, serials: [...serialsOf(device)] };
}
