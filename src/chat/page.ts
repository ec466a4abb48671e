import type { Instant } from '../lib/instant.ts';
import type { ChatPlace, Platform } from './place.ts';

/**
 * The platform name of our own web pages (`src/adapter/web`). They are for people without a chat, who open them by a
 * signed link.
 */
export const WEB: Platform = 'web';

const CUSTOMER = 'customer/';

/** The place of the holder of a customer's link. Only the adapter that verified the link may make it. */
export function customerPlace(customer: string): ChatPlace {
  return { platform: WEB, channelId: `${CUSTOMER}${customer}`, threadId: '' };
}

/** The customer of such a place; undefined for other places. */
export function customerOfPlace({ platform, channelId }: ChatPlace): string | undefined {
  return platform === WEB && channelId.startsWith(CUSTOMER) ? channelId.slice(CUSTOMER.length) : undefined;
}

const INSPECTION = 'inspection/';

/**
 * The place of the holder of an engineer's link to an inspection. There they act as that engineer, for this inspection
 * only.
 */
export function inspectionPlace(id: number, person: string): ChatPlace {
  return { platform: WEB, channelId: `${INSPECTION}${id}/${person}`, threadId: '' };
}

/** The inspection and the engineer of such a place; undefined for other places. */
export function inspectionOfPlace({ platform, channelId }: ChatPlace): { id: number; person: string } | undefined {
  const match = platform === WEB ? /^inspection\/(\d{1,9})\/([^/]+)$/.exec(channelId) : null;
  return match?.[1] && match[2] ? { id: Number(match[1]), person: match[2] } : undefined;
}

/** Of a signed link what decides whether it was revoked; what is left out it is not about. */
export interface RevocableLink {
  /** The last revocation before it was made; 0: there was none. */
  readonly after: number;
  readonly customer?: string;
  /** A key of the book's people. */
  readonly person?: string;
  /** Of a case: `ticket/12`, `inspection/3`, `complaint/3`. */
  readonly subject?: string;
  /** The id of a file. */
  readonly file?: string;
}

/**
 * Makes links as of an instant. `after`: the last revocation of links so far; those made earlier may be void by it, these
 * are not.
 */
export type LinksAt = (now: Instant, after: number) => PageLinks;

/** Links to the pages, made as of one instant and valid for some time. undefined: no pages are served. */
export interface PageLinks {
  /** The ticket as its customer sees it, where files can be sent. Links made on one day are equal. */
  ticket(id: number, customer: string): string | undefined;
  /** Where a customer's people report a fault without a chat. */
  report(customer: string): string | undefined;
  /** Where an engineer, by their key, adds notes and photos to an inspection. */
  inspection(id: number, person: string): string | undefined;
  /** Where a customer's person complains, about a ticket or not, without other readers. */
  complain(customer: string, ticketId: number | undefined): string | undefined;
  /** The board, by the id of a personal link; opened within ten minutes. */
  board(id: string): string | undefined;
  /** A calendar of shifts, by the id of its feed; the same link each time. */
  duty(id: string): string | undefined;
  /** Download of a file, for staff. */
  file(id: string): string | undefined;
}

export const NO_LINKS: PageLinks = {
  ticket: () => undefined,
  report: () => undefined,
  inspection: () => undefined,
  complain: () => undefined,
  board: () => undefined,
  duty: () => undefined,
  file: () => undefined,
};
