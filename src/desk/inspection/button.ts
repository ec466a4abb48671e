import type { Button } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { type Language, named } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import { numberOf } from '../address/number.ts';
import { makeButton } from '../card/button.ts';
import { openItems } from './checklist.ts';
import type { Inspection } from './inspection.ts';
import { waitOf } from './next.ts';
import type { InspectionView } from './view.ts';

interface Buttons {
  readonly main: Button[];
  readonly more: Button[];
}

/** The customer's buttons: confirm, move or cancel until the inspection is finished; then sign the delivered report. */
export function customerButtons(id: number, state: Inspection, language: Language): Buttons {
  const button = buttonMaker(id, state, language);
  const { status, finished, confirmed, report } = state;
  if (status === 'cancelled') return { main: [], more: [] };
  if (finished) {
    const isToSign = report.delivered && !report.signed && !report.accepted;
    return { main: isToSign ? [button('sign', 'sign', 'primary')] : [], more: [] };
  }
  const move = button('move', 'another-time');
  const cancel = button('cancel', 'cancel', 'danger');
  if (confirmed) return { main: [move], more: [cancel] };
  return { main: [button('reconfirm', 'confirm', 'primary'), move], more: [cancel] };
}

/**
 * The team's buttons for the inspection's state: at most two main ones, the others in a menu. While the customer is asked
 * for the date, what they said on the phone comes first.
 */
export function teamButtons(id: number, state: Inspection, { rule, language, links }: InspectionView): Buttons {
  const button = buttonMaker(id, state, language);
  if (state.status === 'cancelled') return { main: [], more: [] };
  const open = openItems(state, rule).map(({ key, name }) => ({
    ...button('open-item', 'open-item'),
    label: t(language, 'button.inspection.open-item', { item: named(name, language) }),
    args: { inspection: numberOf('inspection', id), item: key },
  }));
  const feedback = state.findings.some((finding) => finding.feedback) ? [button('feedback', 'feedback')] : [];
  const photos = links.inspection(id, state.owner) === undefined ? [] : [button('page', 'page')];
  const notes = [button('note-item', 'note-item'), ...photos];
  if (state.finished) {
    const complete = state.report.delivered
      ? []
      : [button('check', 'check'), ...notes, button('record-finding', 'record-finding'), ...open];
    return { main: reportButtons(state, button), more: [...complete, ...feedback] };
  }
  const isAsked = waitOf(state) === 'to-reconfirm';
  const work = [button('check', 'check', isAsked ? 'plain' : 'primary'), button('finish', 'finish')];
  const byPhone = button('reconfirm', 'confirmed-by-customer', isAsked ? 'primary' : 'plain');
  const move = button('move', 'move');
  return {
    main: isAsked ? [byPhone, move] : work,
    more: [
      ...(isAsked ? work : []),
      ...notes,
      ...open,
      button('record-finding', 'record-finding'),
      ...(state.confirmed || isAsked ? [] : [byPhone]),
      ...(isAsked ? [] : [move]),
      button('cancel', 'cancel', 'danger'),
      ...feedback,
    ],
  };
}

type InspectionButton = ReturnType<typeof buttonMaker>;

/** The buttons about the report: the next step of deliver, sign, accept; and refusing it. */
function reportButtons({ report }: Inspection, button: InspectionButton): Button[] {
  if (!report.delivered) return [button('deliver-report', 'deliver-report', 'primary')];
  if (report.accepted) return [];
  const refuse = button('refuse-report', 'refuse-report', 'danger');
  if (report.signed || report.countersigned) return [button('accept-report', 'accept-report', 'primary'), refuse];
  return [
    report.unsigned ? button('countersign', 'countersign', 'primary') : button('no-signature', 'no-signature'),
    refuse,
  ];
}

/** Verbs whose buttons carry the date that the card shows; they are refused if the inspection was moved since. */
const DATED: readonly string[] = ['reconfirm', 'move', 'cancel'];

function buttonMaker(id: number, { date }: Inspection, language: Language) {
  return (verb: string, label: KeyAfter<'button.inspection.'>, style: Button['style'] = 'plain') =>
    makeButton({
      label: t(language, `button.inspection.${label}`, { item: '' }),
      command: `inspection.${verb}`,
      args: { inspection: numberOf('inspection', id), ...(DATED.includes(verb) ? { was: date } : {}) },
      style,
      confirm: verb === 'cancel' ? t(language, 'button.inspection.cancel.confirm') : '',
    });
}
