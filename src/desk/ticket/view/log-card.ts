import type { Card, CardPart } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { when } from '../../../i18n/when.ts';
import type { Entry } from '../case/entry.ts';
import { applyEntry, foldTicket } from '../case/fold.ts';
import { subjectOf } from '../case/names.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import type { CardSide } from '../verb/verb.ts';
import { customerMayRead } from './audience.ts';
import { fileLinks } from './card.ts';
import { lineOf } from './line.ts';
import type { CardView } from './view.ts';

/** Limits of platforms for one card: entries, and characters of all of them. A longer log shows its newest entries. */
const SHOWN = 100;
const SHOWN_CHARS = 45_000;
const FILES_SHOWN = 50;
/** Short entries share one part of the card, because platforms limit the number of parts. */
const PART_CHARS = 2_500;

/** The log as a card, in full and in order. Customers see the entries that they were told of. */
export function logCard(id: TicketId, entries: readonly Entry[], view: CardView, side: CardSide): Card {
  const told = side === 'team' ? entries : toldEntries(entries);
  const rows = newest(told.map((entry) => rowOf(entry, view)));
  const left = told.length - rows.length;
  const { language } = view;
  const ticket = foldTicket(entries);
  const { details } = ticket.facts;
  const links = side === 'team' ? fileLinks(ticket, view, FILES_SHOWN) : [];
  return {
    subject: `${subjectOf(id)}/log`,
    tone: 'neutral',
    title: t(language, 'log.title', { ticket: `T-${id}` }),
    badges: [],
    parts: [
      ...(details === '' ? [] : [{ part: 'text', style: 'quote', text: details } as const]),
      ...(left > 0 ? [{ part: 'text', style: 'small', text: t(language, 'log.earlier', { left }) } as const] : []),
      ...joinRows(rows),
      ...(links.length > 0 ? [{ part: 'links', links } as const] : []),
    ],
  };
}

function newest(rows: readonly string[]): string[] {
  const shown: string[] = [];
  let chars = 0;
  for (const row of rows.slice(-SHOWN).reverse()) {
    chars += row.length;
    if (chars > SHOWN_CHARS) break;
    shown.unshift(row);
  }
  return shown;
}

function rowOf(entry: Entry, view: CardView): string {
  const { language, source } = view;
  const said = `${when(language, entry.at, source.provider.timeZone)} · ${lineOf(entry, view)}`;
  // The log shows which text was decided on; in the thread it stands just above.
  const wording = entry.kind === 'ticket.updated' ? entry.data.wording : undefined;
  return wording ? `${said}\n> ${wording}` : said;
}

/** Each entry with the ticket after it. */
function withStates(entries: readonly Entry[]): [Entry, Ticket][] {
  let ticket: Ticket | undefined;
  return entries.map((entry) => {
    ticket = ticket ? applyEntry(ticket, entry) : foldTicket([entry]);
    return [entry, ticket];
  });
}

/** The entries that the customer was told of or wrote, in order. */
export function toldEntries(entries: readonly Entry[]): Entry[] {
  return withStates(entries).flatMap(([entry, ticket]) => (customerMayRead(entry, ticket) ? [entry] : []));
}

function joinRows(rows: readonly string[]): CardPart[] {
  const texts: string[] = [];
  for (const row of rows) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + row.length < PART_CHARS) texts[texts.length - 1] = `${last}\n${row}`;
    else texts.push(row);
  }
  return texts.map((text) => ({ part: 'text', style: 'plain', text }));
}
