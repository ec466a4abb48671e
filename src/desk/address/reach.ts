import { URGENCIES, type Urgency } from '../../chat/adapter.ts';
import type { Platform } from '../../chat/place.ts';
import type { PageWay } from '../book/paging-rule.ts';
import { membersOf } from '../book/rotation-rule.ts';
import type { BookSource } from '../book/schema.ts';
import { pingIdOf, privateRoutes, type Route, routesOf } from './route.ts';

/** Whether a platform can make a message urgent in a way. */
export type CanUrge = (platform: Platform, way: Urgency) => boolean;

/** The urgent way that a way to call is; undefined: it is by name in the channel or by direct message. */
export function urgencyIn(way: PageWay): Urgency | undefined {
  return URGENCIES.find((each) => each === way);
}

/** The places at which a person is called by a way; empty: they cannot be. Direct messages go to one platform alone. */
export function pageRoutes(source: BookSource, person: string, way: PageWay, canUrge: CanUrge): Route[] {
  if (way === 'channel')
    return routesOf(source, 'team', undefined).filter(({ place }) => pingIdOf(source, person, place.platform));
  const urgency = urgencyIn(way);
  return privateRoutes(source, [person])
    .filter(({ place }) => urgency === undefined || canUrge(place.platform, urgency))
    .slice(0, 1);
}

/** A way to call at one level that does not reach some of those who may have to respond. */
export interface PagingGap {
  readonly level: string;
  readonly way: PageWay;
  readonly people: readonly string[];
}

/** The ways of the book's paging ladders that do not reach all who take turns in the policy's rotation, each once. */
export function pagingGaps(source: BookSource, canUrge: CanUrge): PagingGap[] {
  return Object.values(source.policies).flatMap(({ levels, rotation }) => {
    const turns = source.rotations[rotation];
    const callable = turns ? membersOf(turns) : [];
    return levels.flatMap(({ key, paging }) =>
      [...new Set(paging?.steps.map(({ way }) => way))].flatMap((way) => {
        const people = callable.filter((person) => pageRoutes(source, person, way, canUrge).length === 0);
        return people.length > 0 ? [{ level: key, way, people }] : [];
      }),
    );
  });
}
