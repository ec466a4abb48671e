import type { ChatPlace, Platform } from './place.ts';

/** Pages of our own, for people whom no chat reaches: the signed link that they hold says whose customer they are. */
export const WEB: Platform = 'web';

const CUSTOMER = 'customer/';

/** Where whoever holds a link of this customer speaks. Only the adapter that checked the link's signature says so. */
export function customerPlace(customer: string): ChatPlace {
  return { platform: WEB, channelId: `${CUSTOMER}${customer}`, threadId: '' };
}

/** Whose place it is; undefined where no link vouches for it. */
export function customerOfPlace({ platform, channelId }: ChatPlace): string | undefined {
  return platform === WEB && channelId.startsWith(CUSTOMER) ? channelId.slice(CUSTOMER.length) : undefined;
}

const INSPECTION = 'inspection/';

/** Where whoever holds one of our people's link to an inspection's page speaks: they are that person there, for that inspection alone. */
export function inspectionPlace(id: number, person: string): ChatPlace {
  return { platform: WEB, channelId: `${INSPECTION}${id}/${person}`, threadId: '' };
}

/** Which inspection's page it is, and whose link led there; undefined where no link vouches for it. */
export function inspectionOfPlace({ platform, channelId }: ChatPlace): { id: number; person: string } | undefined {
  const match = platform === WEB ? /^inspection\/(\d{1,9})\/([^/]+)$/.exec(channelId) : null;
  return match?.[1] && match[2] ? { id: Number(match[1]), person: match[2] } : undefined;
}

/** Addresses of those pages as of one instant, after which each is good for some time. undefined: no pages are served. */
export interface PageLinks {
  /** The ticket as its customer sees it, where files are sent. Drawn twice on one day it is the same. */
  ticket(id: number, customer: string): string | undefined;
  /** Where people of a customer report a fault without any chat. */
  report(customer: string): string | undefined;
  /** Where one of our people, by their key, takes down notes and photos of an inspection. */
  inspection(id: number, person: string): string | undefined;
  /** Where somebody of a customer complains where nobody reads along, about a ticket or not. */
  complain(customer: string, ticketId: number | undefined): string | undefined;
  /** A file that was sent, for staff. */
  file(id: string): string | undefined;
}

export const NO_LINKS: PageLinks = {
  ticket: () => undefined,
  report: () => undefined,
  inspection: () => undefined,
  complain: () => undefined,
  file: () => undefined,
};
