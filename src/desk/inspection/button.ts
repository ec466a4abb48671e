import type { Button } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import type { Inspection } from './inspection.ts';
import { numberOf } from './names.ts';

interface Buttons {
  readonly main: Button[];
  readonly more: Button[];
}

/** The customer may confirm, move or cancel as long as nobody was there. */
export function customerButtons(id: number, state: Inspection, language: Language): Buttons {
  const button = buttonMaker(id, state, language);
  if (state.status === 'cancelled' || state.finished) return { main: [], more: [] };
  const move = button('move', 'inspection.another-time');
  const cancel = button('cancel', 'inspection.cancel', 'danger');
  if (state.confirmed) return { main: [move], more: [cancel] };
  return { main: [button('reconfirm', 'inspection.confirm', 'primary'), move], more: [cancel] };
}

/** The team's buttons for the state it is in. */
export function teamButtons(id: number, state: Inspection, language: Language): Buttons {
  const button = buttonMaker(id, state, language);
  if (state.status === 'cancelled') return { main: [], more: [] };
  const feedback = state.findings.some((finding) => finding.feedback)
    ? [button('feedback', 'inspection.feedback')]
    : [];
  if (state.finished) {
    const deliver = state.report.delivered ? [] : [button('deliver-report', 'inspection.deliver-report', 'primary')];
    return { main: [...deliver, ...feedback], more: [] };
  }
  return {
    main: [button('record-finding', 'inspection.record-finding'), button('finish', 'inspection.finish')],
    more: [
      ...(state.confirmed ? [] : [button('reconfirm', 'inspection.confirmed-by-customer')]),
      button('move', 'inspection.move'),
      button('cancel', 'inspection.cancel', 'danger'),
      ...feedback,
    ],
  };
}

/** These are refused on a card that was drawn for another date. */
const DATED: readonly string[] = ['reconfirm', 'move', 'cancel'];

function buttonMaker(id: number, { date }: Inspection, language: Language) {
  return (verb: string, label: string, style: Button['style'] = 'plain'): Button => ({
    label: t(language, `button.${label}`),
    command: `inspection.${verb}`,
    args: { inspection: numberOf(id), ...(DATED.includes(verb) ? { was: date } : {}) },
    style,
    confirm: verb === 'cancel' ? t(language, 'button.inspection.cancel.confirm') : '',
  });
}
