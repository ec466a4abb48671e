import type { Button, Card, CardField, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { dateName } from '../../i18n/when.ts';
import type { Instant } from '../../lib/instant.ts';
import { type Language, named } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import { numberOf } from '../address/number.ts';
import { type Book, policyOf } from '../book/book.ts';
import type { BookCustomer } from '../book/schema.ts';
import { makeButton } from '../card/button.ts';
import { siteName } from '../card/customer.ts';
import { moreParts } from '../card/list.ts';
import { type NumberedRecord, recordRow } from '../file/row.ts';
import { titleOf } from '../input.ts';
import type { Inspection } from '../inspection/inspection.ts';
import type { NamedMatter } from '../matter/matter.ts';
import type { Paper } from '../paper/paper.ts';
import { deviceName, partTitle } from '../part/names.ts';
import type { SparePart } from '../part/part.ts';
import type { Patch } from '../patch/patch.ts';
import { patchRow } from '../patch/row.ts';
import { personName } from '../person/person.ts';
import { deviceLabel, termOf } from '../ticket/view/device.ts';
import { paperTitle } from '../ticket/view/line.ts';
import type { Change, Newest, StoredState } from './store.ts';

/** Everything about a customer's service (D22), as a service file would have it. */
export interface Dossier {
  readonly key: string;
  readonly customer: BookCustomer;
  /** The open ones, the next one first. */
  readonly inspections: Newest<StoredState<Inspection>>;
  readonly archived: Newest<StoredState<Paper>>;
  readonly papersToCome: number;
  readonly replaced: Newest<StoredState<SparePart>>;
  readonly changes: Newest<Change>;
  readonly openTickets: number;
  /** What is on file, the newest day first, and how many patches there are. */
  readonly records: Newest<NumberedRecord>;
  readonly patches: Newest<NamedMatter<Patch>>;
}

/** How many devices one file names; the rest is counted. */
const MAX_DEVICES = 20;

/** What a row is drawn from: dates of other years than today's show their year. */
interface RowView {
  readonly book: Book;
  readonly language: Language;
  readonly today: string;
}

/** A customer's service file: devices, what was planned and is owed, what was replaced and changed. */
export function dossierCard(dossier: Dossier, book: Book, now: Instant, language: Language): Card {
  const { key, customer, inspections, archived, replaced, changes } = dossier;
  const view = { book, language, today: book.always.dateOf(now) };
  return {
    subject: `dossier/${key}`,
    tone: 'neutral',
    title: t(language, 'dossier.title', { customer: named(customer.name, language) }),
    badges: [],
    parts: [
      { part: 'text', style: 'plain', text: headOf(dossier, view) },
      ...devicesParts(customer, book, now, language),
      ...section(
        [planOf(key, book, language), t(language, 'dossier.inspections', { count: inspections.count })].join(' · '),
        inspections.count,
        inspections.rows.map((each) => inspectionRow(each, view)),
        language,
      ),
      ...section(
        t(language, 'dossier.papers', { count: archived.count, open: dossier.papersToCome }),
        archived.count,
        archived.rows.map((each) => paperRow(each, view)),
        language,
      ),
      ...section(
        t(language, 'dossier.parts', { count: replaced.count }),
        replaced.count,
        replaced.rows.map((each) => partRow(each, view)),
        language,
      ),
      ...section(
        t(language, 'dossier.changes', { count: changes.count }),
        changes.count,
        changes.rows.map((each) => changeRow(each, view)),
        language,
      ),
      ...keptSections(dossier, view),
      {
        part: 'actions',
        main: [button('device.list', { customer: key }, language), button('inspection.list', {}, language)],
        more: [
          button('paper.list', {}, language),
          button('part.list', { about: key }, language),
          button('file.ask', { customer: key }, language),
          button('patch.ask', { customer: key }, language),
        ],
      },
    ],
  };
}

/** How many tickets are open, and until when the contract lasts. */
function headOf({ openTickets, customer: { contract } }: Dossier, { language, today }: RowView): string {
  const until = contract && t(language, 'dossier.contract', { until: dateName(language, contract.until, today) });
  return [t(language, 'dossier.open-tickets', { count: openTickets }), until].filter(Boolean).join(' · ');
}

/** Patches, and the records on file: configurations, plans, memos. */
function keptSections({ patches, records }: Dossier, { book: { source }, language }: RowView): CardPart[] {
  const reader = { source, staff: true, language };
  return [
    ...section(
      t(language, 'dossier.patches', { count: patches.count }),
      patches.count,
      patches.rows.map((each) => patchRow(each, source, language)),
      language,
    ),
    ...section(
      t(language, 'dossier.records', { count: records.count }),
      records.count,
      records.rows.map((each) => recordRow(each, reader)),
      language,
    ),
  ];
}

/** A heading with the count, the rows below it, and how many more there are. */
function section(heading: string, count: number, fields: readonly CardField[], language: Language): CardPart[] {
  const more = count - fields.length;
  return [
    { part: 'text', style: 'plain', text: heading },
    ...(fields.length === 0 ? [] : [{ part: 'fields', fields } as const]),
    ...moreParts(more, language),
  ];
}

function devicesParts({ devices, sites }: BookCustomer, book: Book, now: Instant, language: Language): CardPart[] {
  const today = book.always.dateOf(now);
  const siteOf = (key: string) => {
    const site = sites.find((each) => each.key === key);
    return site ? named(site.name, language) : '';
  };
  const fields = devices.slice(0, MAX_DEVICES).map((device) => ({
    label: `${deviceLabel(device, language)} ×${device.count}`,
    value: [siteOf(device.site), termOf(device, today, language)].filter(Boolean).join(' · '),
  }));
  const count = devices.reduce((sum, each) => sum + each.count, 0);
  return section(t(language, 'dossier.devices', { count }), devices.length, fields, language);
}

/** How often the contract has the customer's sites inspected. */
function planOf(customer: string, book: Book, language: Language): string {
  const { every = 'never', clause } = policyOf(book, customer).inspection;
  return t(language, `dossier.plan.${every}`, { clause });
}

function inspectionRow(
  { id, state }: StoredState<Inspection>,
  { book: { source }, language, today }: RowView,
): CardField {
  return {
    label: `${numberOf('inspection', id)} · ${siteName(source, state, language)}`,
    value: `${dateName(language, state.date, today)} · ${personName(source.people, state.owner, language)}`,
  };
}

function paperRow({ id, state }: StoredState<Paper>, view: RowView): CardField {
  const { language } = view;
  const { paper, ticketId, month, handedIn } = state;
  const about = ticketId === undefined ? month : `T-${ticketId}`;
  return {
    label: `${numberOf('paper', id)} · ${paperTitle(paper, language)}`,
    value: [about, dayOf(handedIn?.at, view)].filter(Boolean).join(' · '),
  };
}

function partRow({ id, state }: StoredState<SparePart>, view: RowView): CardField {
  const { book, language } = view;
  const device = deviceName(book.source, state, language) ?? t(language, 'part.no-device');
  return {
    label: partTitle(state, id, language),
    value: [device, `T-${state.ticketId}`, dayOf(state.deliveredAt, view)].filter(Boolean).join(' · '),
  };
}

function changeRow({ id, title, plan, at }: Change, view: RowView): CardField {
  return {
    label: `T-${id} · ${title}`,
    value: [titleOf(plan).title, dayOf(at, view)].filter(Boolean).join(' · '),
  };
}

function dayOf(at: Instant | undefined, { book, language, today }: RowView): string {
  return at === undefined ? '' : dateName(language, book.always.dateOf(at), today);
}

function button(
  command: KeyAfter<'button.dossier.'>,
  args: Readonly<Record<string, string>>,
  language: Language,
): Button {
  return makeButton({ label: t(language, `button.dossier.${command}`), command, args });
}
