import { z } from 'zod';
import { accept, type Refusal, type Result, refuse } from '../../../lib/refusal.ts';
import { type Book, findCustomer } from '../../book/book.ts';
import type { BookCustomer } from '../../book/schema.ts';
import type { Ask } from '../../desk.ts';
import { readInput } from '../../input.ts';
import { applyEntry } from '../case/fold.ts';
import type { Correctable, Corrected } from '../case/record.ts';
import { siteFacts } from '../case/site-facts.ts';
import type { ReportFacts } from '../case/ticket.ts';
import { type BookDevice, findUnit, serialsOf, writeUnit } from '../case/unit.ts';
import { lateEntries } from '../clock/level.ts';
import { andThen } from './read.ts';
import { ALWAYS, type AskedField, type Case, type FormAbout, MENU, verb } from './verb.ts';
import { named, update } from './write.ts';

/** What was wrong or missing at the report is set right: the site, the device, the contact. */

/** The choice that takes the device away. No device has this key: keys begin with a letter. */
const NO_DEVICE = '-';

const CorrectInput = z.object({
  site: z.string().default(''),
  device: z.string().default(''),
  contact: z.string().default('').pipe(z.string().trim().max(200)),
});

interface Correction {
  /** Keys of the customer's; empty: it stays. `device` may be NO_DEVICE. */
  readonly site: string;
  readonly device: string;
  readonly contact: string;
  /** The book in force: a device may have been added to it since the report. */
  readonly book: Book;
}

export const correct = verb<Correction>({
  by: 'both',
  during: ALWAYS,
  words: { zh: ['更正'], en: ['correct'], topic: 'mend', takes: [] },
  preview: 'changes',
  form: { fields: fieldsOf },
  read: readCorrection,
  refuse: refuseCorrection,
  entries(at, details) {
    const corrected = correctedOf(at, details);
    if (!corrected) return [];
    const entry = update(at, 'correct', { corrected, ...named(at) });
    return [entry, ...lateEntries(applyEntry(at.ticket, entry), at.terms, at.now, 'correction')];
  },
  customerReads: () => true,
  offered: ({ status }, { side }) => (side === 'team' && status !== 'closed' ? MENU : undefined),
});

/** The customer may correct their contact; where it is and what it is about decides promises, so staff do that. */
function fieldsOf({ ticket: { facts }, source, isStaff }: FormAbout): AskedField[] {
  const customer = source.customers[facts.customer];
  const contact: AskedField = { kind: 'line', name: 'contact', max: 200, initial: facts.contact };
  if (!isStaff || !customer) return [contact];
  const { devices, sites } = customer;
  const options = devices.flatMap(unitOptions);
  const none = { value: NO_DEVICE, label: 'correct.no-device' } as const;
  return [
    ...(devices.length > 0
      ? [{ kind: 'choice', name: 'device', options: [...options, none], initial: placeKey(facts) } as const]
      : []),
    ...(sites.length > 1
      ? [
          {
            kind: 'choice',
            name: 'site',
            options: sites.map(({ key, name }) => ({ value: key, label: name })),
            initial: facts.site,
          } as const,
        ]
      : []),
    contact,
  ];
}

/** One choice for each unit, and the device as a whole. */
function unitOptions(device: BookDevice) {
  const { key, name } = device;
  const serials = serialsOf(device);
  if (serials.length <= 1) return [{ value: key, label: withSerial(name, serials[0] ?? '') }];
  return [
    ...serials.map((serial) => ({ value: writeUnit(key, serial), label: withSerial(name, serial) })),
    { value: key, label: name },
  ];
}

function placeKey({ device, unit }: Pick<ReportFacts, 'device' | 'unit'>): string {
  return device === undefined ? '' : writeUnit(device, unit);
}

function withSerial({ zh, en }: BookCustomer['name'], serial: string): BookCustomer['name'] {
  return serial === '' ? { zh, en } : { zh: `${zh} · ${serial}`, en: `${en} · ${serial}` };
}

function readCorrection({ input, book }: Ask): Result<Correction> {
  return andThen(readInput(CorrectInput, input), (read) => {
    const isEmpty = read.site === '' && read.device === '' && read.contact === '';
    return isEmpty ? refuse('input.missing', { field: 'contact' }) : accept({ ...read, book });
  });
}

function refuseCorrection(at: Case, details: Partial<Correction>): Refusal | undefined {
  const { book, device = '', site = '' } = details;
  if (!book) return undefined;
  const { facts } = at.ticket;
  const asked = placeOf(facts, { device, site });
  const isMoved = movesTo(facts, asked);
  if (isMoved && !at.by.staff) return refuse('ticket.staff-only');
  const customer = findCustomer(book, facts.customer);
  const found = customer && findUnit(customer, placeKey(asked))?.device;
  if (isMoved && asked.device !== undefined && !found) return unknown('device', placeKey(asked));
  if (isMoved && !customer?.sites.some(({ key }) => key === (found?.site ?? asked.site)))
    return unknown('site', asked.site);
  if (found && asked.site !== facts.site && asked.site !== found.site)
    return refuse('ticket.device-elsewhere', { field: 'site' });
  return correctedOf(at, { site, device, contact: '', ...details, book })
    ? undefined
    : refuse('ticket.nothing-corrected');
}

function unknown(field: string, value: string): Refusal {
  return refuse('input.not-understood', { field, value });
}

function placeOf(facts: ReportFacts, { device, site }: Pick<Correction, 'device' | 'site'>) {
  const [key = '', unit] = (device || placeKey(facts)).split(/#(.*)/s);
  const isNone = device === NO_DEVICE || key === '';
  return { device: isNone ? undefined : key, unit: isNone ? undefined : unit, site: site || facts.site };
}

/** Whether a correction names another device, unit or site. */
function movesTo(facts: ReportFacts, asked: ReturnType<typeof placeOf>): boolean {
  return asked.device !== facts.device || asked.unit !== facts.unit || asked.site !== facts.site;
}

/**
 * The facts before and after; undefined if nothing changes. A device brings its site with it. Whether work is billable
 * follows the device, unless it was decided by hand at the report.
 */
function correctedOf({ ticket: { facts, reportedAt } }: Case, details: Correction): Corrected | undefined {
  const { book } = details;
  const asked = placeOf(facts, details);
  const contact = details.contact || facts.contact;
  const isMoved = movesTo(facts, asked);
  if (!isMoved && contact === facts.contact) return undefined;
  const before = pick(facts);
  if (!isMoved) return { customer: facts.customer, before, after: { ...before, contact } };
  const sites = findCustomer(book, facts.customer)?.sites ?? [];
  const devices = findCustomer(book, facts.customer)?.devices ?? [];
  const siteKey = devices.find(({ key }) => key === asked.device)?.site ?? asked.site;
  const site = sites.find(({ key }) => key === siteKey);
  if (!site) return undefined;
  const where = siteFacts(book, facts.customer, site, asked.device, reportedAt);
  const old = sites.find(({ key }) => key === facts.site);
  const wasBillable = old && siteFacts(book, facts.customer, old, facts.device, reportedAt).billable;
  const billable = facts.billable === wasBillable ? where.billable : facts.billable;
  const after = { ...pick({ ...facts, ...where, unit: asked.unit }), billable, contact };
  return { customer: facts.customer, before, after };
}

function pick({ site, device, unit, distanceKm, travelMs, billable, contact }: Correctable): Correctable {
  return { site, device, unit, distanceKm, travelMs, billable, contact };
}
