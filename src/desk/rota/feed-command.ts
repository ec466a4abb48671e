import { t } from '../../i18n/i18n.ts';
import { type Language, named, namesIn } from '../../lib/language.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { announce } from '../address/announce.ts';
import { directPlace } from '../address/route.ts';
import { directoryOf } from '../address/turn-book.ts';
import { makeButton } from '../card/button.ts';
import type { Answer, Ask } from '../desk.ts';
import { shorten } from '../input.ts';
import { directorsOf, resolvePerson } from '../person/person.ts';
import { tell } from '../tell.ts';
import { feedName } from './feed.ts';
import { tellFeedsEnded } from './feed-notice.ts';
import { type Feed, findFeed, openFeed, revokeFeed, revokeFeedsOf } from './store.ts';
import { takeRotation } from './when.ts';

/**
 * Sends the asker a secret link by which calendars read their own shifts, or those of a rotation that they name. It goes
 * to their direct messages and nowhere else. Asked for again, it is the same link, until it is revoked.
 */
export async function sendFeed(ask: Ask): Promise<Result<Answer>> {
  const { turn, asker, book, input } = ask;
  const revoke = REVOKE.exec(input.rotation ?? '');
  if (revoke) return endFeedsOf(ask, (revoke[1] ?? '').trim());
  const { rotation, rest } = takeRotation(book.source, input.rotation ?? '');
  if (rest !== '')
    return refuse('oncall.unknown-rotation', { rotation: shorten(rest, 40), allowed: namesIn(book.source.rotations) });
  if (turn.links.duty('') === undefined) return refuse('page.off');
  const { key: owner, language } = asker;
  const feed = await openFeed(turn.tx, { owner, rotation, language }, turn.now);
  await sendLink(ask, { ...feed, language }, turn.links.duty(feed.id) ?? '');
  return tell(ask, 'reply.rota.feed', { what: feedName({ owner, rotation, language }, book.source) });
}

/** `revoke`, `revoke zhang`, `撤销 张敏`: the person whose links end; empty: the asker. */
const REVOKE = /^\s*(?:revoke|撤销|撤回|作废)(?:\s+(.*))?$/iu;

/** Ends all links of a person: of the asker, or, by the director, of another, who is told. */
async function endFeedsOf(ask: Ask, word: string): Promise<Result<Answer>> {
  const { turn, asker, book, place, mentions } = ask;
  const { people } = book.source;
  const owner = word === '' ? asker.key : resolvePerson(people, word, { ...place, mentions });
  if (owner === undefined) return refuse('ticket.unknown-person', { to: shorten(word, 40), allowed: namesIn(people) });
  const directors = directorsOf(people);
  if (owner !== asker.key && !directors.includes(asker.key))
    return refuse('rota.feed.not-yours', {
      names: namesIn(Object.fromEntries(Object.entries(people).filter(([key]) => directors.includes(key)))),
    });
  const { length: count } = await revokeFeedsOf(turn.tx, owner, asker.key, turn.now);
  const name = people[owner]?.name ?? { zh: asker.name, en: asker.name };
  if (count === 0) return owner === asker.key ? refuse('rota.feed.none') : refuse('rota.feed.none-of', { name });
  if (owner !== asker.key) await tellFeedsEnded(turn, book, owner, asker.key);
  return tell(ask, 'rota.feed.revoked-all', { count, name: named(name, asker.language) });
}

async function sendLink(ask: Ask, feed: Feed, url: string): Promise<void> {
  const { turn, asker, book, person } = ask;
  const { language } = asker;
  const { name } = book.source.people[asker.key] ?? { name: { zh: asker.name, en: asker.name } };
  const subject = `rota-feed/${feed.id.slice(0, 8)}`;
  const route = { place: directPlace(person.platform, person.userId), language, name };
  const notices = announce(
    directoryOf(turn, book),
    {
      key: `${subject}|rota.feed|${turn.now}`,
      kind: 'rota.feed',
      subject,
      at: turn.now,
      to: [asker.key],
      customer: undefined,
      fields: {},
      unlisted: true,
      // Where the direct messages are closed, the link goes to no other place.
      waysTo: () => [{ route, fallbacks: [] }],
    },
    () => ({ card: linkCard(subject, feed, url, feedName(feed, book.source), language), line: '', pings: [] }),
  );
  await enqueue(turn, notices, []);
}

function linkCard(subject: string, feed: Feed, url: string, what: string, language: Language) {
  const revoke = makeButton({
    label: t(language, 'rota.feed.revoke'),
    command: 'rota.revoke-feed',
    args: { feed: feed.id },
    style: 'danger',
    confirm: t(language, 'rota.feed.revoke-sure'),
  });
  return {
    subject,
    tone: 'neutral',
    title: t(language, 'rota.feed.title', { what }),
    badges: [],
    parts: [
      { part: 'text', style: 'plain', text: t(language, 'rota.feed.text') },
      { part: 'text', style: 'quote', text: url },
      { part: 'links', links: [{ label: t(language, 'rota.feed.link'), url }] },
      { part: 'actions', main: [revoke], more: [] },
    ],
  } as const;
}

/** Ends a link of the asker's own. */
export async function endFeed(ask: Ask): Promise<Result<Answer>> {
  const { turn, asker, book, input } = ask;
  const id = input.feed ?? '';
  const feed = await findFeed(turn.tx, id);
  if (!feed || !(await revokeFeed(turn.tx, id, asker.key, turn.now))) return refuse('rota.feed.none');
  const what = feedName({ ...feed, language: asker.language }, book.source);
  return tell(ask, 'rota.feed.revoked', { what });
}
