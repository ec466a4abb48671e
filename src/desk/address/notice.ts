import type { Alert, Post } from '../../chat/adapter.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Fallback, Lane, Notice } from '../../outbox/notice.ts';
import { everyoneThere, type IsAway } from '../book/away.ts';
import type { BookSource } from '../book/schema.ts';
import { passOver, withSkipped } from './absent.ts';
import { isSealed, sealPost } from './confidential.ts';
import { fallbacksOf } from './fallback.ts';
import type { CanUrge } from './reach.ts';
import { pingIdOf, type Route, routesOf } from './route.ts';

/** The only place where notices are made: everything that the desk owes to a channel or a person passes here. */

/** What notices are addressed by: the book's channels and people, and what platforms show. */
export interface Directory {
  readonly source: BookSource;
  /** Whether a platform's messages show each reader their own language: then a card goes in both. */
  readonly speaksBoth: (platform: string) => boolean;
  /** Who is away; left out: no one is passed over. */
  readonly isAway?: IsAway;
  /** Whether a platform can make a message urgent in a way; left out: every one can. */
  readonly canUrge?: CanUrge;
}

/** What one notice is about and who gets it, before it is put into words. */
export interface Announcement {
  /** Unique per (subject, clock, threshold, step); begins with the subject. */
  readonly key: string;
  /** One of the kinds of docs/simulate.md, unless `unlisted`. */
  readonly kind: string;
  /** What it is about, e.g. `ticket/12`, `inspection/3`; notices are withdrawn by it. */
  readonly subject: string;
  /** What `simulate` prints as its subject; left out: `subject`. */
  readonly listedAs?: string;
  readonly at: Instant;
  /** `customer`, `team`, `escalation`, `managers` or a person's key, in order. */
  readonly to: readonly string[];
  /**
   * Who hears it, in this order, where no person of `to` is there; those who are away are passed over, and the notice says
   * so. Left out: it is for the people of `to`, whether they are away or not.
   */
  readonly inPlace?: readonly string[];
  /** Keys of people who were passed over already, because they are away. */
  readonly skipped?: readonly string[];
  /** Audiences that get the same words without being listed as its audience. */
  readonly also?: readonly string[];
  /** Whose channels `customer` means; undefined: no customer is among the audiences. */
  readonly customer: string | undefined;
  readonly fields: Readonly<Record<string, unknown>>;
  /** It tells of something broken, or about to break; how bad. Left out: it is no alert. */
  readonly alert?: Pick<Alert, 'level' | 'dueAt'>;
  /** Left out: `normal`. */
  readonly lane?: Lane | ((audience: string) => Lane);
  /** `simulate` does not print it: its kind is not in docs/simulate.md. */
  readonly unlisted?: true;
  /** The places of an audience, where they are not those of the book (`routesOf`, `fallbacksOf`). */
  readonly waysTo?: (audience: string) => readonly Way[];
  /** The posts leave out a confidential customer's words by themselves, where those must not stand. Left out: no. */
  readonly sealsItself?: true;
  /**
   * It is about several customers, some of them confidential: a fallback has the post that is made for its own place.
   * Left out: no.
   */
  readonly madeForFallbacks?: true;
}

/** A place of an audience, and where a notice for that place goes if it is gone. */
export interface Way {
  readonly route: Route;
  readonly fallbacks: readonly Fallback[];
}

/** Cards that are brought up to date, also of those who may have heard in place of others. `key` names the state that they show. */
export type Redrawing = Pick<
  Announcement,
  'key' | 'subject' | 'at' | 'to' | 'inPlace' | 'customer' | 'waysTo' | 'sealsItself'
> & {
  /** Left out: `card.redrawn`. */
  readonly kind?: string;
};

/** What one audience gets at one place, in the language of that route. */
export type PostFor = (audience: string, route: Route) => Omit<Post, 'about'>;

