import { type CustomerOverride, overrideCustomer, prepareBook } from '../../src/desk/book/book.ts';
import { presetPath, readBookFile } from '../../src/desk/book/load.ts';
import { type BookSource, spanOf } from '../../src/desk/book/schema.ts';
import type { Entry } from '../../src/desk/ticket/case/entry.ts';
import { applyEntry } from '../../src/desk/ticket/case/fold.ts';
import type { AttachedFile, FixHow, WrittenReply } from '../../src/desk/ticket/case/record.ts';
import type { Terms } from '../../src/desk/ticket/case/terms.ts';
import type { ReportFacts, Ticket } from '../../src/desk/ticket/case/ticket.ts';
import { catchUp } from '../../src/desk/ticket/clock/lapse.ts';
import { termsOf } from '../../src/desk/ticket/flow.ts';
import { afterOpening, openByReport } from '../../src/desk/ticket/verb/report.ts';
import { decideStep } from '../../src/desk/ticket/verb/step.ts';
import type { Step, VerbName as Verb } from '../../src/desk/ticket/verb/table.ts';
import type { Actor } from '../../src/desk/ticket/verb/verb.ts';
import { outlineNotice } from '../../src/desk/ticket/view/audience.ts';
import { lineOf } from './story-line.ts';
import { sayInstant, tellInstant } from './story-time.ts';

/**
 * Stories about one ticket, told to the hearts alone: no database, no chat. A preset's service book makes the promises,
 * `engineer1` has the bell all along, and what would be announced comes back as short lines.
 */
export interface Story {
  /** Opens the ticket; its day is the one that times without a date are on. Customer's site as in the preset. */
  report(at: string, about?: ReportAbout): Story;
  /** What fell due before comes first; a refusal is told as a line. Without `by` the obvious person acts. */
  step(at: string, verb: Verb, about?: StepAbout): Story;
  /** Lets everything fall due up to and including this instant. */
  until(at: string): Story;
  /** The lines told so far, or those whose kind begins with one of `kinds`. */
  told(...kinds: string[]): string[];
  readonly ticket: Ticket;
  readonly log: readonly Entry[];
  readonly terms: Terms;
  readonly source: BookSource;
}

export interface ReportAbout
  extends Partial<Pick<ReportFacts, 'kind' | 'device' | 'hardwareOnly' | 'billable' | 'title' | 'details'>> {
  readonly level?: string;
  readonly outageSince?: string;
  readonly affectedPercent?: number;
  /** When the customer called, if staff wrote it down later. */
  readonly calledAt?: string;
}

export interface StepAbout {
  readonly by?: string;
  readonly to?: string;
  readonly text?: string;
  readonly level?: string;
  readonly tier?: number;
  readonly since?: string;
  readonly affectedPercent?: number;
  readonly files?: readonly AttachedFile[];
  readonly reply?: WrittenReply;
  readonly fix?: FixHow;
  /** Number of the ticket in which the work goes on. */
  readonly other?: number;
}

/** Begins stories under a preset, changed by `change`; `customer` changes its sample customer. */
export async function storiesOf(
  preset: string,
  change: (source: BookSource) => BookSource = (source) => source,
): Promise<(customer?: CustomerOverride) => Story> {
  const read = await readBookFile(presetPath(preset) ?? preset);
  const source = change(read.source);
  return (customer = {}) => beginStory(overrideCustomer(source, customer));
}

