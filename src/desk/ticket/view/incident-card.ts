import type { Button, Card, CardField } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { type Language, named } from '../../../lib/language.ts';
import type { Notice } from '../../../outbox/notice.ts';
import { announce, redraw, type Say } from '../../address/announce.ts';
import type { BookPolicy } from '../../book/schema.ts';
import { fieldIn } from '../../card/field.ts';
import { listByRole, personName } from '../../person/person.ts';
import type { Entry } from '../case/entry.ts';
import { levelName, subjectOf } from '../case/names.ts';
import type { Incident } from '../case/record.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import { clocksPart } from './card.ts';
import { incidentRows } from './incident-row.ts';
import { whoName } from './line.ts';
import type { CardView, HouseView, TicketChange } from './view.ts';

/**
 * The emergency group is called together in their direct messages, and the general manager, last of the ladder, hears of
 * it at once; at the end the final report is owed to them (D20).
 */
export function incidentNotices({ id, before, after, added }: TicketChange, house: HouseView): Notice[] {
  const { incident } = after;
  if (!incident || (incident === before?.incident && after.status === before.status)) return [];
  const [told] = added.flatMap(wordOf);
  const subject = subjectOf(id);
  const base = incidentSubject(id, incident);
  const everybody = peopleOf(incident, house.terms.policy);
  const shown = { subject, at: after.asOfAt, customer: after.facts.customer };
  const card = (audience: string, language: Language) => incidentCard(id, after, { ...house, language }, audience);
  const to = told ? hearersOf(told.word, everybody, house) : [];
  const say = ({ word, by }: Told): Say => {
    return (audience, language) => ({
      card: card(audience, language),
      line: t(language, `line.incident.${word}`, {
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
    ...(told ? announce(house, { ...notice, key: `${base}|${told.word}` }, say(told)) : []),
    ...redraw(house, { ...shown, to: others, key: `${base}|#${after.entries}` }, card),
  ];
}

/** What was said of the incident, and whose word it is. */
interface Told {
  readonly word: 'declare-incident' | 'end-incident' | 'report-incident';
  readonly by: string;
}

function wordOf(entry: Entry): Told[] {
  if (entry.kind !== 'ticket.updated') return [];
  const { by, data } = entry;
  switch (data.what) {
    case 'declare-incident':
    case 'end-incident':
    case 'report-incident':
      return [{ word: data.what, by }];
    default:
      return [];
  }
}

/** The final report is between the general manager and the director; all else concerns everybody. */
function hearersOf(word: Told['word'], everybody: readonly string[], { source, terms }: HouseView) {
  const top = generalManager(terms.policy);
  if (word === 'report-incident') return [top];
  return [...new Set([...everybody, ...listByRole(source.people, 'director')])];
}

function peopleOf({ group }: Incident, policy: BookPolicy): string[] {
  return [...new Set([...group, generalManager(policy)])];
}

/** The last of the ladder. */
function generalManager({ ladder: { people } }: BookPolicy): string {
  return people.at(-1) ?? 'managers';
}

/** A card of its own beside the case's. */
function incidentSubject(id: TicketId, { declared }: Incident): string {
  return `${subjectOf(id)}|incident|${declared.at}`;
}

/** Who speaks, who belongs to the group, what runs; afterwards the final report, owed or handed in. */
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

function fieldsOf({ facts, level, ...ticket }: Ticket, { group }: Incident, view: CardView): CardField[] {
  const { language, source, terms } = view;
  const customer = source.customers[facts.customer];
  const field = fieldIn(language);
  const names = group.map((key) => personName(source.people, key, language)).join(t(language, 'list.separator'));
  return [
    ...field('customer', customer && named(customer.name, language)),
    ...field('level', level && levelName(terms.policy, level, language)),
    ...incidentRows({ facts, level, ...ticket }, view, 'team'),
    ...field('group', names),
  ];
}

function buttonsOf(id: TicketId, { ended, report, speaker }: Incident, audience: string, language: Language): Button[] {
  const button = (verb: 'report-incident' | 'tell-customer' | 'show', style: Button['style']): Button => ({
    label: t(language, `button.${verb}`),
    command: `ticket.${verb}`,
    args: { ticket: `T-${id}` },
    style,
    confirm: '',
  });
  if (ended) return [...(report ? [] : [button('report-incident', 'primary')]), button('show', 'plain')];
  return [...(audience === speaker ? [button('tell-customer', 'primary')] : []), button('show', 'plain')];
}