/** The notices of an announcement: one for each audience and place, in the order of `to`, then `also`. */
export function makeNotices(
  house: Pick<Directory, 'source' | 'isAway'>,
  announcement: Announcement,
  makePost: PostFor,
): Notice[] {
  const { source } = house;
  const { key, kind, subject, listedAs = subject, at, also = [], fields, unlisted } = announcement;
  const { to, skipped } = passOver(house, announcement);
  const postFor: PostFor = (audience, route) => {
    const post = makePost(audience, route);
    if (audience === 'customer') return post;
    // Who hears in place of others is pinged, as they would have been.
    const own = announcement.to.includes(audience) || also.includes(audience) ? [] : [audience];
    if (own.length === 0 && skipped.length === 0) return post;
    const ids = own.flatMap((person) => pingIdOf(source, person, route.place.platform) ?? []);
    const mentions = [...new Set([...post.mentions, ...ids])];
    return withSkipped({ ...post, mentions }, skipped, source.people);
  };
  const others = also.filter((each) => !to.includes(each));
  return [...to, ...others].flatMap((audience) =>
    waysOf(source, announcement, audience).map(({ route, fallbacks }) => {
      const about = unlisted ? undefined : { id: key, kind, subject: listedAs, at, to, audience, fields };
      const said = postAt(source, announcement, kind, postFor(audience, route), route);
      const post = { ...said, about, ...alertOf(announcement, audience, said) };
      return {
        ...addressed(key, audience, route),
        kind,
        subject,
        at,
        lane: laneFor(announcement, audience),
        post,
        fallbacks: fallbacks.map((each) =>
          announcement.madeForFallbacks
            ? { ...each, post: { ...postFor(audience, { ...route, place: each.place }), about } }
            : sealedFallback(source, announcement, kind, post, each),
        ),
      };
    }),
  );
}

/** Notices that bring cards up to date and tell no one: a card that is gone is not sent elsewhere. */
export function makeRedraws(
  { source, isAway = everyoneThere }: Pick<Directory, 'source' | 'isAway'>,
  redrawing: Redrawing,
  postFor: PostFor,
): Notice[] {
  const { key, kind = 'card.redrawn', subject, at, to, inPlace = [] } = redrawing;
  // Who heard in place of a person who is away has a card, too; where there is none, nothing is sent.
  const others = to.some((each) => Object.hasOwn(source.people, each) && isAway(each, at)) ? inPlace : [];
  return [...new Set([...to, ...others])].flatMap((audience) =>
    waysOf(source, redrawing, audience).map(({ route }) => ({
      ...addressed(key, audience, route),
      kind,
      subject,
      at,
      lane: 'normal' as const,
      post: { ...postAt(source, redrawing, kind, postFor(audience, route), route), about: undefined },
      fallbacks: [],
    })),
  );
}

/** A line in the thread of a case is no alert, and neither is what customers read. */
function alertOf(
  { alert, kind, subject }: Announcement,
  audience: string,
  { gist }: Pick<Post, 'gist'>,
): Pick<Post, 'alert'> {
  return alert === undefined || gist === '' || audience === 'customer' ? {} : { alert: { kind, subject, ...alert } };
}

type Sealed = Pick<Announcement, 'subject' | 'customer' | 'sealsItself'>;

/** The post as it may stand at its place: without the words of a confidential customer where those must not be read. */
function postAt<P extends Omit<Post, 'about'>>(
  source: BookSource,
  { subject, customer, sealsItself }: Sealed,
  kind: string,
  post: P,
  { place }: Route,
): P {
  return !sealsItself && isSealed(source, customer, place) ? sealPost(post, subject, kind) : post;
}

/** A fallback with the post that may stand there, if that is another one. */
function sealedFallback(
  source: BookSource,
  { subject, customer }: Sealed,
  kind: string,
  post: Post,
  fallback: Fallback,
): Fallback {
  return isSealed(source, customer, fallback.place) ? { ...fallback, post: sealPost(post, subject, kind) } : fallback;
}

/** What a customer is asked keeps its buttons: nothing for customers is merged into a digest of calm notices. */
function laneFor({ lane = 'normal' }: Announcement, audience: string): Lane {
  const wanted = typeof lane === 'function' ? lane(audience) : lane;
  return wanted === 'calm' && audience === 'customer' ? 'normal' : wanted;
}

type Addressed = Pick<Announcement, 'customer' | 'waysTo'>;

function waysOf(source: BookSource, { customer, waysTo }: Addressed, audience: string): readonly Way[] {
  if (waysTo) return waysTo(audience);
  return routesOf(source, audience, customer).map((route) => ({
    route,
    fallbacks: fallbacksOf(source, audience, route, audience === 'customer' ? 'stays' : 'comes'),
  }));
}

function addressed(key: string, audience: string, { place }: Route) {
  return { key: `${key}|${audience}@${place.platform}/${place.channelId}`, audience, place };
}
