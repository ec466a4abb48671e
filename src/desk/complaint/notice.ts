import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import type { Lane, Notice, Withdrawal } from '../../outbox/notice.ts';
import { announce, redraw, type Said } from '../address/announce.ts';
import type { Announcement, Directory } from '../address/notice.ts';
import { numberOf, subjectOf } from '../address/number.ts';
import { everyoneThere } from '../book/away.ts';
import { urgentReaders } from './access.ts';
import { complaintCard, customerCard } from './card.ts';
import type { Complaint, ComplaintEntry, ComplaintProgress } from './complaint.ts';
import { lineOf } from './line.ts';
import { raisedTo } from './raise.ts';
import { isPrivateFor, waysTo } from './way.ts';

/** The notices of what a turn added to a complaint, and updates of its cards for readers who get no notice. */
export function noticesOf(directory: Directory, id: number, { state, added }: ComplaintProgress): Notice[] {
  const subject = subjectOf('complaint', id);
  const before = state.entries - added.length;
  const notices = added.flatMap((entry, index) => {
    const announcement = announcementOf(id, state, entry, before + index + 1, directory);
    return announce(directory, announcement, (audience, language) =>
      postFor(directory, id, state, entry, audience, language),
    );
  });
  const notified = new Set(notices.map(({ audience }) => audience));
  const others = [
    ...new Set(['customer', ...raisedTo(state), ...state.ladder, ...urgentReaders(state, directory.source.people)]),
  ].filter((each) => !notified.has(each) && isPrivateFor(state, directory.source, each));
  const shown = { key: `${subject}|card|#${state.entries}`, subject, at: added.at(-1)?.at ?? state.openedAt };
  const cards = redraw(
    directory,
    {
      ...shown,
      to: others,
      customer: state.customer,
      waysTo: (audience) => waysTo(state, directory.source, audience),
    },
    (audience, language) => cardFor(directory, id, state, audience, language),
  );
  return [...notices, ...cards];
}

/** Takes back waiting reminders of a clock that has stopped. */
export function withdrawalsOf(id: number, { answered, status }: Complaint): Withdrawal[] {
  const subject = subjectOf('complaint', id);
  const metrics = status === 'closed' ? ['first-answer', 'closure'] : answered ? ['first-answer'] : [];
  return metrics.flatMap((metric) =>
    ['complaint.reminder', 'complaint.raised'].map((kind) => ({ subject, keyPrefix: `${subject}|${kind}|${metric}` })),
  );
}

function announcementOf(
  id: number,
  state: Complaint,
  entry: ComplaintEntry,
  number: number,
  directory: Directory,
): Announcement {
  const subject = subjectOf('complaint', id);
  const { kind, at } = entry;
  const { customer } = state;
  const metric = 'metric' in entry.data ? `${entry.data.metric}|` : '';
  return {
    key: `${subject}|${kind}|${metric}#${number}`,
    kind,
    subject,
    at,
    ...audienceOf(state, entry, directory),
    customer,
    fields: fieldsOf(entry),
    lane: laneOf(entry),
    ...(kind === 'complaint.moved' ? { unlisted: true as const } : {}),
    waysTo: (audience) => waysTo(state, directory.source, audience),
  };
}

/**
 * Who gets the notice (`to`, listed in docs/simulate.md, "Lines"); `also`: the customer is told how it stands (D18), the
 * project manager that a very urgent one was made (C7).
 */
function audienceOf(
  state: Complaint,
  entry: ComplaintEntry,
  { source: { people }, isAway = everyoneThere }: Directory,
): Pick<Announcement, 'to' | 'also' | 'inPlace' | 'skipped'> {
  const [owner = ''] = raisedTo(state);
  const skipped = 'skipped' in entry.data ? { skipped: entry.data.skipped } : {};
  switch (entry.kind) {
    case 'complaint.opened': {
      const readers = urgentReaders(state, people);
      const reader = readers.find((key) => !isAway(key, entry.at)) ?? readers[0];
      const also = ['customer', ...(reader === undefined ? [] : [reader])];
      return { to: [entry.data.raisedTo], also, ...skipped };
    }
    case 'complaint.breached':
    case 'complaint.raised':
      return { to: [entry.data.raisedTo], also: ['customer'], ...skipped };
    case 'complaint.reminder':
      return { to: [entry.data.raisedTo ?? owner], ...skipped };
    case 'complaint.answered':
    case 'complaint.closed':
    case 'complaint.moved':
      return { to: ['customer', owner] };
    case 'complaint.updated':
      return {
        to: entry.data.tells ? ['customer', owner] : [owner],
        // The customer waits for someone to act.
        ...(entry.data.what === 'not-satisfied' ? { inPlace: state.ladder } : {}),
      };
  }
}

function fieldsOf(entry: ComplaintEntry): Announcement['fields'] {
  switch (entry.kind) {
    case 'complaint.opened':
    case 'complaint.reminder':
    case 'complaint.breached':
    case 'complaint.raised': {
      const { skipped: _, ...data } = entry.data;
      return data;
    }
    case 'complaint.answered':
    case 'complaint.closed':
    case 'complaint.moved':
      return { by: entry.by };
    case 'complaint.updated':
      return { by: entry.by, what: entry.data.what };
  }
}

function laneOf({ kind }: ComplaintEntry): Lane {
  const isAlert = kind === 'complaint.opened' || kind === 'complaint.breached' || kind === 'complaint.raised';
  return isAlert ? 'urgent' : 'normal';
}

function postFor(
  directory: Directory,
  id: number,
  state: Complaint,
  entry: ComplaintEntry,
  audience: string,
  language: Language,
): Said {
  if (!isPrivateFor(state, directory.source, audience))
    return {
      card: undefined,
      line: t(language, 'complaint.waits', { complaint: numberOf('complaint', id) }),
      pings: [],
    };
  const side = audience === 'customer' ? 'customer' : 'ours';
  return {
    card: cardFor(directory, id, state, audience, language),
    line: lineOf(id, state, entry, side, { source: directory.source, language }),
    pings: audience === 'customer' || audience === entry.by || entry.kind === 'complaint.moved' ? [] : [audience],
    // Without a name: colleagues may read this channel, and it must not show them who complained.
    ...(audience === 'customer' && asksForSatisfaction(entry) ? { aloud: true as const } : {}),
  };
}

/** Whether the customer is asked to say that they are satisfied. */
function asksForSatisfaction({ kind, data }: ComplaintEntry): boolean {
  return kind === 'complaint.updated' && data.what === 'propose-closing';
}

function cardFor({ source }: Directory, id: number, state: Complaint, audience: string, language: Language) {
  const view = { source, language };
  return audience === 'customer' ? customerCard(id, state, view) : complaintCard(id, state, view);
}
