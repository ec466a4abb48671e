import type { Command, HelpTopic } from '../desk/desk.ts';
import type { Role } from '../desk/person/person.ts';
import { isCalled, type Named } from '../lib/language.ts';

/** How the help groups the commands: a few for every day, the others by what they are about. */

/** The words that staff need every day, in the order of the help. The rest stands as buttons on the cards. */
const EVERYDAY = [
  'ticket.mine',
  'ticket.open',
  'find.tickets',
  'oncall.show',
  'inspection.list',
  'part.list',
  'paper.list',
  'desk.help',
] as const;

/** What a role needs every day besides, before the others. */
const OF_ROLE: Readonly<Partial<Record<Role, readonly string[]>>> = {
  desk: ['ticket.report-for'],
  coordinator: ['followup.done'],
  manager: ['complaint.list'],
  director: ['complaint.list', 'paper.approve'],
};

/** What customers need; all else that they can say is about one of their tickets. */
const OF_CUSTOMERS = [
  'ticket.report',
  'complaint.open',
  'dossier.cases',
  'ticket.open',
  'find.tickets',
  'oncall.who',
  'inspection.list',
  'desk.help',
] as const;

/** Names of the commands that come first for a person, in their order. */
export function everydayOf({ staff, roles }: { readonly staff: boolean; readonly roles: readonly Role[] }): string[] {
  if (!staff) return [...OF_CUSTOMERS];
  return [...new Set([...roles.flatMap((role) => OF_ROLE[role] ?? []), ...EVERYDAY])];
}

export interface Topic {
  readonly key: HelpTopic;
  readonly name: Named;
  /** Names of its commands, or how they begin (`part.`), where the command does not say its topic itself. */
  readonly has: readonly string[];
}

/** In the order of the help. */
export const TOPICS: readonly Topic[] = [
  { key: 'ticket', name: { zh: '工单', en: 'Ticket' }, has: ['ticket.'] },
  { key: 'visit', name: { zh: '现场', en: 'Visit' }, has: [] },
  { key: 'plan', name: { zh: '方案', en: 'Plan' }, has: [] },
  { key: 'level', name: { zh: '级别', en: 'Level' }, has: [] },
  { key: 'mend', name: { zh: '更正', en: 'Mend' }, has: [] },
  {
    key: 'look',
    name: { zh: '查询', en: 'Look' },
    has: [
      'ticket.mine',
      'ticket.open',
      'ticket.show',
      'ticket.log',
      'ticket.why',
      'ticket.files',
      'ticket.playbook',
    ].concat(['find.', 'dossier.', 'device.']),
  },
  { key: 'duty', name: { zh: '值班', en: 'Duty' }, has: ['oncall.', 'rota.', 'handoff.', 'cover.'] },
  {
    key: 'care',
    name: { zh: '巡检', en: 'Care' },
    has: ['inspection.', 'assurance.', 'appointment.', 'followup.', 'rating.', 'patch.'],
  },
  { key: 'papers', name: { zh: '文档', en: 'Papers' }, has: ['paper.', 'sheet.', 'file.'] },
  { key: 'parts', name: { zh: '备件', en: 'Parts' }, has: ['part.', 'loaner.'] },
  { key: 'complaint', name: { zh: '投诉', en: 'Complaint' }, has: ['complaint.'] },
  {
    key: 'channel',
    name: { zh: '频道', en: 'Channel' },
    has: ['channel.', 'desk.', 'person.', 'confidential.', 'ticket.form-link'],
  },
];

/** The topic that a word names; undefined: it names none. */
export function findTopic(word: string): Topic | undefined {
  return TOPICS.find(({ key, name }) => isCalled(word, key, name));
}

/** The topic of a command; undefined: none has it, which a test refuses. */
export function topicOf({ name, typed }: Pick<Command, 'name' | 'typed'>): Topic | undefined {
  const own = typed?.topic;
  if (own !== undefined) return TOPICS.find(({ key }) => key === own);
  const byName = TOPICS.find(({ has }) => has.includes(name));
  return byName ?? TOPICS.find(({ has }) => has.some((each) => each.endsWith('.') && name.startsWith(each)));
}