function beginStory(source: BookSource): Story {
  const facts = sampleFacts(source);
  const terms = termsOf(prepareBook(1, source), facts);
  const lines: { kind: string; text: string }[] = [];
  const log: Entry[] = [];
  let day = '2026-11-23';
  let ticket: Ticket | undefined;
  const read = (at: string) => tellInstant(at, day);
  const say = (at: number) => sayInstant(at, day);
  const present = () => {
    if (!ticket) throw new Error('a story begins with its report');
    return ticket;
  };
  const tell = (added: readonly Entry[]) => {
    for (const entry of added) {
      log.push(entry);
      ticket = ticket ? applyEntry(ticket, entry) : undefined;
      const announcement = ticket && outlineNotice(entry, ticket, { source, terms });
      if (announcement) lines.push({ kind: entry.kind, text: lineOf(entry.at, announcement, say) });
    }
  };

  const story: Story = {
    report(at, { level, outageSince, affectedPercent = 0, calledAt, ...about } = {}) {
      day = at.includes(' ') ? sayInstant(tellInstant(at, day), '').slice(0, 10) : day;
      const outage = outageSince === undefined ? undefined : { sinceAt: read(outageSince), affectedPercent };
      const by = actorOf(calledAt === undefined ? 'customer' : 'desk', source);
      const call = { name: 'Ms Zhao', phone: '', way: 'phone', takenBy: 'desk' } as const;
      const told = calledAt === undefined ? {} : { told: { ...call, at: read(calledAt) } };
      const report = { facts: { ...facts, ...about, ...told }, level, outage, assignee: 'engineer1' };
      const opened = openByReport(report, terms, by, read(at));
      if (!opened.ok) throw new Error(opened.code);
      ticket = opened.value.ticket;
      const [entry] = opened.value.added;
      const announcement = entry && outlineNotice(entry, ticket, { source, terms });
      if (!entry || !announcement) throw new Error('an opened ticket is announced');
      log.push(entry);
      lines.push({ kind: entry.kind, text: lineOf(entry.at, announcement, say) });
      tell(afterOpening(ticket, report, terms, by).added);
      return story;
    },
    step(at, verb, about = {}) {
      tell(catchUp(present(), terms, read(at), 'before').added);
      const by = actorOf(about.by ?? obviousActor(verb, present()), source);
      const taken = decideStep(present(), stepOf(verb, about, read), terms, by, read(at));
      if (taken.ok) tell(taken.value.added);
      else lines.push({ kind: 'refused', text: `${say(read(at))} refused ${verb}: ${taken.code}` });
      return story;
    },
    until(at) {
      tell(catchUp(present(), terms, read(at), 'including').added);
      return story;
    },
    told: (...kinds) =>
      lines
        .filter(({ kind }) => kinds.length === 0 || kinds.some((each) => kind.startsWith(each)))
        .map(({ text }) => text),
    get ticket() {
      return present();
    },
    log,
    terms,
    source,
  };
  return story;
}

/** What a report by the book's first customer about their first site pins. */
function sampleFacts({ customers }: BookSource): ReportFacts {
  const [key = '', customer] = Object.entries(customers)[0] ?? [];
  const [site] = customer?.sites ?? [];
  if (!customer || !site) throw new Error('a book without a customer with a site');
  const travel = spanOf(site.travel);
  return {
    kind: 'fault',
    customer: key,
    site: site.key,
    device: undefined,
    serviceLevel: customer.serviceLevel,
    distanceKm: site.distanceKm,
    travelMs: travel.unit === 'workdays' ? 0 : travel.ms,
    hardwareOnly: false,
    billable: false,
    title: 'core switch down',
    details: '',
    contact: '',
    origin: undefined,
  };
}

const CUSTOMERS_WORDS: readonly Verb[] = ['customer-answered', 'confirm', 'reject-fix'];

function obviousActor(verb: Verb, ticket: Ticket): string {
  if (verb === 'approve-plan' || verb === 'reject-plan') return ticket.waitsForPlan ?? 'customer';
  return CUSTOMERS_WORDS.includes(verb) ? 'customer' : (ticket.assignee ?? 'engineer1');
}

function actorOf(key: string, source: BookSource): Actor {
  const person = source.people[key];
  return { key, staff: person !== undefined, director: person?.roles.includes('director') ?? false };
}

/** Whom to call back, where a story does not say it. */
const CALL = { company: '', contact: '', phone: '010-8888 1234' };

function stepOf(verb: Verb, about: StepAbout, read: (at: string) => number): Step {
  const { by: _, since, to, ...words } = about;
  const sinceAt = since === undefined ? {} : { sinceAt: read(since) };
  // A dispatch may name several people.
  const whom = to === undefined ? {} : { to: verb === 'dispatch' ? [to] : to };
  return {
    verb,
    text: '',
    paper: 'requirement-reply',
    callback: CALL,
    ...words,
    ...whom,
    ...sinceAt,
  } as unknown as Step;
}
