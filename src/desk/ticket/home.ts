import type { Button, Card, CardField, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { accept, type Result } from '../../lib/refusal.ts';
import type { TextKey } from '../../lib/text-key.ts';
import { makeButton, showTicketButton } from '../card/button.ts';
import { findCustomerName } from '../card/customer.ts';
import { moreParts } from '../card/list.ts';
import type { Answer, Ask } from '../desk.ts';
import { listDuty } from '../rota/show.ts';
import { nextPromiseAt } from './clock/clocks.ts';
import { withTerms } from './flow.ts';
import { countOpenTickets, listOpenTickets } from './store.ts';
import { buttonsOf } from './view/button.ts';
import { type ListedTicket, owedNext } from './view/list.ts';

/** How many tickets a home page shows with their buttons; the others are counted. */
const SHOWN = 10;
/** How many of a person's tickets are compared to find the most urgent. */
const LOOKED_AT = 100;

/**
 * The home page of the app. Staff see who is on duty and their own tickets, the most urgent first; customers see how to
 * report.
 */
export async function showHome(ask: Ask): Promise<Result<Answer>> {
  const { language, staff } = ask.asker;
  const parts: CardPart[] = staff
    ? [...(await dutyParts(ask)), ...(await ticketParts(ask))]
    : [{ part: 'text', style: 'plain', text: t(language, 'home.customer') }];
  const card: Card = {
    subject: 'home',
    tone: 'neutral',
    title: t(language, 'home.title', { name: ask.asker.name }),
    badges: [],
    parts: [startButtons(ask), ...parts],
  };
  return accept({ replies: [{ kind: 'card', card }], facts: [] });
}

function startButtons({ asker: { language, staff } }: Ask): CardPart {
  const button = (command: string, label: TextKey, style: Button['style'] = 'plain') =>
    makeButton({ command, label: t(language, label), style });
  return {
    part: 'actions',
    main: [
      button('ticket.report', staff ? 'button.report-for' : 'form.report.title', 'primary'),
      button('ticket.open', 'home.open'),
    ],
    more: staff ? [button('oncall.show', 'oncall.title'), button('desk.help', 'help.title')] : [],
  };
}

async function dutyParts(ask: Ask): Promise<CardPart[]> {
  const { turn, asker } = ask;
  return [
    { part: 'divider' },
    { part: 'text', style: 'small', text: t(asker.language, 'oncall.title') },
    { part: 'fields', fields: await listDuty(turn, ask, undefined, turn.now) },
  ];
}

async function ticketParts(ask: Ask): Promise<CardPart[]> {
  const { turn, asker } = ask;
  const stored = await listOpenTickets(turn.tx, { assignee: asker.key, limit: LOOKED_AT });
  const mine = await Promise.all(
    stored.map(async (each) => ({ id: each.id, ticket: each.ticket, terms: (await withTerms(turn, each)).terms })),
  );
  const count = mine.length < LOOKED_AT ? mine.length : await countOpenTickets(turn.tx, { assignee: asker.key });
  const urgentFirst = mine.sort((one, other) => dueOf(one) - dueOf(other));
  return [
    { part: 'divider' },
    { part: 'text', style: 'small', text: t(asker.language, 'list.mine', { count }) },
    ...(mine.length === 0 ? [nothing(asker.language)] : []),
    ...urgentFirst.slice(0, SHOWN).flatMap((each) => rowParts(each, ask)),
    ...moreParts(count - SHOWN, asker.language),
  ];
}

function dueOf({ ticket, terms }: ListedTicket): number {
  return nextPromiseAt(ticket, terms);
}

function nothing(language: Language): CardPart {
  return { part: 'text', style: 'plain', text: t(language, 'list.empty') };
}

/** A row of one's own ticket: it names the customer, not the assignee. */
function rowOf({ id, ticket, terms }: ListedTicket, { asker: { language }, book: { source } }: Ask): CardField {
  const customer = findCustomerName(source, ticket.facts.customer, language);
  const owed = owedNext(ticket, { terms, source, language });
  return {
    label: `T-${id} · ${ticket.facts.title}`,
    value: customer ? `${owed} · ${customer}` : owed,
  };
}

function rowParts(listed: ListedTicket, ask: Ask): CardPart[] {
  const { language } = ask.asker;
  const view = { source: ask.book.source, terms: listed.terms, language, now: ask.turn.now };
  const { main } = buttonsOf(listed.id, listed.ticket, view, 'team');
  return [
    { part: 'fields', fields: [rowOf(listed, ask)] },
    { part: 'actions', main: [...main.slice(0, 1), showTicketButton(listed.id, language)], more: [] },
  ];
}
