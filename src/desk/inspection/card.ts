import type { Badge, Card, CardField, CardPart, Tone } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { dateInYear } from '../../i18n/when.ts';
import { type Language, named } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import { numberOf, subjectOf } from '../address/number.ts';
import type { BookSource } from '../book/schema.ts';
import { customerName, siteName } from '../card/customer.ts';
import { fieldIn } from '../card/field.ts';
import { linksTo } from '../card/file-links.ts';
import { personName } from '../person/person.ts';
import { whoName } from '../ticket/view/line.ts';
import { customerButtons, teamButtons } from './button.ts';
import { noteOf, photosOf, unnotedItems } from './checklist.ts';
import type { Inspection } from './inspection.ts';
import { policyIn } from './names.ts';
import { nextRow } from './next.ts';
import { markName, marksText } from './text.ts';
import type { InspectionView } from './view.ts';

/** How many photos the card links to, the newest ones; the report has all. */
const PHOTOS_SHOWN = 10;

/** The card of an inspection: the customer sees its date and what was found, the team everything. */
export function inspectionCard(id: number, state: Inspection, view: InspectionView, side: 'customer' | 'team'): Card {
  const { language, source } = view;
  const badge = badgeOf(state, language);
  const { main, more } = side === 'team' ? teamButtons(id, state, view) : customerButtons(id, state, language);
  return {
    subject: subjectOf('inspection', id),
    tone: badge.tone,
    title: t(language, 'inspection.title', {
      inspection: numberOf('inspection', id),
      site: siteName(source, state, language),
      date: dateInYear(language, state.date),
    }),
    badges: [badge],
    parts: [
      { part: 'fields', fields: fieldsOf(state, view, side) },
      ...(side === 'team' || state.report.delivered ? checklistParts(state, view, side) : []),
      ...broughtParts(state, language),
      ...findingParts(state, language),
      ...(main.length + more.length > 0 ? [{ part: 'actions', main, more } as const] : []),
    ],
  };
}

/** The state of an inspection as a badge. */
export function badgeOf(state: Inspection, language: Language): Badge {
  const [word, tone] = stateOf(state);
  return { text: t(language, `inspection.state.${word}`), tone };
}

function stateOf({
  status,
  finished,
  report,
  told,
  confirmed,
}: Inspection): [word: KeyAfter<'inspection.state.'>, tone: Tone] {
  if (status === 'cancelled') return ['cancelled', 'neutral'];
  if (finished) {
    if (report.accepted) return ['done', 'good'];
    return report.delivered ? ['report-there', 'good'] : ['report-owed', 'warn'];
  }
  if (confirmed) return ['confirmed', 'good'];
  if (told.includes('unconfirmed')) return ['unconfirmed', 'bad'];
  return told.includes('reconfirm') ? ['to-confirm', 'warn'] : ['planned', 'neutral'];
}

function fieldsOf(state: Inspection, view: InspectionView, side: 'customer' | 'team'): CardField[] {
  const { language, source } = view;
  const { report } = state;
  const field = fieldIn(language);
  const signedBy =
    report.signed?.name ?? (report.countersigned && personName(source.people, report.countersigned.by, language));
  return [
    ...(side === 'team' ? field('customer', customerName(source, state.customer, language)) : []),
    ...nextRow(state, view),
    ...field('owner', personName(source.people, state.owner, language)),
    ...field('confirmed', state.confirmed && whoName(view, state.confirmed.by)),
    ...field('finished', state.finished && whoName(view, state.finished.by)),
    ...field('signed', signedBy),
    ...field('unsigned', side === 'team' ? report.unsigned?.reason : undefined),
    ...field('refused', side === 'team' && !report.delivered ? report.refused?.reason : undefined),
  ];
}

/**
 * A summary of the checklist, its items with a finding, a note or photos, and links to photos. The customer reads it
 * before they sign the report (D14); they get the photos as files.
 */
function checklistParts(state: Inspection, view: InspectionView, side: 'customer' | 'team'): CardPart[] {
  const { checklist } = state;
  const { language, links } = view;
  if (!checklist) return [];
  const photos = linksTo(
    (side === 'team' ? (checklist.photos ?? []) : []).slice(-PHOTOS_SHOWN).map(({ file }) => file),
    links,
  );
  const summary = fieldIn(language)('checklist', marksText(state, view));
  return [
    { part: 'fields', fields: [...summary, ...itemRows(state, view)] },
    ...(checklist.note === '' ? [] : [{ part: 'text', style: 'quote', text: checklist.note } as const]),
    ...(photos.length > 0 ? [{ part: 'links', links: photos } as const] : []),
  ];
}

/** A row for each item that has a finding, a note or photos. */
function itemRows(state: Inspection, { rule, source, language }: InspectionView): CardField[] {
  const { checklist } = state;
  const policy = policyIn(source, state);
  const unnoted = unnotedItems(state, rule);
  return rule.checklist.flatMap((item) => {
    const note = noteOf(checklist, item.key);
    const photos = photosOf(checklist, item.key).length;
    if (note === '' && photos === 0 && !unnoted.includes(item)) return [];
    const said = [
      markName(checklist?.marks[item.key], policy, language),
      unnoted.includes(item) ? t(language, 'inspection.unnoted') : note,
      photos > 0 ? t(language, 'inspection.photo-count', { count: photos }) : '',
    ];
    return [{ label: named(item.name, language), value: said.filter(Boolean).join(' · ') }];
  });
}

function broughtParts({ brought }: Inspection, language: Language): CardPart[] {
  if (brought.length === 0) return [];
  return [
    { part: 'text', style: 'small', text: t(language, 'inspection.brought') },
    {
      part: 'fields',
      fields: brought.map(({ ticketId, title, status }) => ({
        label: `T-${ticketId}`,
        value: `${title} · ${t(language, `card.${status}`)}`,
      })),
    },
  ];
}

function findingParts({ findings }: Inspection, language: Language): CardPart[] {
  if (findings.length === 0) return [];
  return [
    { part: 'text', style: 'small', text: t(language, 'inspection.findings', { count: findings.length }) },
    {
      part: 'fields',
      fields: findings.map(({ ticketId, title, feedback }) => ({
        label: `T-${ticketId}`,
        value: feedback ? t(language, 'inspection.finding-solved', { title }) : title,
      })),
    },
  ];
}

/** The card for the director at the end of a month: all reports that are missing. */
export function missingCard(
  missing: readonly { id: number; state: Inspection }[],
  month: string,
  { source, language }: Pick<InspectionView, 'source' | 'language'>,
): Card {
  return {
    subject: `inspections|missing|${month}`,
    tone: 'warn',
    title: t(language, 'inspection.missing', { count: missing.length }),
    badges: [],
    parts: [{ part: 'fields', fields: missing.map(({ id, state }) => rowOf(id, state, source, language)) }],
  };
}

/** One inspection as a row of a list: number, site and date; customer, state and who runs it. */
export function rowOf(id: number, state: Inspection, source: BookSource, language: Language): CardField {
  return {
    label: t(language, 'inspection.title', {
      inspection: numberOf('inspection', id),
      site: siteName(source, state, language),
      date: dateInYear(language, state.date),
    }),
    value: [
      customerName(source, state.customer, language),
      badgeOf(state, language).text,
      personName(source.people, state.owner, language),
    ].join(' · '),
  };
}
