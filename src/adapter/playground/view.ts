import type { Instant } from '../../lib/instant.ts';
import type { DutyGroupView } from './duty-group.ts';
import type { Change, History, StoredMessage } from './history.ts';
import { LIMITS } from './limits.ts';
import { type MessageView, renderMessage } from './render.ts';
import {
  directChannelId,
  listChannels,
  mayEnter,
  type PlaygroundChannel,
  type PlaygroundCommand,
  type PlaygroundPerson,
  type PlaygroundWorkspace,
} from './workspace.ts';

/** Everything one person's page shows, at one position of the feed. */
export interface Snapshot {
  /** Where the live feed continues. */
  readonly position: string;
  readonly me: string;
  readonly people: readonly PlaygroundPerson[];
  /** Groups whose members follow the duty schedule; our own people see them. */
  readonly groups: readonly DutyGroupView[];
  readonly channels: readonly ChannelView[];
  readonly messages: readonly MessageView[];
  readonly clock: ClockView;
  readonly timeZone: string;
  readonly textChars: number;
  /** What this person may type. */
  readonly commands: readonly PlaygroundCommand[];
}

/** `name` is null for the direct channel. `readUpTo`: the record up to which the person has read. */
export interface ChannelView extends Pick<PlaygroundChannel, 'id'> {
  readonly name: PlaygroundChannel['name'] | null;
  readonly purpose: PlaygroundChannel['purpose'] | 'direct';
  readonly readUpTo: number;
  /** Whether there are older messages than those in the snapshot. */
  readonly hasEarlier: boolean;
}

export interface ClockView {
  readonly now: Instant;
  readonly moving: boolean;
}

/** Whether a person may see a message: it is in one of their channels, and not private to another person. */
export function maySee(workspace: PlaygroundWorkspace, person: PlaygroundPerson, message: StoredMessage): boolean {
  const isTheirs = message.onlyFor === '' || message.onlyFor === person.userId;
  return isTheirs && mayEnter(workspace, person, message.channelId);
}

/** Whether a change belongs into a person's feed. */
export function mayHear(workspace: PlaygroundWorkspace, person: PlaygroundPerson, change: Change): boolean {
  return change.kind === 'read' ? change.userId === person.userId : maySee(workspace, person, change.message);
}

export function takeSnapshot(
  history: History,
  workspace: PlaygroundWorkspace,
  person: PlaygroundPerson,
  clock: ClockView,
  groups: readonly DutyGroupView[],
): Snapshot {
  const places = [
    ...listChannels(workspace, person).map(({ id, name, purpose }) => ({ id, name, purpose })),
    { id: directChannelId(person.userId), name: null, purpose: 'direct' as const },
  ];
  const pages = places.map((place) => listMessages(history, workspace, person, place.id, Number.POSITIVE_INFINITY));
  return {
    position: positionText(history.epoch, history.position()),
    me: person.userId,
    people: workspace.people,
    groups: person.customer === '' ? groups : [],
    channels: places.map((place, index) => ({
      ...place,
      readUpTo: history.readUpTo(person.userId, place.id),
      hasEarlier: pages[index]?.hasEarlier ?? false,
    })),
    messages: pages.flatMap((page) => page.messages),
    clock,
    timeZone: workspace.timeZone,
    textChars: LIMITS.textChars,
    commands: workspace.commands.filter(({ forStaff }) => !forStaff || person.customer === ''),
  };
}

/**
 * The last messages of a channel before record `before` that the person may see, oldest first: a number of messages
 * outside threads, with their threads.
 */
export function listMessages(
  history: History,
  workspace: PlaygroundWorkspace,
  person: PlaygroundPerson,
  channelId: string,
  before: number,
): { messages: readonly MessageView[]; hasEarlier: boolean } {
  const theirs = history.listChannel(channelId).filter((message) => maySee(workspace, person, message));
  const roots = theirs.filter((message) => message.threadId === '' && message.n < before);
  const shown = new Set(roots.slice(-LIMITS.pageMessages).map((root) => root.id));
  const messages = theirs.filter((message) => shown.has(message.threadId === '' ? message.id : message.threadId));
  return { messages: messages.map(renderMessage), hasEarlier: roots.length > shown.size };
}

/** A feed position as event id: the journal's epoch and the record. */
export function positionText(epoch: string, n: number): string {
  return `${epoch}.${n}`;
}

/** The record of a position; undefined if it is of another journal, or not written yet. */
export function parsePosition(history: History, text: string): number | undefined {
  const match = /^([^.]+)\.(\d{1,15})$/.exec(text);
  const n = Number(match?.[2]);
  return match?.[1] === history.epoch && n <= history.position() ? n : undefined;
}
