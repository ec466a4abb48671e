import type { ChatAdapter } from './chat/adapter.ts';
import type { ChatEvent } from './chat/event.ts';
import { NO_LINKS, type PageLinks } from './chat/page.ts';
import type { Platform } from './chat/place.ts';
import type { Reply } from './chat/reply.ts';
import { createTick, type Tick } from './clock/tick.ts';
import { type Apologize, createApologize } from './command/apologize.ts';
import { createDispatch, type Dispatch, type Outcome } from './command/dispatch.ts';
import { helpCommand } from './command/help.ts';
import { languageCommand } from './command/language.ts';
import type { RequestLimits } from './command/limit.ts';
import type { Database } from './db/database.ts';
import type { JobSink } from './db/turn.ts';
import { digestOf } from './desk/address/digest.ts';
import { appointmentCommands } from './desk/appointment/command.ts';
import { appointments } from './desk/appointment/flow.ts';
import { assuranceCommands } from './desk/assurance/command.ts';
import { assurances } from './desk/assurance/flow.ts';
import { lapseAssuranceYear, startAssuranceYears } from './desk/assurance/year-flow.ts';
import { lapseAttendance, onTicketStepped as standBy, startAttendances } from './desk/attendance/flow.ts';
import type { Book } from './desk/book/book.ts';
import { bindingCommands } from './desk/channel/binding.ts';
import { channelCommands, onDutyChanged } from './desk/channel/channel.ts';
import { complaintCommands } from './desk/complaint/command.ts';
import { lapseComplaintMatter } from './desk/complaint/flow.ts';
import { confidentialCommands } from './desk/confidential/command.ts';
import { lapseDeletion, onTicketStepped as watchDeletion } from './desk/confidential/flow.ts';
import { coverCommands } from './desk/cover/command.ts';
import { lapseCoverMatter } from './desk/cover/flow.ts';
import type { Command, DeskTurn, DueSource, Fact, Subscriber } from './desk/desk.ts';
import { caseCommands } from './desk/dossier/case-command.ts';
import { dossierCommands } from './desk/dossier/command.ts';
import { exportCommands } from './desk/export/command.ts';
import { fileCommands } from './desk/file/command.ts';
import { findCommands } from './desk/find/command.ts';
import { followupCommands } from './desk/followup/command.ts';
import { onTicketStepped as followUp, lapseFollowupMatter } from './desk/followup/flow.ts';
import { handoffCommands } from './desk/handoff/command.ts';
import { lapseHandoffMatter, onDutyHandedOver } from './desk/handoff/flow.ts';
import { heardCommands } from './desk/heard/command.ts';
import { holidayCommands } from './desk/holiday/command.ts';
import { inspectionCommands } from './desk/inspection/command.ts';
import { onTicketStepped as inspect, lapseInspectionMatter } from './desk/inspection/flow.ts';
import { lapseSitePlan, startPlans } from './desk/inspection/plan-flow.ts';
import { matterDues } from './desk/matter/due.ts';
import { lapseMorning, startMornings } from './desk/morning/flow.ts';
import { oncallCommands } from './desk/oncall/command.ts';
import { dutyDues } from './desk/oncall/due.ts';
import { paperCommands } from './desk/paper/command.ts';
import { lapsePaperMatter, onTicketStepped as owePapers } from './desk/paper/flow.ts';
import { onInspectionWritten } from './desk/paper/inspection-report.ts';
import { startMonths } from './desk/paper/month-flow.ts';
import { onReplyDelivered } from './desk/paper/requirement-reply.ts';
import { partCommands } from './desk/part/command.ts';
import { lapsePartMatter, lapseSuggestionMatter, onTicketStepped as supply } from './desk/part/flow.ts';
import { patchCommands } from './desk/patch/command.ts';
import { patches } from './desk/patch/flow.ts';
import { writeOwed } from './desk/pending-notices.ts';
import { personCommands } from './desk/person/command.ts';
import { ratingCommands } from './desk/rating/command.ts';
import { onTicketStepped as askToRate, lapseRatingMatter, onComplaintClosed } from './desk/rating/flow.ts';
import { revisionCommands } from './desk/revision/command.ts';
import { rotaCommands } from './desk/rota/command.ts';
import { sheetCommands } from './desk/sheet/command.ts';
import { onTicketStepped as oweForms } from './desk/sheet/owed.ts';
import { onSurveyed } from './desk/sheet/survey.ts';
import { lapseServiceTerms, startTerms } from './desk/term/flow.ts';
import { ticketCommands } from './desk/ticket/command.ts';
import { ticketDues } from './desk/ticket/due.ts';
import { onCardStale, onLanguageChosen } from './desk/ticket/redraw.ts';
import { ticketSideCommands } from './desk/ticket/side-commands.ts';
import { triageCommands } from './desk/triage/command.ts';
import { createIntake, type Intake } from './intake/intake.ts';
import type { IntakeParts } from './intake/parts.ts';
import type { Clock, Instant } from './lib/instant.ts';
import type { Logger } from './lib/log.ts';
import { type Courier, createCourier, type DeliveryAlarm } from './outbox/deliver.ts';
import type { MemoryOutbox } from './outbox/memory.ts';

