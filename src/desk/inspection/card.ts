import type { Badge, Card, CardField, CardPart, Tone } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { dateName } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import type { BookSource } from '../contract/schema.ts';
import { personName } from '../person/person.ts';
import { whoName } from '../ticket/say.ts';
import { customerButtons, teamButtons } from './button.ts';
import type { Inspection } from './inspection.ts';
import { customerName, numberOf, siteName, subjectOf } from './names.ts';

export interface InspectionView {
  readonly source: BookSource;
  readonly language: Language;
}

/** The inspection as it stands: the customer sees when it is and what was found, the team all of it. */
export function inspectionCard(id: number, state: Inspection, view: InspectionView, side: 'customer' | 'team'): Card {
  const { language, source } = view;
  const { text, tone } = badgeOf(state, language);
  const { main, more } = side === 'team' ? teamButtons(id, state, language) : customerButtons(id, state, language);
  return {
    subject: subjectOf(id),
    tone,
    title: t(language, 'inspection.title', {
      inspection: numberOf(id),
      site: siteName(source, state, language),
      date: dateName(language, state.date),
    }),
    badges: [{ text, tone }],
    parts: [
      { part: 'fields', fields: fieldsOf(state, view, side) },
      ...findingParts(state, language),
      ...(main.length + more.length > 0 ? [{ part: 'actions', main, more } as const] : []),
    ],
  };
}

function badgeOf(state: Inspection, language: Language): Badge {
  const [word, tone] = stateOf(state);
  return { text: t(language, `inspection.state.${word}`), tone };
}

function stateOf({ status, finished, report, told, confirmed }: Inspection): [word: string, tone: Tone] {
  if (status === 'cancelled') return ['cancelled', 'neutral'];
  if (finished) return report.delivered ? ['done', 'good'] : ['report-owed', 'warn'];
  if (confirmed) return ['confirmed', 'good'];
  if (told.includes('unconfirmed')) return ['unconfirmed', 'bad'];
  return told.includes('reconfirm') ? ['to-confirm', 'warn'] : ['planned', 'neutral'];
}

function fieldsOf(state: Inspection, view: InspectionView, side: 'customer' | 'team'): CardField[] {
  const { language, source } = view;
  const field = (key: string, value: string | undefined): CardField[] =>
    value ? [{ label: t(language, `card.field.${key}`), value }] : [];
  return [
    ...(side === 'team' ? field('customer', customerName(source, state, language)) : []),
    ...field('site', siteName(source, state, language)),
    ...field('date', dateName(language, state.date)),
    ...field('owner', personName(source.people, state.owner, language)),
    ...field('confirmed', state.confirmed && whoName(view, state.confirmed.by)),
    ...field('finished', state.finished && whoName(view, state.finished.by)),
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
