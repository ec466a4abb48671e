import type { ChatFile } from '../../chat/event.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import { type Book, findCustomer, findLevel, lowestLevel, policyOf } from '../book/book.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import { titleOf } from '../input.ts';
import type { DueMatter, StoredMatter } from '../matter/store.ts';
import { endsFix, isTakeBack } from '../ticket/case/is-take-back.ts';
import type { LoadedTicket } from '../ticket/case/loaded.ts';
import { siteFacts } from '../ticket/case/site-facts.ts';
import { openTicketByReport, stepTicket } from '../ticket/flow.ts';
import { findTicket, listTicketsOfSite } from '../ticket/store.ts';
import type { Actor } from '../ticket/verb/verb.ts';
import { ownerOf } from './audience.ts';
import { addFinding, beginFeedback, withdrawFeedback } from './feedback.ts';
import {
  findingOf,
  type Inspection,
  type InspectionEntry,
  type InspectionProgress,
  type InspectionTerms,
} from './inspection.ts';
import { lapseInspection } from './lapse.ts';
import { noticesOf, redrawnCards, withdrawalsOf } from './notice.ts';
import { continueSitePlan } from './plan-flow.ts';
import { decideStep, type Plan, planInspection, type Step } from './step.ts';
import { insertPhotos, inspections, lastFinishedAt, listMissingReports } from './store.ts';
import { termsOf } from './terms.ts';

/** An inspection, with the version of the book it was planned under and the terms in it. */
export interface LoadedInspection {
  readonly id: number;
  readonly state: Inspection;
  readonly book: Book;
  readonly terms: InspectionTerms;
}

/** Stores a new inspection under the book in force and tells the team. Refused for a date that is not allowed. */
export async function enterInspection(
  turn: DeskTurn,
  book: Book,
  plan: Omit<Plan, 'owner'>,
  by: Actor,
): Promise<Result<{ id: number; state: Inspection }>> {
  const terms = termsOf(book, plan.customer, plan.site);
  const planned = planInspection({ ...plan, owner: ownerOf(book.source.people) }, terms, by.key, turn.now);
  if (!planned.ok) return planned;
  const progress = await completeProgress(turn, planned.value);
  const id = await inspections.insert(turn.tx, book.version, progress, turn.now);
  await enqueueNotices(turn, { id, book, terms }, progress);
  return accept({ id, state: progress.state });
}

/** Finds an inspection by its number and locks it until the turn ends; undefined: there is none. */
export async function lockInspection(turn: DeskTurn, id: number): Promise<LoadedInspection | undefined> {
  const matter = await inspections.lock(turn.tx, id);
  return matter && withTerms(turn, matter);
}

/** Carries out a person's step on a locked inspection. Refused where the rules of `step.ts` refuse it. */
export async function stepInspection(
  turn: DeskTurn,
  at: LoadedInspection,
  step: Step,
  by: Actor,
): Promise<Result<Inspection>> {
  const decided = decideStep(at.state, step, at.terms, by.key, turn.now);
  if (!decided.ok) return decided;
  const state = await save(turn, at, decided.value);
  if (step.verb === 'note-item') await insertPhotos(turn.tx, at.id, step.entered.photos, turn.now);
  if (step.verb === 'finish-inspection' || step.verb === 'cancel-inspection')
    await continueSitePlan(turn, state, at.terms);
  return accept(state);
}

/** A finding that is to become a ticket. */
export interface FindingAsked {
  /** Its first line is the ticket's title. */
  readonly text: string;
  /** A key of the policy's levels; undefined: the lowest. */
  readonly level: string | undefined;
  /** The checklist's item that it belongs to; undefined: none. */
  readonly item: string | undefined;
  readonly photos: readonly ChatFile[];
}

/**
 * Opens a ticket for a finding that cannot be fixed on site (C3, D13). Refused for an unknown level, a site that the
 * book no longer has, and where `decideStep` refuses it.
 */
export async function recordFinding(
  turn: DeskTurn,
  at: LoadedInspection,
  { text, level, item, photos }: FindingAsked,
  by: Actor,
): Promise<Result<{ state: Inspection; facts: readonly Fact[] }>> {
  const { id, state } = at;
  const book = await bookOf(turn, turn.book);
  const policy = policyOf(book, state.customer);
  if (level !== undefined && !findLevel(policy, level))
    return refuse('ticket.unknown-level', { level, allowed: policy.levels.map(({ name }) => name) });
  const site = findCustomer(book, state.customer)?.sites.find(({ key }) => key === state.site);
  if (!site) return refuse('inspection.site-gone', { site: state.site });
  const { title, details } = titleOf(text);
  const decided = decideStep(state, { verb: 'record-finding', title }, at.terms, by.key, turn.now);
  if (!decided.ok) return decided;
  // Enqueued before the ticket is opened, so that the notice of the finding is sent before those of the ticket.
  const progress = await completeProgress(turn, decided.value);
  await enqueueNotices(turn, at, progress);
  const facts = {
    ...siteFacts(book, state.customer, site, undefined, turn.now),
    kind: 'fault' as const,
    hardwareOnly: false,
    title,
    details,
    contact: '',
    origin: undefined,
    inspection: id,
    ...(photos.length > 0 ? { photos } : {}),
  };
  const report = { facts, level: level ?? lowestLevel(policy).key, outage: undefined };
  const opened = await openTicketByReport(turn, book, report, by);
  if (!opened.ok) throw new Error(`a checked finding was refused: ${opened.code}`);
  const { id: ticketId } = opened.value;
  const found = addFinding(progress.state, { ticketId, title, item });
  await inspections.save(turn.tx, id, { ...progress, state: found });
  await redrawCards(turn, at, found);
  return accept({ state: found, facts: [{ kind: 'ticket.opened', ticketId }] });
}

