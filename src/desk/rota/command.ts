import type { Button, Card, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Instant } from '../../lib/instant.ts';
import { type Language, namesIn } from '../../lib/language.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { makeButton } from '../card/button.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { whomToCall } from '../oncall/whom.ts';
import { answerCard, tell } from '../tell.ts';
import { showFairness } from './fairness-command.ts';
import { endFeed, sendFeed } from './feed-command.ts';
import { sendPicture } from './send-picture.ts';
import { listDuty, listPart, rostersFor } from './show.ts';
import { mondayOf, readAsked, readWantedDay, takeRotation, todayOf, zoneOf } from './when.ts';

/** Commands that show who is on duty when (A6, D23): as a list, a picture, a calendar, a sum. */
export const rotaCommands: readonly Command[] = [
  {
    name: 'oncall.show',
    for: 'everyone',
    typed: { slash: 'desk', zh: ['值班'], en: ['oncall'], takes: ['when'] },
    run: showDuty,
  },
  {
    name: 'rota.picture',
    for: 'staff',
    typed: { slash: 'desk', zh: ['值班图', '值班表', '排班表'], en: ['schedule'], topic: 'duty', takes: ['when'] },
    run: showPicture,
  },
  {
    name: 'rota.fairness',
    for: 'staff',
    typed: { slash: 'desk', zh: ['值班统计'], en: ['fairness'], topic: 'duty', takes: ['quarter'] },
    run: (ask) => showFairness(ask, ask.input.quarter ?? ''),
  },
  {
    name: 'rota.feed',
    for: 'staff',
    typed: {
      slash: 'desk',
      zh: ['值班日历'],
      en: ['calendar', 'ical'],
      topic: 'duty',
      takes: ['rotation'],
    },
    run: sendFeed,
  },
  { name: 'rota.revoke-feed', for: 'staff', typed: undefined, run: endFeed },
];

const FAIRNESS = /^(?:fairness|公平|统计|值班统计)(?:\s+|$)/i;

/**
 * Shows who is on duty: now and next, at an instant, on a day or for some weeks, for each rotation. Customers see that
 * of their contract, and whom they may call (B4).
 */
async function showDuty(ask: Ask): Promise<Result<Answer>> {
  const { turn, asker, book, input } = ask;
  const { staff, customer, language } = asker;
  if (!staff && customer === undefined) return refuse('ticket.customer-unknown');
  const words = (input.when ?? '').trim();
  const fairness = FAIRNESS.exec(words);
  if (fairness && staff) return showFairness(ask, words.slice(fairness[0].length));
  const asked = readAsked(ask, words);
  if (!asked.ok) return asked;
  const { rotation, when: wanted } = asked.value;
  if (wanted?.kind === 'span') return showSpan(ask, rotation, wanted.fromAt, wanted.toAt);
  const at = wanted?.at ?? turn.now;
  const title =
    wanted === undefined
      ? t(language, 'oncall.title')
      : t(language, 'rota.title-at', { when: when(language, at, zoneOf(ask), turn.now) });
  return answerCard(
    dutyCard(title, [
      { part: 'fields', fields: await listDuty(turn, ask, rotation, at) },
      ...(staff || wanted !== undefined ? [] : await whomToCall(turn, book, asker)),
      ...(staff ? [buttonsPart(language, rotation)] : []),
    ]),
  );
}

async function showSpan(
  ask: Ask,
  rotation: string | undefined,
  fromAt: Instant,
  toAt: Instant,
): Promise<Result<Answer>> {
  const { turn, asker } = ask;
  const { language, staff } = asker;
  const rosters = await rostersFor(turn, ask, rotation, fromAt);
  const say = (at: Instant) => when(language, at, zoneOf(ask), turn.now);
  return answerCard(
    dutyCard(t(language, 'rota.title-span', { from: say(fromAt), until: say(toAt) }), [
      ...rosters.slice(0, MOST_LISTED).map(([, roster]) => listPart(ask, roster, fromAt, toAt, turn.now)),
      ...morePart(language, rosters.length - MOST_LISTED),
      ...(staff ? [buttonsPart(language, rotation)] : []),
    ]),
  );
}

/** A card has room for so many rotations; the others are asked for by their names. */
const MOST_LISTED = 12;

function morePart(language: Language, count: number): CardPart[] {
  return count > 0 ? [{ part: 'text', style: 'small', text: t(language, 'rota.more-rotations', { count }) }] : [];
}

function dutyCard(title: string, parts: readonly CardPart[]): Card {
  return { subject: 'oncall', tone: 'neutral', title, badges: [], parts };
}

function buttonsPart(language: Language, rotation: string | undefined): CardPart {
  const about = rotation === undefined ? {} : { when: rotation };
  const button = (key: 'picture' | 'fairness' | 'feed', args: Button['args']) =>
    makeButton({ label: t(language, `button.rota.${key}`), command: `rota.${key}`, args });
  const weeks = [rotation, '8 weeks'].filter((each) => each !== undefined).join(' ');
  return {
    part: 'actions',
    main: [makeButton({ label: t(language, 'oncall.swap'), command: 'oncall.swap' }), button('picture', about)],
    more: [
      makeButton({ label: t(language, 'button.rota.weeks'), command: 'oncall.show', args: { when: weeks } }),
      makeButton({ label: t(language, 'button.oncall.who'), command: 'oncall.who' }),
      makeButton({ label: t(language, 'cover.list'), command: 'cover.list' }),
      button('fairness', {}),
      button('feed', {}),
    ],
  };
}

/** Sends two weeks of the schedule as a picture, from the Monday of this week or of the day that is named. */
async function showPicture(ask: Ask): Promise<Result<Answer>> {
  const { turn, book, input } = ask;
  const { rotation, rest } = takeRotation(book.source, input.when ?? '');
  const day = rest === '' ? accept(todayOf(ask)) : readWantedDay(ask, rest);
  if (!day.ok) return day;
  const firstDay = mondayOf(day.value);
  const rosters = await rostersFor(turn, ask, rotation, turn.now);
  if (rosters.length === 0)
    return refuse('oncall.unknown-rotation', { rotation: rest, allowed: namesIn(book.source.rotations) });
  const where = await sendPicture(
    ask,
    rosters.map(([, roster]) => roster),
    firstDay,
  );
  return tell(ask, where === 'here' ? 'reply.rota.picture' : 'reply.rota.picture-direct');
}
