import type { ChatEvent } from './chat/event.ts';
import { type AdapterFor, featuresBy } from './chat/features.ts';
import { type LinksAt, NO_LINKS } from './chat/page.ts';
import { createTick, type Tick } from './clock/tick.ts';
import { type Apologize, createApologize } from './command/apologize.ts';
import { createDispatch, type Dispatch, type Outcome } from './command/dispatch.ts';
import type { RequestLimits } from './command/limit.ts';
import { createUnreached } from './command/unreached.ts';
import { COMMANDS } from './commands.ts';
import type { Database } from './db/database.ts';
import type { JobSink } from './db/turn.ts';
import { digestOf } from './desk/address/digest.ts';
import { appointments } from './desk/appointment/flow.ts';
import { assurances } from './desk/assurance/flow.ts';
import { lapseAssuranceYear } from './desk/assurance/year-flow.ts';
import { lapseAttendance, onTicketStepped as standBy } from './desk/attendance/flow.ts';
import { onDutyChanged } from './desk/channel/channel.ts';
import { lapseComplaintMatter } from './desk/complaint/flow.ts';
import { lapseDeletion, onTicketStepped as watchDeletion } from './desk/confidential/flow.ts';
import { lapseCoverMatter } from './desk/cover/flow.ts';
import type { DeskTurn, DueSource, Subscriber } from './desk/desk.ts';
import { onTicketStepped as followUp, lapseFollowupMatter } from './desk/followup/flow.ts';
import { lapseHandoffMatter, onDutyHandedOver } from './desk/handoff/flow.ts';
import { onTicketStepped as inspect, lapseInspectionMatter } from './desk/inspection/flow.ts';
import { lapseSitePlan } from './desk/inspection/plan-flow.ts';
import { letters, onTicketOpened as tellReader } from './desk/letter/flow.ts';
import { matterDues } from './desk/matter/due.ts';
import { lapseMorning } from './desk/morning/flow.ts';
import { dutyDues } from './desk/oncall/due.ts';
import { lapsePaperMatter, onTicketStepped as owePapers } from './desk/paper/flow.ts';
import { onInspectionWritten } from './desk/paper/inspection-report.ts';
import { onReplyDelivered } from './desk/paper/requirement-reply.ts';
import { lapsePartMatter, lapseSuggestionMatter, onTicketStepped as supply } from './desk/part/flow.ts';
import { patches } from './desk/patch/flow.ts';
import { writeOwed } from './desk/pending-notices.ts';
import { onTicketStepped as askToRate, lapseRatingMatter, onComplaintClosed } from './desk/rating/flow.ts';
import { lapseClosing } from './desk/report/flow.ts';
import { onTicketStepped as oweForms } from './desk/sheet/owed.ts';
import { onSurveyed } from './desk/sheet/survey.ts';
import { lapseServiceTerms } from './desk/term/flow.ts';
import { ticketDues } from './desk/ticket/due.ts';
import { onCardStale, onLanguageChosen } from './desk/ticket/redraw.ts';
import type { Clock } from './lib/instant.ts';
import type { Logger } from './lib/log.ts';
import type { Meter } from './lib/meter.ts';
import { type Courier, createCourier, type DeliveryAlarm } from './outbox/deliver.ts';
import type { MemoryOutbox } from './outbox/memory.ts';

const SOURCES: readonly DueSource[] = [
  ...dutyDues,
  ticketDues,
  matterDues({
    appointment: appointments.lapse,
    assurance: assurances.lapse,
    'assurance-year': lapseAssuranceYear,
    attendance: lapseAttendance,
    complaint: lapseComplaintMatter,
    cover: lapseCoverMatter,
    deletion: lapseDeletion,
    followup: lapseFollowupMatter,
    handoff: lapseHandoffMatter,
    inspection: lapseInspectionMatter,
    'inspection-plan': lapseSitePlan,
    letter: letters.lapse,
    'month-closing': lapseClosing,
    morning: lapseMorning,
    part: lapsePartMatter,
    'part-suggestion': lapseSuggestionMatter,
    paper: lapsePaperMatter,
    patch: patches.lapse,
    rating: lapseRatingMatter,
    term: lapseServiceTerms,
  }),
];

/** The way back: what one feature wrote, told to the features that look at it. */
const SUBSCRIBERS: readonly Subscriber[] = [
  async (turn, fact) => {
    if (fact.kind === 'ticket.stepped') {
      await followUp(turn, fact);
      await supply(turn, fact);
      await inspect(turn, fact);
      await owePapers(turn, fact);
      await onReplyDelivered(turn, fact);
      await oweForms(turn, fact);
      await askToRate(turn, fact);
      await watchDeletion(turn, fact);
      await standBy(turn, fact);
    }
    if (fact.kind === 'ticket.opened') await tellReader(turn, fact);
    if (fact.kind === 'complaint.closed') await onComplaintClosed(turn, fact);
    if (fact.kind === 'rating.surveyed') await onSurveyed(turn, fact);
    if (fact.kind === 'inspection.written') await onInspectionWritten(turn, fact);
    if (fact.kind === 'duty.changed') await onDutyChanged(turn, fact);
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
  readonly adapterFor: AdapterFor;
  readonly alarm: (alarm: DeliveryAlarm) => void;
  /** Left out: nothing is counted. */
  readonly meter?: Meter;
  /** Addresses of our own pages; left out: none are served. */
  readonly linksAt?: LinksAt;
  /** How much customers may ask; left out: as much as they like. */
  readonly limits?: RequestLimits;
  /** As `DeskTurn` has it. */
  readonly readBookFile?: DeskTurn['readBookFile'];
  readonly runtime?: DeskTurn['runtime'];
  /** Keeps what turns owe; left out: the tables, where the queue finds it. */
  readonly outbox?: MemoryOutbox;
}

/** The rooms wired together, without a queue, a timer or a socket: what `start`, `simulate` and flow tests share. */
export interface House {
  /** One event in a turn of its own. */
  readonly dispatch: (event: ChatEvent) => Promise<Outcome>;
  /** Several events in one transaction; what is told of a fault. */
  readonly dispatchAll: Dispatch['all'];
  readonly faulted: Dispatch['faulted'];
  readonly apologize: Apologize;
  readonly tick: Tick;
  readonly courier: Courier;
  /** Whether a platform's messages show each reader their own language. */
  readonly speaksBoth: DeskTurn['speaksBoth'];
  readonly linksAt: LinksAt;
}

export function wireHouse(parts: HouseParts): House {
  const { database, jobs, clock, log, adapterFor, linksAt = () => NO_LINKS } = parts;
  const features = featuresBy(adapterFor);
  const meters = parts.meter ? { meter: parts.meter } : {};
  const owing = { writeOwed: parts.outbox?.writeOwed ?? writeOwed };
  const turns = { database, jobs, log, ...features, linksAt, subscribers: SUBSCRIBERS, ...owing, ...meters };
  const limits = parts.limits ? { limits: parts.limits } : {};
  const { readBookFile, runtime } = parts;
  const reads = { ...(readBookFile ? { readBookFile } : {}), ...(runtime ? { runtime } : {}) };
  const { one, all, faulted } = createDispatch({ ...turns, clock, commands: COMMANDS, ...limits, ...reads });
  return {
    speaksBoth: features.speaksBoth,
    linksAt,
    dispatch: one,
    dispatchAll: all,
    faulted,
    apologize: createApologize({ ...turns, clock }),
    tick: createTick({ ...turns, sources: SOURCES }),
    courier: createCourier({ ...parts, digest: digestOf, unreached: createUnreached({ ...parts, dispatch: one }) }),
  };
}
