import type { Card, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { besideRelative } from '../../i18n/span.ts';
import { when } from '../../i18n/when.ts';
import { findCustomerName } from '../card/customer.ts';
import { moreParts } from '../card/list.ts';
import { personName } from '../person/person.ts';
import { button, stateWord, titleFor } from './card.ts';
import { isBroken, isOwed, metAt } from './clocks.ts';
import { COMPLAINT_METRICS, type Complaint } from './complaint.ts';
import type { ComplaintView } from './line.ts';

/** How many complaints one list shows; the rest is counted. */
export const LIST_LENGTH = 20;

/**
 * The list of complaints: the state and next deadline of each; for our people also the customer and whom it is about.
 * `count`: how many there are; `listed` has at least those that the card shows.
 */
export function listCard(
  listed: readonly { readonly id: number; readonly state: Complaint }[],
  count: number,
  side: 'ours' | 'customer',
  view: ComplaintView,
): Card {
  const { language } = view;
  const shown = listed.slice(0, LIST_LENGTH);
  const more = count - shown.length;
  return {
    subject: 'complaint.list',
    tone: 'neutral',
    title: t(language, side === 'ours' ? 'complaint.list' : 'complaint.list-own', { count }),
    badges: [],
    parts: [
      ...(shown.length === 0
        ? [{ part: 'text', style: 'plain', text: t(language, 'complaint.list-empty') } as const]
        : shown.flatMap(({ id, state }) => rowParts(id, state, side, view))),
      ...moreParts(more, language),
    ],
  };
}

function rowParts(id: number, state: Complaint, side: 'ours' | 'customer', view: ComplaintView): CardPart[] {
  const { source, language } = view;
  const about = state.facts.about && personName(source.people, state.facts.about, language);
  const words = [
    stateWord(state, view),
    nextDeadline(state, view),
    metLate(state, view),
    ...(side === 'ours' ? [findCustomerName(source, state.customer, language) ?? '', about ?? ''] : []),
  ];
  return [
    { part: 'fields', fields: [{ label: titleFor(id, state), value: words.filter(Boolean).join(' · ') }] },
    { part: 'actions', main: [button(id, 'show', view)], more: [] },
  ];
}

/** Names the promises that were met late; empty if none was. */
function metLate(state: Complaint, { language }: ComplaintView): string {
  const late = COMPLAINT_METRICS.filter((metric) => isBroken(state, metric) && metAt(state, metric) !== undefined);
  const metrics = late.map((metric) => t(language, `metric.${metric}`)).join(t(language, 'list.separator'));
  return metrics === '' ? '' : t(language, 'list.met-late', { metrics });
}

function nextDeadline(state: Complaint, { source, language, now }: ComplaintView): string {
  const metric = COMPLAINT_METRICS.find((each) => isOwed(state, each));
  if (!metric) return '';
  const due = when(language, state.due[metric], source.provider.timeZone);
  const key = isBroken(state, metric) ? 'list.breached' : 'list.due';
  const words = t(language, key, { metric: t(language, `metric.${metric}`), due });
  return besideRelative(language, words, state.due[metric], now);
}
