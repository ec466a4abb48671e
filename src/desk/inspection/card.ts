import type { Badge, Card, CardField, CardPart, Tone } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { dateName } from '../../i18n/when.ts';
import { type Language, named } from '../../lib/language.ts';
import type { InspectionRule } from '../contract/inspection-rule.ts';
import type { BookSource } from '../contract/schema.ts';
import { personName } from '../person/person.ts';
import { whoName } from '../ticket/say.ts';
import { customerButtons, teamButtons } from './button.ts';
import { levelFound } from './checklist.ts';
import type { Inspection } from './inspection.ts';
import { customerName, numberOf, siteName, subjectOf } from './names.ts';
import { marksText } from './say.ts';

export interface InspectionView {
  readonly source: BookSource;
  readonly rule: InspectionRule;
  readonly language: Language;
}

/** The inspection as it stands: the customer sees when it is and what was found, the team all of it. */
export function inspectionCard(id: number, state: Inspection, view: InspectionView, side: 'customer' | 'team'): Card {
  const { language, source, rule } = view;
  const badge = badgeOf(state, language);
  const { main, more } =
    side === 'team' ? teamButtons(id, state, rule, language) : customerButtons(id, state, language);
  return {
    subject: subjectOf(id),
    tone: badge.tone,
    title: t(language, 'inspection.title', {
      inspection: numberOf(id),
      site: siteName(source, state, language),
      date: dateName(language, state.date),
    }),
    badges: [badge],
    parts: [
      { part: 'fields', fields: fieldsOf(state, view, side) },
      ...(side === 'team' ? checklistParts(state, view) : []),
      ...broughtParts(state, language),
      ...findingParts(state, language),
      ...(main.length + more.length > 0 ? [{ part: 'actions', main, more } as const] : []),
    ],
  };
}

/** How it stands, in a word. */
export function badgeOf(state: Inspection, language: Language): Badge {
  const [word, tone] = stateOf(state);
  return { text: t(language, `inspection.state.${word}`), tone };
}

function stateOf({ status, finished, report, told, confirmed }: Inspection): [word: string, tone: Tone] {
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
  const field = (key: string, value: string | undefined): CardField[] =>
    value ? [{ label: t(language, `card.field.${key}`), value }] : [];
  const signedBy =
    report.signed?.name ?? (report.countersigned && personName(source.people, report.countersigned.by, language));
  return [
    ...(side === 'team' ? field('customer', customerName(source, state, language)) : []),
    ...field('site', siteName(source, state, language)),
    ...field('date', dateName(language, state.date)),
    ...field('owner', personName(source.people, state.owner, language)),
    ...field('confirmed', state.confirmed && whoName(view, state.confirmed.by)),
    ...field('finished', state.finished && whoName(view, state.finished.by)),
    ...field('signed', signedBy),
    ...field('unsigned', side === 'team' ? report.unsigned?.reason : undefined),
    ...field('refused', side === 'team' && !report.delivered ? report.refused?.reason : undefined),
  ];
}

function checklistParts({ checklist }: Inspection, { rule, language }: InspectionView): CardPart[] {
  if (!checklist) return [];
  const found = rule.checklist.filter(({ key }) => levelFound(checklist.marks[key]) !== undefined);
  const names = found.map(({ name }) => named(name, language)).join(t(language, 'list.separator'));
  const summary = [marksText(checklist, language), names].filter(Boolean).join(' · ');
  return [
    { part: 'fields', fields: [{ label: t(language, 'card.field.checklist'), value: summary }] },
    ...(checklist.note === '' ? [] : [{ part: 'text', style: 'quote', text: checklist.note } as const]),
  ];
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

/** What the director gets as a month ends: every report that has not come, in one card. */
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

/** One inspection as a row: its number, place and date, how it stands and who runs it. */
export function rowOf(id: number, state: Inspection, source: BookSource, language: Language): CardField {
  return {
    label: t(language, 'inspection.title', {
      inspection: numberOf(id),
      site: siteName(source, state, language),
      date: dateName(language, state.date),
    }),
    value: [
      customerName(source, state, language),
      badgeOf(state, language).text,
      personName(source.people, state.owner, language),
    ].join(' · '),
  };
}
