import type { CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { isCalled, named, namesIn } from '../../lib/language.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { findAskedTicket, lockAskedTicket } from './asked-ticket.ts';
import { attach } from './attach.ts';
import type { LoadedTicket } from './case/loaded.ts';
import { subjectOf } from './case/names.ts';
import { withTicket } from './command.ts';

/** Web pages: sending files to a ticket, and reports by customers who are on no chat platform. */
export const pageCommands: readonly Command[] = [
  {
    name: 'ticket.attach',
    for: 'everyone',
    typed: undefined,
    run: (ask) => withTicket(ask, lockAskedTicket, attachHere),
  },
  {
    name: 'ticket.files',
    for: 'everyone',
    typed: { slash: 'desk', zh: ['附件'], en: ['files'], takes: ['ticket'] },
    run: (ask) => withTicket(ask, findAskedTicket, filesLink),
  },
  {
    name: 'ticket.form-link',
    for: 'staff',
    typed: { slash: 'desk', zh: ['报障链接'], en: ['form-link'], takes: ['customer'] },
    run: formLink,
  },
];

async function attachHere(at: LoadedTicket, ask: Ask): Promise<Result<Answer>> {
  const attached = await attach(ask, at);
  if (!attached.ok) return attached;
  const text = t(ask.asker.language, 'reply.attached', { ticket: `T-${at.stored.id}` });
  return accept({
    replies: [{ kind: 'whisper', tone: 'plain', text, subject: subjectOf(at.stored.id) }],
    facts: attached.value,
  });
}

/** Links on cards expire after some days: this gives a new one. */
async function filesLink({ stored: { id, ticket } }: LoadedTicket, { asker, turn }: Ask): Promise<Result<Answer>> {
  const { status } = ticket;
  if (status === 'closed' || status === 'withdrawn') return refuse(`ticket.already-${status}`);
  const url = turn.links.ticket(id, ticket.facts.customer);
  if (url === undefined) return refuse('page.off');
  const { language } = asker;
  return linkCard(`${subjectOf(id)}/files`, `T-${id} · ${ticket.facts.title}`, t(language, 'page.files.text'), {
    label: t(language, 'card.link.upload'),
    url,
  });
}

/** Gives the link of a customer's report page: of the channel's customer, the one named, or the only one. */
async function formLink({ asker, book, input, turn }: Ask): Promise<Result<Answer>> {
  const customers = Object.entries(book.source.customers);
  const wanted = (input.customer ?? '').trim() || asker.customer;
  const found =
    wanted === undefined
      ? customers.length === 1 && customers[0]
      : customers.find(([key, { name }]) => isCalled(wanted, key, name));
  if (!found) return refuse('channel.no-customer', { allowed: namesIn(book.source.customers) });
  const [key, { name }] = found;
  const url = turn.links.report(key);
  if (url === undefined) return refuse('page.off');
  const { language } = asker;
  const customer = named(name, language);
  return linkCard(
    `report-page/${key}`,
    t(language, 'page.report.title', { customer }),
    t(language, 'page.report.text'),
    {
      label: t(language, 'page.report.link'),
      url,
    },
  );
}

function linkCard(
  subject: string,
  title: string,
  text: string,
  link: { readonly label: string; readonly url: string },
): Result<Answer> {
  const parts: CardPart[] = [
    { part: 'text', style: 'plain', text },
    { part: 'links', links: [link] },
  ];
  return accept({
    replies: [{ kind: 'card', card: { subject, tone: 'neutral', title, badges: [], parts } }],
    facts: [],
  });
}
