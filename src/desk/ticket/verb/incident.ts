import { z } from 'zod';
import { accept, type Refusal, refuse } from '../../../lib/refusal.ts';
import type { Ask } from '../../desk.ts';
import { OptionalText, readInput } from '../../input.ts';
import { listByRole } from '../../person/person.ts';
import { ongoingIncident } from '../case/incident.ts';
import type { Incident, PlanApprover } from '../case/record.ts';
import type { Terms } from '../case/terms.ts';
import { andThen, readNothing, readPerson, readText } from './read.ts';
import { ALWAYS, type Case, MENU, type NoDetails, verb, WHILE_OPEN } from './verb.ts';
import { update } from './write.ts';

/**
 * The serious incident (D20): who may declare it, who speaks with the customer meanwhile, which report is owed at the
 * end.
 */

type Declared = { readonly text: string } & Pick<Incident, 'speaker' | 'group' | 'planApproval'>;

const DeclareInput = z.object({ speaker: z.string().trim().min(1), text: OptionalText });

export const declareIncident = verb<Declared>({
  by: 'staff',
  during: WHILE_OPEN,
  of: 'fault',
  words: { zh: ['重大事件'], en: ['incident'], topic: 'level', takes: ['speaker', 'text'] },
  form: {
    fields({ source: { people } }) {
      const [usual = ''] = listByRole(people, 'projectManager');
      const options = Object.entries(people).map(([value, { name }]) => ({ value, label: name }));
      return [
        { kind: 'choice', name: 'speaker', required: true, options, initial: usual },
        { kind: 'text', name: 'text', label: 'known' },
      ];
    },
  },
  read: (ask, terms) =>
    andThen(readInput(DeclareInput, ask.input), ({ speaker, text }) =>
      andThen(readPerson(speaker, ask), (key) => accept({ text, ...incidentOf(key, ask, terms) })),
    ),
  refuse(at) {
    const ongoing = ongoingIncident(at.ticket);
    return refuseNonLeader(at) ?? (ongoing && refuse('ticket.incident-lasts', { by: ongoing.speaker }));
  },
  entries: (at, { text, ...incident }) => [update(at, 'declare-incident', { text, incident })],
  customerReads: () => true,
  // An incident is declared at the most severe level only. Its end and its report do not depend on the level.
  offered({ incident, level }, { policy: { levels } }) {
    const isFree = !incident || (incident.ended !== undefined && incident.report !== undefined);
    return isFree && level === levels[0]?.key ? MENU : undefined;
  },
});

export const endIncident = verb<NoDetails>({
  by: 'staff',
  during: ALWAYS,
  words: { zh: ['重大事件结束'], en: ['incident-over'], topic: 'level', takes: [] },
  read: readNothing,
  refuse: (at) => refuseNonLeader(at) ?? (ongoingIncident(at.ticket) ? undefined : refuse('ticket.no-incident')),
  entries: (at) => [update(at, 'end-incident')],
  customerReads: () => true,
  offered: (ticket) => (ticket.status === 'open' && ongoingIncident(ticket) ? MENU : undefined),
});

export const reportIncident = verb<{ text: string }>({
  by: 'staff',
  during: ALWAYS,
  words: { zh: ['最终报告'], en: ['final-report'], topic: 'level', takes: ['text'] },
  form: { fields: () => [{ kind: 'text', name: 'text', required: true, label: 'final-report' }] },
  read: readText,
  refuse: ({ ticket: { incident } }) =>
    incident?.ended && !incident.report ? undefined : refuse('ticket.no-final-report'),
  entries: (at, { text }) => [update(at, 'report-incident', { text })],
  offered: ({ status, incident }) => (status === 'open' && incident?.ended && !incident.report ? MENU : undefined),
});

/**
 * The emergency group: everyone with a role that the policy names, and the speaker. If there is no director, the
 * customer alone approves plans.
 */
function incidentOf(speaker: string, { book }: Ask, { policy }: Terms): Omit<Declared, 'text'> {
  const { people } = book.source;
  const group = [...new Set([...policy.incident.group.flatMap((role) => listByRole(people, role)), speaker])];
  const planApproval: readonly PlanApprover[] =
    listByRole(people, 'director').length > 0 ? ['director', 'customer'] : ['customer'];
  return { speaker, group, planApproval };
}

function refuseNonLeader({ by }: Case): Refusal | undefined {
  return by.director || by.manager ? undefined : refuse('ticket.leaders-only');
}

/** During an incident only its speaker may speak with the customer. */
export function refuseOtherSpeaker({ ticket, by }: Case): Refusal | undefined {
  const ongoing = ongoingIncident(ticket);
  return ongoing && by.key !== ongoing.speaker ? refuse('ticket.speaker-only', { by: ongoing.speaker }) : undefined;
}
