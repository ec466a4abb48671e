import type { Card } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { inBoth } from '../address/announce.ts';
import { fallbacksOf } from '../address/fallback.ts';
import { pingIdOf, routesOf } from '../address/route.ts';
import { bookOf } from '../address/turn-book.ts';
import type { BookSource } from '../book/schema.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import { personName } from '../person/person.ts';
import type { LoadedTicket } from './case/loaded.ts';
import { subjectOf } from './case/names.ts';
import { isDone } from './case/ticket.ts';
import { nextPromiseAt } from './clock/clocks.ts';
import { handOver, withTerms } from './flow.ts';
import { lockOpenTicketsOf } from './store.ts';
import { listRowOf } from './view/list.ts';

type HandedOver = Extract<Fact, { kind: 'duty.handed-over' }>;

/**
 * The bell changed hands (A6, D23): the unresolved tickets of the one who leaves become the other's, and both and the
 * team hear which ones, the most urgent first.
 */
export async function onDutyHandedOver(turn: DeskTurn, fact: HandedOver): Promise<void> {
  const stored = (await lockOpenTicketsOf(turn.tx, fact.from)).filter(({ ticket }) => !isDone(ticket));
  for (const each of stored) await handOver(turn, each, fact.to);
  const book = await bookOf(turn, turn.book);
  const handedOver = await Promise.all(stored.map((each) => withTerms(turn, each)));
  const rows = handedOver.sort((one, other) => nextDueOf(one) - nextDueOf(other));
  const open = rows.map((at) => subjectOf(at.stored.id));

  const card = (language: Language): Card => ({
    subject: `duty/${fact.rotation}/${turn.now}`,
    tone: 'neutral',
    title: t(language, 'duty.handoff.title', {
      from: personName(book.source.people, fact.from, language),
      to: personName(book.source.people, fact.to, language),
    }),
    badges: [],
    parts: [
      rows.length === 0
        ? { part: 'text', style: 'plain', text: t(language, 'duty.handoff.nothing') }
        : {
            part: 'fields',
            fields: rows.map((at) => listRowOf({ ...at.stored, terms: at.terms }, book.source, language)),
          },
    ],
  });
  await enqueue(turn, handoffNotices(turn, fact, open, book.source, card), []);
}

function nextDueOf({ stored, terms }: LoadedTicket): Instant {
  return nextPromiseAt(stored.ticket, terms);
}

function handoffNotices(
  turn: DeskTurn,
  fact: HandedOver,
  open: readonly string[],
  source: BookSource,
  card: (language: Language) => Card,
): Notice[] {
  const subject = `duty/${fact.rotation}`;
  const base = `${subject}|duty.handoff|${turn.now}`;
  const to = [fact.from, fact.to, 'team'];
  const fields = { rotation: fact.rotation, from: fact.from, open };
  const about = { id: base, kind: 'duty.handoff', subject: fact.rotation, at: turn.now, to, fields };
  return to.flatMap((audience) =>
    routesOf(source, audience, undefined).map((route) => ({
      key: `${base}|${audience}@${route.place.platform}/${route.place.channelId}`,
      kind: 'duty.handoff',
      subject,
      at: turn.now,
      audience,
      place: route.place,
      lane: 'normal' as const,
      post: {
        card: card(route.language),
        ...inBoth(turn, route.place.platform, route.language, card),
        line: '',
        headline: [t(route.language, 'headline.duty.handoff'), card(route.language).title].join(' · '),
        mentions: mentionsOf(source, audience === 'team' ? fact.to : audience, route.place.platform),
        about: { ...about, audience },
        readers: 'staff' as const,
        language: route.language,
        gist: '',
        full: undefined,
      },
      fallbacks: fallbacksOf(source, audience, route, 'comes'),
    })),
  );
}

function mentionsOf(source: BookSource, person: string, platform: string): string[] {
  const id = pingIdOf(source, person, platform);
  return id === undefined ? [] : [id];
}
