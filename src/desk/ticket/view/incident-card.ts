import type { Button, Card, CardField } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import type { Notice } from '../../../outbox/notice.ts';
import { announce, redraw, type Say } from '../../address/announce.ts';
import { inLine } from '../../address/in-line.ts';
import type { BookPolicy } from '../../book/schema.ts';
import { showTicketButton, ticketButton } from '../../card/button.ts';
import { findCustomerName } from '../../card/customer.ts';
import { fieldIn } from '../../card/field.ts';
import { listByRole, personName } from '../../person/person.ts';
import type { Entry } from '../case/entry.ts';
import { levelName, subjectOf } from '../case/names.ts';
import type { Incident } from '../case/record.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import { clocksPart } from './clock-rows.ts';
import { incidentRows } from './incident-row.ts';
import { whoName } from './line.ts';
import type { CardView, HouseView, TicketChange } from './view.ts';

/**
 * A serious incident and its end are told in direct messages to the emergency group, the directors and the general
 * manager (the last of the ladder). Afterwards a final report is owed to the general manager (D20).
 */
export function incidentNotices({ id, before, after, added }: TicketChange, house: HouseView): Notice[] {
  const { incident } = after;
  if (!incident || (incident === before?.incident && after.status === before.status)) return [];
  const [told] = added.flatMap(incidentVerbOf);
  const subject = subjectOf(id);
  const base = incidentSubject(id, incident);
  const everybody = peopleOf(incident, house.terms.policy);
  const { customer } = after.facts;
  const shown = { subject, at: after.asOfAt, customer, inPlace: inLine(house.source, customer, ['director']) };
  const card = (audience: string, language: Language) => incidentCard(id, after, { ...house, language }, audience);
  const to = told ? hearersOf(told.verb, everybody, house) : [];
  const say = ({ verb, by }: IncidentStep): Say => {
    return (audience, language) => ({
      card: card(audience, language),
      line: t(language, `line.incident.${verb}`, {
        ticket: `T-${id}`,
        by: whoName({ ...house, language }, by),
        speaker: personName(house.source.people, incident.speaker, language),
      }),
      pings: [audience],
    });
  };
  const notice = { ...shown, to, kind: 'incident', fields: {}, unlisted: true, lane: 'urgent' } as const;
  const others = everybody.filter((person) => !to.includes(person));
  return [
    ...(told ? announce(house, { ...notice, key: `${base}|${told.verb}` }, say(told)) : []),
    ...redraw(house, { ...shown, to: others, key: `${base}|#${after.entries}` }, card),
  ];
}

/** A verb about the incident, and who did it. */
interface IncidentStep {
  readonly verb: 'declare-incident' | 'end-incident' | 'report-incident';
  readonly by: string;
}

function incidentVerbOf(entry: Entry): IncidentStep[] {
  if (entry.kind !== 'ticket.updated') return [];
  const { by, data } = entry;
  switch (data.what) {
    case 'declare-incident':
    case 'end-incident':
    case 'report-incident':
      return [{ verb: data.what, by }];
    default:
      return [];
  }
}

/** The final report goes to the general manager alone. Everything else goes to the group and the directors. */
function hearersOf(verb: IncidentStep['verb'], everybody: readonly string[], { source, terms }: HouseView) {
  const top = generalManager(terms.policy);
  if (verb === 'report-incident') return [top];
  return [...new Set([...everybody, ...listByRole(source.people, 'director')])];
}

function peopleOf({ group }: Incident, policy: BookPolicy): string[] {
  return [...new Set([...group, generalManager(policy)])];
}

/** The last person of the ladder. */
function generalManager({ ladder: { people } }: BookPolicy): string {
  return people.at(-1) ?? 'managers';
}

/** The subject of the incident's own card, beside the ticket's. */
function incidentSubject(id: TicketId, { declared }: Incident): string {
  return `${subjectOf(id)}|incident|${declared.at}`;
}

/**
 * The incident's card: who speaks with the customer, the group, the running clocks, later the final report. `audience`
 * is who reads it.
 */
function incidentCard(id: TicketId, ticket: Ticket, view: CardView, audience: string): Card {
  const { language } = view;
  const { incident } = ticket;
  if (!incident) throw new Error(`ticket ${id} has no incident`);
  const { ended, report } = incident;
  const state = ended ? (report ? 'reported' : 'over') : 'lasts';
  const tone = ({ lasts: 'bad', over: 'warn', reported: 'good' } as const)[state];
  return {
    subject: incidentSubject(id, incident),
    tone,
    title: t(language, 'incident.title', { ticket: `T-${id}`, title: ticket.facts.title }),
    badges: [{ text: t(language, `incident.${state}`), tone }],
    parts: [
      ...(!ended && audience === incident.speaker
        ? [{ part: 'text', style: 'plain', text: t(language, 'incident.you-speak') } as const]
        : []),
      { part: 'fields', fields: fieldsOf(ticket, incident, view) },
      ...(report ? [{ part: 'text', style: 'quote', text: report.text } as const] : []),
      ...(ended ? [] : clocksPart(ticket, view)),
      { part: 'actions', main: buttonsOf(id, incident, audience, language), more: [] },
    ],
  };
}

function fieldsOf(ticket: Ticket, { group }: Incident, view: CardView): CardField[] {
  const { facts, level } = ticket;
  const { language, source, terms } = view;
  const field = fieldIn(language);
  const names = group.map((key) => personName(source.people, key, language)).join(t(language, 'list.separator'));
  return [
    ...field('customer', findCustomerName(source, facts.customer, language)),
    ...field('level', level && levelName(terms.policy, level, language)),
    ...incidentRows(ticket, view, 'team'),
    ...field('group', names),
  ];
}

function buttonsOf(id: TicketId, { ended, report, speaker }: Incident, audience: string, language: Language): Button[] {
  const next = ended ? (report ? undefined : 'report-incident') : audience === speaker ? 'tell-customer' : undefined;
  return [
    ...(next ? [ticketButton(id, `ticket.${next}`, `button.${next}`, language, 'primary')] : []),
    showTicketButton(id, language),
  ];
}
