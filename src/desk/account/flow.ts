import type { Card } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { announce } from '../address/announce.ts';
import { type ChatOverrides, extendOverrides, type PersonLink } from '../address/overrides.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import type { BookSource } from '../book/schema.ts';
import type { DeskTurn } from '../desk.ts';
import { startRotations } from '../oncall/store.ts';
import { isReachable, listByRole, personName } from '../person/person.ts';
import { deleteLostAccount, insertLostAccount } from '../person/store.ts';
import { chinaDate } from '../sla/workdays-cn.ts';

/**
 * People whose chat account is gone (A6). Without any account they are never there: their shifts are gaps, swaps to them
 * end, and their open tickets go to the one who has the bell, by the tick that follows. All of it ends by itself when
 * the platform says that the account is active again, or its owner says or presses anything.
 */

/** Someone of the provider's, on one platform. */
export interface OwnAccount {
  /** A key of the book's people. */
  readonly person: string;
  readonly platform: string;
}

/** The platform says that an account was deactivated or deleted. Team and directors are told, once. */
export async function loseAccount(turn: DeskTurn, source: BookSource, account: OwnAccount): Promise<void> {
  const gone = accountOf(source, account);
  if (!gone || isLost(turn.overrides, gone)) return;
  await insertLostAccount(turn.tx, gone, turn.now);
  const after = await settleShifts(turn, [...(turn.overrides.lost ?? []), gone]);
  await tellOf(turn, after.source, account, isReachable(after.source, account.person) ? 'one-lost' : 'lost');
}

/** An account is active. Gives what people chose in chat as it is from now on; undefined: it was not lost. */
export async function endLoss(
  turn: DeskTurn,
  source: BookSource,
  account: OwnAccount,
): Promise<ChatOverrides | undefined> {
  const back = accountOf(source, account);
  if (!back || !isLost(turn.overrides, back)) return undefined;
  await deleteLostAccount(turn.tx, back);
  const left = (turn.overrides.lost ?? []).filter((each) => !isSame(each, back));
  const after = await settleShifts(turn, left);
  await tellOf({ ...turn, overrides: after.overrides }, after.source, account, 'back');
  return after.overrides;
}

/**
 * A direct message was not delivered, though nothing says that the account is gone: too little to take the bell from
 * them. The directors are told, once a day.
 */
export async function tellUnreached(turn: DeskTurn, source: BookSource, account: OwnAccount): Promise<void> {
  await tellOf(turn, source, account, 'unreached');
}

/** Rotations count the people who can be reached from now on; what that means for people is due at once. */
async function settleShifts(turn: DeskTurn, lost: readonly PersonLink[]) {
  const overrides = extendOverrides(turn.overrides, { lost });
  const { source } = await bookOf({ tx: turn.tx, overrides }, turn.book);
  await startRotations(turn.tx, source, turn.now);
  return { overrides, source };
}

function accountOf({ people }: BookSource, { person, platform }: OwnAccount): PersonLink | undefined {
  const id = Object.entries(people[person]?.ids ?? {}).find(([each]) => each === platform)?.[1];
  return id === undefined ? undefined : { person, platform, id };
}

function isLost({ lost = [] }: ChatOverrides, account: PersonLink): boolean {
  return lost.some((each) => isSame(each, account));
}

function isSame(one: PersonLink, other: PersonLink): boolean {
  return one.person === other.person && one.platform === other.platform && one.id === other.id;
}

type News = KeyAfter<'account.title.'>;

async function tellOf(turn: DeskTurn, source: BookSource, account: OwnAccount, news: News): Promise<void> {
  const { person, platform } = account;
  const subject = `person/${person}`;
  const directors = listByRole(source.people, 'director').filter((each) => each !== person);
  const when = news === 'unreached' ? chinaDate(turn.now) : turn.now;
  const announcement = {
    key: `${subject}|account.${news}|${platform}|${when}`,
    kind: `account.${news}`,
    subject,
    at: turn.now,
    to: news === 'unreached' ? directors : ['team', ...directors],
    customer: undefined,
    fields: {},
    unlisted: true,
  } as const;
  const notices = announce(directoryOf(turn, { source }), announcement, (audience, language) => ({
    card: accountCard(`${subject}/account/${news}/${platform}/${when}`, source, account, news, language),
    line: '',
    pings: audience === 'team' ? [] : [audience],
  }));
  await enqueue(turn, notices, []);
}

function accountCard(
  subject: string,
  source: BookSource,
  { person, platform }: OwnAccount,
  news: News,
  language: Language,
): Card {
  const names = { person: personName(source.people, person, language), platform: platformName(platform, language) };
  return {
    subject,
    tone: news === 'back' ? 'good' : 'warn',
    title: t(language, `account.title.${news}`, names),
    badges: [],
    parts: [{ part: 'text', style: 'plain', text: t(language, `account.text.${news}`, names) }],
  };
}

function platformName(platform: string, language: Language): string {
  return platform === 'slack' || platform === 'feishu' ? t(language, `account.platform.${platform}`) : platform;
}
