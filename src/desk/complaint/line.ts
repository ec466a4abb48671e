import { hasText, t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { TextKey } from '../../lib/text-key.ts';
import { numberOf } from '../address/number.ts';
import type { BookSource } from '../book/schema.ts';
import { customerName } from '../card/customer.ts';
import { whoName } from '../ticket/view/line.ts';
import type { Complaint, ComplaintEntry } from './complaint.ts';

/** What texts about a complaint are made from. */
export interface ComplaintView {
  readonly source: BookSource;
  readonly language: Language;
  /** When one person reads it: times are told relative to it, too. Left out: the card stays and would go stale. */
  readonly now?: Instant;
}

/** The line of text for an entry of the log, worded for our people or for the customer. */
export function lineOf(
  id: number,
  state: Complaint,
  entry: ComplaintEntry,
  side: 'ours' | 'customer',
  view: ComplaintView,
): string {
  const { source, language } = view;
  const base = {
    complaint: numberOf('complaint', id),
    by: speakerName(view, entry.by),
    customer: customerName(source, state.customer, language),
  };
  const key: TextKey =
    entry.kind === 'complaint.updated' ? `line.${entry.kind}.${entry.data.what}` : `line.${entry.kind}`;
  const own = `${key}.customer`;
  const said = t(language, side === 'customer' && hasText(language, own) ? own : key, {
    ...base,
    ...paramsOf(state, entry, view),
  });
  return side === 'ours' ? [said, skippedWords(entry, view)].filter(Boolean).join(' ') : said;
}

/** Who of the ladder was away and passed over. */
function skippedWords({ data }: ComplaintEntry, view: ComplaintView): string {
  const skipped = 'skipped' in data ? data.skipped : undefined;
  if (!skipped) return '';
  const people = skipped.map((key) => speakerName(view, key)).join(t(view.language, 'list.separator'));
  return t(view.language, 'line.ladder.skipped', { people });
}

function paramsOf(state: Complaint, entry: ComplaintEntry, view: ComplaintView): Record<string, string> {
  const { source, language } = view;
  const at = (instant: number) => when(language, instant, source.provider.timeZone, entry.at);
  switch (entry.kind) {
    case 'complaint.opened':
      return { due: at(state.due['first-answer']) };
    case 'complaint.reminder':
      return { metric: t(language, `metric.${entry.data.metric}`), due: at(entry.data.due) };
    case 'complaint.breached':
    case 'complaint.raised':
      return {
        metric: t(language, `metric.${entry.data.metric}`),
        due: at(entry.data.due),
        raisedTo: speakerName(view, entry.data.raisedTo),
      };
    case 'complaint.moved':
      return {
        metric: t(language, `metric.${entry.data.metric}`),
        due: at(entry.data.due[entry.data.metric]),
      };
    case 'complaint.answered':
      return { text: entry.data.text };
    case 'complaint.updated':
      return { text: entry.data.text || '–' };
    case 'complaint.closed':
      return {};
  }
}

/** The name of a person, or the word for an audience such as `customer`. */
function speakerName({ source, language }: ComplaintView, key: string): string {
  const audience = `audience.${key}`;
  return hasText(language, audience) ? t(language, audience) : whoName({ source, language }, key);
}
