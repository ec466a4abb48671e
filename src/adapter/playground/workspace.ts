import type { Language, Named } from '../../lib/language.ts';

/** The channels and people of the playground, as the service book has them now. */
export interface PlaygroundWorkspace {
  readonly channels: readonly PlaygroundChannel[];
  readonly people: readonly PlaygroundPerson[];
  /** The IANA zone in which the page shows and reads times. */
  readonly timeZone: string;
  /** What people may type, those of every day first. */
  readonly commands: readonly PlaygroundCommand[];
}

/** A typed command, for the page's completion. */
export interface PlaygroundCommand {
  /** With its slash: `/fault`, or `/desk assign`. */
  readonly typed: Named;
  /** What it does. */
  readonly says: Named;
  /** Whether it is about a ticket, whose number may stand before its word. */
  readonly takesTicket: boolean;
  /** Whether more has to follow its word. */
  readonly takesMore: boolean;
  readonly forStaff: boolean;
}

export interface PlaygroundChannel {
  readonly id: string;
  readonly name: Named;
  readonly purpose: 'customer' | 'team' | 'escalation' | 'managers';
  readonly language: Language;
  /** The key of the channel's customer; empty: the provider's own channel. */
  readonly customer: string;
  /** Whether Deskbell hears what is said there without a mention (`listen: offer` in the book). */
  readonly listens: boolean;
}

export interface PlaygroundPerson {
  readonly userId: string;
  readonly teamId: string;
  readonly name: Named;
  /** Roles of the book, the most important first; the page shows the first. */
  readonly roles: readonly string[];
  /** The key of the person's customer; empty: the provider's staff. */
  readonly customer: string;
  readonly onDuty: boolean;
}

/** The channel between Deskbell and one person. */
export function directChannelId(userId: string): string {
  return `@${userId}`;
}

export function isDirect(channelId: string): boolean {
  return channelId.startsWith('@');
}

export function findPerson(workspace: PlaygroundWorkspace, userId: string): PlaygroundPerson | undefined {
  return workspace.people.find((person) => person.userId === userId);
}

/** Whether a channel exists: one of the book, or the direct channel of a person in it. */
export function channelExists(workspace: PlaygroundWorkspace, channelId: string): boolean {
  if (isDirect(channelId)) return findPerson(workspace, channelId.slice(1)) !== undefined;
  return workspace.channels.some((channel) => channel.id === channelId);
}

/** The book's channels a person may see: staff see all, a customer's people only their own. */
export function listChannels(workspace: PlaygroundWorkspace, person: PlaygroundPerson): readonly PlaygroundChannel[] {
  if (person.customer === '') return workspace.channels;
  return workspace.channels.filter((channel) => channel.purpose === 'customer' && channel.customer === person.customer);
}

/** Whether a person may read and write in a channel; a direct channel is only for its person. */
export function mayEnter(workspace: PlaygroundWorkspace, person: PlaygroundPerson, channelId: string): boolean {
  if (isDirect(channelId)) return channelId === directChannelId(person.userId);
  return listChannels(workspace, person).some((channel) => channel.id === channelId);
}
