import type { Language, Named } from '../../lib/language.ts';

/** Who and what exists on the playground, as the service book says at this moment. */
export interface PlaygroundWorkspace {
  readonly channels: readonly PlaygroundChannel[];
  readonly people: readonly PlaygroundPerson[];
  /** The IANA zone in which the page shows times and reads wall-clock times. */
  readonly timeZone: string;
}

export interface PlaygroundChannel {
  readonly id: string;
  readonly name: Named;
  readonly purpose: 'customer' | 'team' | 'escalation' | 'managers';
  readonly language: Language;
  /** The key of the customer whose channel it is; empty: the provider's own. */
  readonly customer: string;
}

export interface PlaygroundPerson {
  readonly userId: string;
  readonly teamId: string;
  readonly name: Named;
  /** Roles of the book, most telling first; the page shows the first. */
  readonly roles: readonly string[];
  /** The key of the customer the person belongs to; empty: the provider's staff. */
  readonly customer: string;
  readonly onDuty: boolean;
}

/** The channel in which Deskbell and one person talk alone. */
export function directChannelId(userId: string): string {
  return `@${userId}`;
}

export function isDirect(channelId: string): boolean {
  return channelId.startsWith('@');
}

export function findPerson(workspace: PlaygroundWorkspace, userId: string): PlaygroundPerson | undefined {
  return workspace.people.find((person) => person.userId === userId);
}

/** Whether a message can stand there: a channel of the book, or the direct channel of somebody in it. */
export function channelExists(workspace: PlaygroundWorkspace, channelId: string): boolean {
  if (isDirect(channelId)) return findPerson(workspace, channelId.slice(1)) !== undefined;
  return workspace.channels.some((channel) => channel.id === channelId);
}

/** The channels of the book somebody may see: staff all of them, people of a customer that customer's own. */
export function listChannels(workspace: PlaygroundWorkspace, person: PlaygroundPerson): readonly PlaygroundChannel[] {
  if (person.customer === '') return workspace.channels;
  return workspace.channels.filter((channel) => channel.purpose === 'customer' && channel.customer === person.customer);
}

/** Whether somebody may read and write there; a direct channel is its own person's alone. */
export function mayEnter(workspace: PlaygroundWorkspace, person: PlaygroundPerson, channelId: string): boolean {
  if (isDirect(channelId)) return channelId === directChannelId(person.userId);
  return listChannels(workspace, person).some((channel) => channel.id === channelId);
}
