import type { Badge, CardField } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { dateInYear } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import type { BookSource } from '../book/schema.ts';
import { customerName } from '../card/customer.ts';
import type { NamedMatter } from '../matter/matter.ts';
import { type Patch, type PatchPhase, phaseOf } from './patch.ts';

const TONES: Readonly<Record<PatchPhase, Badge['tone']>> = {
  asked: 'warn',
  question: 'warn',
  declined: 'bad',
  agreed: 'good',
  'to-sign': 'warn',
  done: 'good',
  cancelled: 'neutral',
};

/** Where the patch stands, and so who acts next. */
export function patchBadge(state: Patch, language: Language): Badge {
  const phase = phaseOf(state);
  return { text: t(language, `patch.phase.${phase}`), tone: TONES[phase] };
}

/** One patch as a row: number and title; its state, day and customer. */
export function patchRow({ number, state }: NamedMatter<Patch>, source: BookSource, language: Language): CardField {
  const words = [
    patchBadge(state, language).text,
    dateInYear(language, state.date),
    customerName(source, state.customer, language),
  ];
  return { label: `${number} · ${state.title}`, value: words.join(' · ') };
}