/** Records, on a finding's ticket, that the customer was told that it was solved. Refused if no feedback is owed. */
export async function giveTicketFeedback(
  turn: DeskTurn,
  at: LoadedTicket,
  by: Actor,
): Promise<Result<readonly Fact[]>> {
  const { id, ticket } = at.stored;
  const found = ticket.facts.inspection === undefined ? undefined : await lockInspection(turn, ticket.facts.inspection);
  const decided = found && decideStep(found.state, { verb: 'deliver', ticketId: id }, found.terms, by.key, turn.now);
  if (!found || !decided) return refuse('inspection.no-feedback-owed');
  if (!decided.ok) return decided;
  const stepped = await stepTicket(turn, at, { verb: 'deliver', paper: 'feedback' }, by);
  if (!stepped.ok) return stepped;
  await save(turn, found, decided.value);
  return accept(stepped.value.facts);
}

/** When a finding's ticket is resolved, feedback to the customer is owed; when it is reopened or taken back, no longer. */
export async function onTicketStepped(
  turn: DeskTurn,
  { at: { stored }, added }: Extract<Fact, { kind: 'ticket.stepped' }>,
): Promise<void> {
  const { inspection } = stored.ticket.facts;
  if (inspection === undefined) return;
  for (const entry of added) {
    const isTakenBack = isTakeBack(entry);
    if (entry.kind !== 'ticket.resolved' && !endsFix(entry) && !isTakenBack) continue;
    const at = await lockInspection(turn, inspection);
    if (!at) throw new Error(`ticket ${stored.id} of no inspection`);
    const progress =
      entry.kind === 'ticket.resolved'
        ? beginFeedback(at.state, stored.id, at.terms, entry.by, entry.at)
        : withdrawFeedback(at.state, stored.id, isTakenBack ? 'withdrawn' : 'reopened', entry.by, entry.at);
    await save(turn, at, progress, new Map([[stored.id, stored.ticket.assignee]]));
  }
}

/** Carries out what is due on an inspection by the turn's instant. Gives what is to be stored. */
export async function lapseInspectionMatter(turn: DeskTurn, matter: DueMatter<Inspection>) {
  const at = await withTerms(turn, matter);
  const progress = await completeProgress(turn, lapseInspection(at.state, at.terms, turn.now));
  await enqueueNotices(turn, at, progress, await assigneesOf(turn, progress.added));
  return inspections.changeOf(progress);
}

async function withTerms(
  turn: DeskTurn,
  { id, book: ref, state }: StoredMatter<Inspection>,
): Promise<LoadedInspection> {
  const book = await bookOf(turn, ref);
  return { id, state, book, terms: termsOf(book, state.customer, state.site) };
}

type Assignees = ReadonlyMap<number, string | undefined>;

/** The assignees of the tickets for which feedback is due, by ticket. */
async function assigneesOf(turn: DeskTurn, added: readonly InspectionEntry[]): Promise<Assignees> {
  const assignees = new Map<number, string | undefined>();
  for (const entry of added) {
    const ticketId = findingOf(entry);
    if (ticketId === undefined) continue;
    assignees.set(ticketId, (await findTicket(turn.tx, ticketId))?.ticket.assignee);
  }
  return assignees;
}

async function save(
  turn: DeskTurn,
  at: Pick<LoadedInspection, 'id' | 'book' | 'terms'>,
  decided: InspectionProgress,
  assignees: Assignees = new Map(),
): Promise<Inspection> {
  const progress = await completeProgress(turn, decided);
  await inspections.save(turn.tx, at.id, progress);
  await enqueueNotices(turn, at, progress, assignees);
  return progress.state;
}

async function enqueueNotices(
  turn: DeskTurn,
  { id, book, terms: { rule } }: Pick<LoadedInspection, 'id' | 'book' | 'terms'>,
  progress: InspectionProgress,
  assignees: Assignees = new Map(),
): Promise<void> {
  const { added } = progress;
  const directory = { ...directoryOf(turn, book), rule, links: turn.links };
  const isMissing = added.some(({ kind }) => kind === 'inspection.report-missing');
  const missing = isMissing ? await listMissingReports(turn.tx, MAX_MISSING) : [];
  await enqueue(turn, noticesOf({ id, ...progress, assignees, missing }, directory), withdrawalsOf(id, added));
}

/** How many missing reports one card lists. */
const MAX_MISSING = 20;
/** How many earlier tickets of the site the card lists. */
const MAX_BROUGHT = 10;

/**
 * Counts the new entries and, if the customer is told of the date, adds the site's tickets since its last inspection.
 */
async function completeProgress({ tx }: DeskTurn, { state, added }: InspectionProgress): Promise<InspectionProgress> {
  const counted = { ...state, entries: state.entries + added.length };
  if (!added.some(({ kind }) => kind === 'inspection.notice')) return { state: counted, added };
  const { customer, site } = state;
  const sinceAt = await lastFinishedAt(tx, customer, site);
  const brought = await listTicketsOfSite(tx, { customer, site, sinceAt, limit: MAX_BROUGHT });
  return { state: { ...counted, brought }, added };
}

/** Updates the cards with the number of the finding's ticket, which was not known when the finding was announced. */
async function redrawCards(turn: DeskTurn, at: LoadedInspection, state: Inspection): Promise<void> {
  const directory = { ...directoryOf(turn, at.book), rule: at.terms.rule, links: turn.links };
  await enqueue(turn, redrawnCards(at.id, state, turn.now, directory), []);
}