/** What each feature brings: the registry that help, manifests and parsers are made from. */
const FEATURES: readonly Command[] = [
  ...ticketCommands,
  ...triageCommands,
  ...caseCommands,
  ...assuranceCommands,
  ...appointmentCommands,
  ...followupCommands,
  ...ratingCommands,
  ...inspectionCommands,
  ...paperCommands,
  ...sheetCommands,
  ...complaintCommands,
  ...partCommands,
  ...patchCommands,
  ...ticketSideCommands,
  ...dossierCommands,
  ...fileCommands,
  ...exportCommands,
  ...findCommands,
  ...confidentialCommands,
  ...channelCommands,
  ...bindingCommands,
  ...rotaCommands,
  ...oncallCommands,
  ...holidayCommands,
  ...revisionCommands,
  ...coverCommands,
  ...handoffCommands,
  ...personCommands,
  ...heardCommands,
  languageCommand,
];
export const COMMANDS: readonly Command[] = [...FEATURES, helpCommand(FEATURES)];

const SOURCES: readonly DueSource[] = [
  dutyDues,
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
  readonly adapterFor: (platform: Platform) => ChatAdapter | undefined;
  readonly alarm: (alarm: DeliveryAlarm) => void;
  /** Addresses of our own pages; left out: none are served. */
  readonly linksAt?: (now: Instant) => PageLinks;
  /** How much customers may ask; left out: as much as they like. */
  readonly limits?: RequestLimits;
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
  readonly linksAt: (now: Instant) => PageLinks;
}

export function wireHouse(parts: HouseParts): House {
  const { database, jobs, clock, log, adapterFor } = parts;
  const speaksBoth = (platform: Platform) => adapterFor(platform)?.features.bilingual === true;
  const linksAt = parts.linksAt ?? (() => NO_LINKS);
  const owing = { writeOwed: parts.outbox?.writeOwed ?? writeOwed };
  const turns = { database, jobs, log, speaksBoth, linksAt, subscribers: SUBSCRIBERS, ...owing };
  const { one, all, faulted } = createDispatch({
    ...turns,
    clock,
    commands: COMMANDS,
    ...(parts.limits ? { limits: parts.limits } : {}),
  });
  return {
    speaksBoth,
    linksAt,
    dispatch: one,
    dispatchAll: all,
    faulted,
    apologize: createApologize({ ...turns, clock }),
    tick: createTick({ ...turns, sources: SOURCES }),
    courier: createCourier({ ...parts, digest: digestOf }),
  };
}

export interface IntakeWiring extends Pick<IntakeParts, 'database' | 'adapters' | 'clock' | 'log' | 'limits'> {
  /** Told of what turns wrote, after their commit. */
  readonly onFact?: (fact: Fact) => Promise<void>;
}

/** The intake in front of a house: what adapters hear is stored there, then worked by its dispatch. */
export function wireIntake(house: House, { onFact = async () => {}, ...parts }: IntakeWiring): Intake {
  const tell = async (outcomes: readonly Outcome[]): Promise<(readonly Reply[])[]> => {
    // The turns are committed: what fails here takes no answer from the people who asked.
    const report = (error: unknown) => parts.log.error({ err: error }, 'intake.fact-not-told');
    for (const { facts } of outcomes) for (const fact of facts) await onFact(fact).catch(report);
    return outcomes.map(({ replies }) => replies);
  };
  return createIntake({
    ...parts,
    dispatch: async (events) => tell(await house.dispatchAll(events)),
    hear: async (event) => (await tell([await house.dispatch(event)]))[0] ?? [],
    faultReplies: (event, error) => house.faulted(event, error).replies,
    apologize: house.apologize,
  });
}

/** Begins what the book in force owes by itself: plans, months, mornings, terms. What runs already is left alone. */
export async function startOwed(at: Pick<DeskTurn, 'tx' | 'now'>, book: Book): Promise<void> {
  await startPlans(at, book);
  await startMonths(at, book);
  await startMornings(at, book);
  await startTerms(at, book);
  await startAssuranceYears(at, book);
  await startAttendances(at, book);
}
