import type { Card, CardField } from '../../chat/card.ts';
import type { ChatPlace } from '../../chat/place.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { accept, type Result } from '../../lib/refusal.ts';
import type { TextKey } from '../../lib/text-key.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { fallbacksOf } from '../address/fallback.ts';
import { makeNotices, makeRedraws } from '../address/notice.ts';
import { cardPostOf } from '../address/post.ts';
import { isSamePlace, type Route, routesOf } from '../address/route.ts';
import { bookOf } from '../address/turn-book.ts';
import type { BookPolicy, BookSource } from '../book/schema.ts';
import { makeButton } from '../card/button.ts';
import { contactFields } from '../contact/contact.ts';
import type { Answer, Ask, Command, DeskTurn, Fact } from '../desk.ts';
import { onDuty } from '../oncall/store.ts';
import { tell } from '../tell.ts';

/**
 * The report card: pinned in a customer's channel, so that people who know no commands can report a fault, and see whom
 * to call (B4, D18).
 */

export const channelCommands: readonly Command[] = [
  { name: 'channel.joined', for: 'everyone', typed: undefined, run: joined },
];

/**
 * The bot was invited to a channel. A customer's channel gets its report card; in any other channel staff read how to
 * bind it.
 */
async function joined(ask: Ask): Promise<Result<Answer>> {
  const { turn, book, place, asker } = ask;
  const { source } = book;
  const known = Object.values(source.channels).find(({ platform, id }) =>
    isSamePlace(place, { platform, channelId: id }),
  );
  if (known) await enqueueReportCards(turn, source, (route) => isSamePlace(route.place, place), 'pin');
  if (known || !asker.staff) return accept({ replies: [], facts: [] });
  return tell(ask, 'channel.not-bound', { id: place.channelId });
}

/**
 * Posts the report card in the customers' channels that `wanted` chooses: `pin` puts up a new one and pins it, `redraw`
 * updates the one that is there.
 */
export async function enqueueReportCards(
  turn: DeskTurn,
  source: BookSource,
  wanted: (route: Route) => boolean,
  how: 'pin' | 'redraw',
): Promise<void> {
  const notices: Notice[] = [];
  for (const customer of Object.keys(source.customers)) {
    const routes = routesOf(source, 'customer', customer).filter(wanted);
    if (routes.length === 0) continue;
    const contacts = await contactsOf(turn, source, customer);
    notices.push(...routes.flatMap((route) => reportNotices(turn, source, route, how, contacts)));
  }
  await enqueue(turn, notices, []);
}

/** Updates the report cards that name the person on duty of a rotation, who has just changed (B4). */
export async function onDutyChanged(
  turn: DeskTurn,
  { rotation }: Extract<Fact, { kind: 'duty.changed' }>,
): Promise<void> {
  if (turn.jobs.unseen) return;
  const { source } = await bookOf(turn, turn.book);
  const isTheirs = (customer: string) => policyIn(source, customer)?.rotation === rotation;
  const theirs = Object.keys(source.customers).filter(isTheirs);
  const routes = theirs.flatMap((customer) => routesOf(source, 'customer', customer));
  const wanted = ({ place }: Route) => routes.some((route) => isSamePlace(route.place, place));
  await enqueueReportCards(turn, source, wanted, 'redraw');
}

/** The rows of a customer's report card that say whom to call, in the language of the card. */
type Contacts = (language: Language) => readonly CardField[];

async function contactsOf({ tx, now }: DeskTurn, source: BookSource, customer: string): Promise<Contacts> {
  const policy = policyIn(source, customer);
  const person = policy && (await onDuty(tx, policy.rotation, source, now));
  return (language) => (policy ? contactFields(source, policy, person, language) : []);
}

function policyIn({ customers, policies }: BookSource, customer: string): BookPolicy | undefined {
  const found = customers[customer];
  return found && policies[found.policy];
}

/** The subject of a channel's report card. */
export function reportSubject({ platform, channelId }: Pick<ChatPlace, 'platform' | 'channelId'>): string {
  return `channel/${platform}/${channelId}`;
}

function reportNotices(
  turn: DeskTurn,
  source: BookSource,
  route: Route,
  how: 'pin' | 'redraw',
  contacts: Contacts,
): Notice[] {
  const subject = reportSubject(route.place);
  const house = { source, speaksBoth: turn.speaksBoth };
  const shown = {
    key: `${subject}|report-card|${turn.now}`,
    kind: 'channel.report-card',
    subject,
    at: turn.now,
    to: ['customer'],
    customer: undefined,
  };
  const postFor = () => ({
    ...cardPostOf(house, 'customer', route, (language) => reportCard(subject, language, contacts(language))),
    pinned: true as const,
  });
  if (how === 'redraw') return makeRedraws(house, { ...shown, waysTo: () => [{ route, fallbacks: [] }] }, postFor);
  const fallbacks = fallbacksOf(source, 'customer', route, 'stays');
  return makeNotices(house, { ...shown, fields: {}, waysTo: () => [{ route, fallbacks }] }, postFor);
}

function reportCard(subject: string, language: Language, contacts: readonly CardField[]): Card {
  const button = (command: string, label: TextKey, style: 'primary' | 'plain') =>
    makeButton({ command, label: t(language, label), style });
  return {
    subject,
    tone: 'neutral',
    title: t(language, 'channel.report.title'),
    badges: [],
    parts: [
      { part: 'text', style: 'plain', text: t(language, 'channel.report.text') },
      ...(contacts.length > 0 ? [{ part: 'fields', fields: contacts } as const] : []),
      {
        part: 'actions',
        main: [
          button('ticket.report', 'form.report.title', 'primary'),
          button('ticket.open', 'channel.report.status', 'plain'),
        ],
        more: [
          button('complaint.open', 'button.complain', 'plain'),
          button('complaint.list', 'channel.report.complaints', 'plain'),
          button('dossier.cases', 'channel.report.cases', 'plain'),
          button('oncall.who', 'button.oncall.who', 'plain'),
        ],
      },
    ],
  };
}
