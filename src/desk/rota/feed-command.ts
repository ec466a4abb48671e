import { t } from '../../i18n/i18n.ts';
import { type Language, namesIn } from '../../lib/language.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { announce } from '../address/announce.ts';
import { directPlace } from '../address/route.ts';
import { directoryOf } from '../address/turn-book.ts';
import { makeButton } from '../card/button.ts';
import type { Answer, Ask } from '../desk.ts';
import { shorten } from '../input.ts';
import { tell } from '../tell.ts';
import { feedName } from './feed.ts';
import { type Feed, findFeed, openFeed, revokeFeed } from './store.ts';
import { takeRotation } from './when.ts';

/**
 * Sends the asker a secret link by which calendars read their own shifts, or those of a rotation that they name. It goes
 * to their direct messages and nowhere else. Asked for again, it is the same link, until it is revoked.
 */
export async function sendFeed(ask: Ask): Promise<Result<Answer>> {
  const { turn, asker, book, input } = ask;
  const { rotation, rest } = takeRotation(book.source, input.rotation ?? '');
  if (rest !== '')
    return refuse('oncall.unknown-rotation', { rotation: shorten(rest, 40), allowed: namesIn(book.source.rotations) });
  if (turn.links.duty('') === undefined) return refuse('page.off');
  const { key: owner, language } = asker;
  const feed = await openFeed(turn.tx, { owner, rotation, language }, turn.now);
  await sendLink(ask, { ...feed, language }, turn.links.duty(feed.id) ?? '');
  return tell(ask, 'reply.rota.feed', { what: feedName({ owner, rotation, language }, book.source) });
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
