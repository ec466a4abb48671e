import type { BookSource } from '../book/schema.ts';
import { foldText, lexemesOf } from '../words/lexeme.ts';
import { deviceMark, modelMark, personMark, userMark } from '../words/mark.ts';
import { MOST_ADDED, MOST_LEXEMES, type SearchWords } from '../words/store.ts';
import type { Entry } from './case/entry.ts';
import { applyEntry, foldTicket } from './case/fold.ts';
import type { ReportFacts, Ticket } from './case/ticket.ts';
import { serialsOf } from './case/unit.ts';
import { customerMayRead } from './view/audience.ts';
import { wordsIn } from './view/entry-words.ts';

/**
 * The lexemes that new entries of a log bring. `before`: the ticket before them; undefined if they begin its log.
 * `source`: the ticket's version of the book, which names its device and site.
 */
export function searchWordsOf(source: BookSource, before: Ticket | undefined, added: readonly Entry[]): SearchWords {
  const told = new Set<string>();
  const team = new Set<string>();
  let ticket = before;
  for (const entry of added) {
    ticket = ticket ? applyEntry(ticket, entry) : foldTicket([entry]);
    const read = customerMayRead(entry, ticket) ? told : team;
    for (const each of saidIn(entry)) read.add(each);
    for (const each of insideOf(entry)) team.add(each);
    if (tellsAbout(entry)) for (const each of aboutOf(source, ticket.facts)) told.add(each);
    // The customer's card names the assignee, however they became it.
    if (ticket.assignee !== undefined) told.add(personMark(ticket.assignee));
  }
  const first = (lexemes: Iterable<string>) => [...lexemes].slice(0, before ? MOST_ADDED : MOST_LEXEMES);
  return { told: first(told), team: first([...team].filter((each) => !told.has(each))) };
}

/** What the readers of an entry see of it: texts, names of files, and who wrote it. */
function saidIn(entry: Entry): string[] {
  const writer = entry.by === 'clock' || entry.by === 'customer' ? [] : [personMark(entry.by)];
  if (entry.kind === 'ticket.opened') {
    const { title, details, origin } = entry.data.facts;
    const names = (origin?.files ?? []).map(({ name }) => name);
    return [...writer, ...lexemesOf([title, details, ...names].join('\n'))];
  }
  const texts = [wordsIn(entry), causeOf(entry)];
  if (entry.kind === 'ticket.updated') {
    const { wording = '', who = '', reply, files = [], attached = [], consentPlan, consentSource } = entry.data;
    const names = [...files, ...attached].map(({ name }) => name);
    texts.push(
      consentPlan?.lasts ?? '',
      consentPlan?.risk ?? '',
      consentPlan?.wayBack ?? '',
      consentSource?.name ?? '',
    );
    texts.push(wording, who, ...(reply ? Object.values(reply) : []), ...names);
  }
  return [...writer, ...lexemesOf(texts.join('\n'))];
}

/** Why the fault was there, where an entry says so. */
function causeOf(entry: Entry): string {
  return entry.kind === 'ticket.resolved' || entry.kind === 'ticket.updated' ? (entry.data.cause ?? '') : '';
}

/** Whether an entry says where it is and what it is about: the report, and a correction of it. */
function tellsAbout(entry: Entry): boolean {
  return entry.kind === 'ticket.opened' || (entry.kind === 'ticket.updated' && entry.data.corrected !== undefined);
}

/** What only the team's card has of an entry: whom to call, and what is brought to the site. */
function insideOf(entry: Entry): string[] {
  if (entry.kind === 'ticket.opened') return lexemesOf(entry.data.facts.contact);
  if (entry.kind === 'ticket.dispatched') return lexemesOf([entry.data.equipment, entry.data.agreedWith].join('\n'));
  if (entry.kind !== 'ticket.updated') return [];
  const { callback, corrected, agreedWith } = entry.data;
  const { company = '', contact = '', phone = '' } = callback ?? {};
  return lexemesOf([company, contact, phone, corrected?.after.contact ?? '', agreedWith ?? ''].join('\n'));
}

/** Device, site and reporter. */
function aboutOf({ customers }: BookSource, { customer, site, device, unit, reporter }: ReportFacts): string[] {
  const known = customers[customer];
  const [ofSite, ofDevice] = [
    known?.sites.find(({ key }) => key === site),
    known?.devices.find(({ key }) => key === device),
  ];
  const { zh = '', en = '' } = ofDevice?.name ?? {};
  const { model = '' } = ofDevice ?? {};
  const serials = ofDevice ? serialsOf(ofDevice) : [];
  // Of several units only the one that it is about.
  const serial = unit ?? (serials.length === 1 ? serials[0] : undefined) ?? '';
  return [
    ...(device === undefined ? [] : [deviceMark(customer, device)]),
    ...(model === '' ? [] : [modelMark(foldText(model))]),
    ...(reporter ? [userMark(reporter)] : []),
    ...lexemesOf([zh, en, model, serial, ofSite?.name.zh ?? '', ofSite?.name.en ?? ''].join('\n')),
  ];
}
