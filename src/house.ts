import type { ChatAdapter } from './chat/adapter.ts';
import type { ChatEvent, Platform } from './chat/event.ts';
import { createTick, type Tick } from './clock/tick.ts';
import { createDispatch, type Outcome } from './command/dispatch.ts';
import { helpCommand } from './command/help.ts';
import { languageCommand } from './command/language.ts';
import type { Database } from './db/open.ts';
import type { JobSink } from './db/turn.ts';
import { assuranceCommands } from './desk/assurance/command.ts';
import { lapseAssuranceMatter } from './desk/assurance/flow.ts';
import type { Command, DeskTurn, DueSource, Subscriber } from './desk/desk.ts';
import { digestOf } from './desk/digest.ts';
import { followupCommands } from './desk/followup/command.ts';
import { onTicketStepped as followUp, lapseFollowupMatter } from './desk/followup/flow.ts';
import { matterDues } from './desk/matter.ts';
import { oncallCommands } from './desk/oncall/command.ts';
import { dutyDues } from './desk/oncall/due.ts';
import { personCommands } from './desk/person/command.ts';
import { bindingCommands } from './desk/ticket/binding.ts';
import { channelCommands } from './desk/ticket/channel.ts';
import { ticketCommands } from './desk/ticket/command.ts';
import { ticketDues } from './desk/ticket/due.ts';
import { onDutyHandedOver } from './desk/ticket/handoff.ts';
import { onCardStale, onLanguageChosen } from './desk/ticket/redraw.ts';
import type { Clock } from './lib/instant.ts';
import type { Logger } from './lib/log.ts';
import { type Courier, createCourier, type DeliveryAlarm } from './outbox/deliver.ts';

/** What each feature brings: the registry that help, manifests and parsers are made from. */
const FEATURES: readonly Command[] = [
  ...ticketCommands,
  ...assuranceCommands,
  ...followupCommands,
  ...channelCommands,
  ...bindingCommands,
  ...oncallCommands,
  ...personCommands,
  languageCommand,
];
export const COMMANDS: readonly Command[] = [...FEATURES, helpCommand(FEATURES)];

const SOURCES: readonly DueSource[] = [
  dutyDues,
  ticketDues,
  matterDues({ assurance: lapseAssuranceMatter, followup: lapseFollowupMatter }),
];

/** The way back: what one feature wrote, told to the features that look at it. */
const SUBSCRIBERS: readonly Subscriber[] = [
  async (turn, fact) => {
    if (fact.kind === 'ticket.stepped') await followUp(turn, fact);
    if (fact.kind === 'duty.handed-over') await onDutyHandedOver(turn, fact);
    if (fact.kind === 'channel.language-chosen') await onLanguageChosen(turn, fact);
    if (fact.kind === 'card.stale') await onCardStale(turn, fact);
  },
];

export interface HouseParts {
  readonly database: Database;
  readonly jobs: JobSink;
  readonly clock: Clock;
  readonly log: Logger;
  readonly adapterFor: (platform: Platform) => ChatAdapter | undefined;
  readonly alarm: (alarm: DeliveryAlarm) => void;
}

/** The rooms wired together, without a queue, a timer or a socket: what `start`, `simulate` and flow tests share. */
export interface House {
  readonly dispatch: (event: ChatEvent) => Promise<Outcome>;
  readonly tick: Tick;
  readonly courier: Courier;
  /** Whether a platform's messages show each reader their own language. */
  readonly speaksBoth: DeskTurn['speaksBoth'];
}

export function wireHouse(parts: HouseParts): House {
  const { database, jobs, clock, log, adapterFor } = parts;
  const speaksBoth = (platform: Platform) => adapterFor(platform)?.features.bilingual === true;
  const turns = { database, jobs, log, speaksBoth, subscribers: SUBSCRIBERS };
  return {
    speaksBoth,
    dispatch: createDispatch({ ...turns, clock, commands: COMMANDS }),
    tick: createTick({ ...turns, sources: SOURCES }),
    courier: createCourier({ ...parts, digest: digestOf }),
  };
}
