import { fallbacksOf } from '../../address/fallback.ts';
import type { Way } from '../../address/notice.ts';
import { isSamePlace, type Route, routesOf } from '../../address/route.ts';
import type { ReportFacts } from '../case/ticket.ts';
import { isSide } from './post.ts';
import type { HouseView } from './view.ts';

/** Where the audiences of a ticket are reached. */

/**
 * The places of an audience with their fallbacks. The ticket's card stays in its own channels, because a fallback
 * channel may have a card of the same ticket.
 */
export function caseWays(house: HouseView, audience: string, facts: ReportFacts): Way[] {
  const card = isSide(audience) ? 'stays' : 'comes';
  return caseRoutes(house, audience, facts).map((route) => ({
    route,
    fallbacks: fallbacksOf(house.source, audience, route, card),
  }));
}

/** The places of an audience; if a message of the customer's became the ticket, its thread. */
export function caseRoutes({ source }: HouseView, audience: string, { customer, origin }: ReportFacts): Route[] {
  const routes = routesOf(source, audience, customer);
  if (audience !== 'customer' || !origin) return routes;
  return routes.map((route) =>
    isSamePlace(route.place, origin) ? { ...route, place: { ...route.place, threadId: origin.threadId } } : route,
  );
}
