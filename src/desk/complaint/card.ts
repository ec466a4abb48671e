import type { Badge, Button, Card, CardClock, CardField, CardPart, Tone } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { relativeWords } from '../../i18n/span.ts';
import { when, whenInYear } from '../../i18n/when.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import { numberOf, subjectOf } from '../address/number.ts';
import { makeButton, numberedButton } from '../card/button.ts';
import { customerName, findCustomerName } from '../card/customer.ts';
import { fieldIn } from '../card/field.ts';
import { metNote } from '../card/met-note.ts';
import { callField, nameForCustomer } from '../contact/contact.ts';
import { titleOf } from '../input.ts';
import { personName } from '../person/person.ts';
import { isBroken, isLate, isOwed, metAt } from './clocks.ts';
import { COMPLAINT_METRICS, type Complaint, type ComplaintEntry, type ComplaintMetric } from './complaint.ts';
import { type ComplaintView, lineOf } from './line.ts';
import { raisedTo } from './raise.ts';

/** How many entries of the log the card shows, the newest ones. */
const HISTORY_LENGTH = 20;

/** The card for our people: who complained, of what, about whom, the deadlines, and buttons to answer and close it. */
export function complaintCard(id: number, complaint: Complaint, view: ComplaintView): Card {
  const { language, source } = view;
  const { facts, record } = complaint;
  const person = (key: string | undefined) => key && personName(source.people, key, language);
  const field = fieldIn(language);
  const { answerIn } = facts;
  return {
    ...headOf(id, complaint, view),
    parts: [
      ...detailsParts(facts.text),
      {
        part: 'fields',
        fields: [
          ...nextRow(complaint, view),
          ...field('customer', findCustomerName(source, complaint.customer, language)),
          ...field('complainer', facts.complainer?.name),
          ...field('about', person(facts.about)),
          ...factFields(complaint, view),
          ...field('contact', facts.contact),
          ...(COMPLAINT_METRICS.some((metric) => isLate(complaint, metric))
            ? callField(source, raisedTo(complaint), language)
            : []),
          ...field('answer-in', t(language, `complaint.way.${answerIn?.way ?? 'contact'}`)),
          ...field('result', record.result),
          ...field('degree', record.degree && t(language, `complaint.degree.${record.degree}`)),
        ],
      },
      clocksPart(complaint, view),
      ...saidParts(complaint, view),
      { part: 'actions', ...ourButtons(id, complaint, view) },
    ],
  };
}

/** The card for the customer: its state, our answer, and whom to turn to if a deadline has passed (D18). */
export function customerCard(id: number, complaint: Complaint, view: ComplaintView): Card {
  return {
    ...headOf(id, complaint, view),
    parts: [
      ...detailsParts(complaint.facts.text),
      { part: 'fields', fields: [...nextRow(complaint, view), ...factFields(complaint, view)] },
      clocksPart(complaint, view),
      ...turnToParts(complaint, view),
      ...saidParts(complaint, view),
      ...(complaint.status === 'open' ? [{ part: 'actions', ...customerButtons(id, complaint, view) } as const] : []),
    ],
  };
}

/** The last entries of the log as small lines, the newest last. */
export function historyParts(
  id: number,
  complaint: Complaint,
  entries: readonly ComplaintEntry[],
  view: ComplaintView,
): CardPart[] {
  const zone = view.source.provider.timeZone;
  return entries
    .slice(-HISTORY_LENGTH)
    .map((entry) => `${when(view.language, entry.at, zone)} · ${lineOf(id, complaint, entry, 'ours', view)}`)
    .map((text) => ({ part: 'text', style: 'small', text }));
}

function headOf(id: number, complaint: Complaint, view: ComplaintView): Omit<Card, 'parts'> {
  return {
    subject: subjectOf('complaint', id),
    tone: toneOf(complaint),
    title: t(view.language, 'complaint.title', { complaint: titleFor(id, complaint) }),
    badges: [
      { text: stateWord(complaint, view), tone: stateTone(complaint) },
      ...(hasBroken(complaint) ? [{ text: t(view.language, 'card.breached'), tone: 'bad' } as const] : []),
      ...urgencyBadge(complaint, view),
    ],
  };
}

/** `C-3 · no one picks up the phone`. */
export function titleFor(id: number, { facts }: Complaint): string {
  return `${numberOf('complaint', id)} · ${titleOf(facts.text).title}`;
}

/** The complaint's text after its first line, which is the title. */
function detailsParts(text: string): CardPart[] {
  const { details } = titleOf(text);
  return details === '' ? [] : [{ part: 'text', style: 'quote', text: details }];
}

function urgencyBadge({ facts: { urgency } }: Complaint, { language }: ComplaintView): Badge[] {
  if (urgency === 'normal') return [];
  return [{ text: t(language, `complaint.urgency.${urgency}`), tone: urgency === 'urgent' ? 'warn' : 'bad' }];
}

/** Red while a promise is late, and never green or plain once one was broken. */
function toneOf(complaint: Complaint): Tone {
  if (COMPLAINT_METRICS.some((metric) => isLate(complaint, metric))) return 'bad';
  return hasBroken(complaint) ? 'warn' : stateTone(complaint);
}

function stateTone({ status, answered }: Complaint): Tone {
  if (status === 'closed') return 'good';
  return answered ? 'neutral' : 'warn';
}

function hasBroken(complaint: Complaint): boolean {
  return COMPLAINT_METRICS.some((metric) => isBroken(complaint, metric));
}

/** The state in words: waiting for an answer, answered, waiting for the customer's consent, closed. */
export function stateWord({ status, answered, proposed }: Complaint, { language }: ComplaintView): string {
  if (status === 'closed') return t(language, 'complaint.state.closed');
  if (proposed) return t(language, 'complaint.state.proposed');
  return t(language, answered ? 'complaint.state.answered' : 'complaint.state.open');
}

/** The row "Next": the manager whom it was raised to last; once they propose closing, the customer. Empty: it is closed. */
function nextRow(complaint: Complaint, { source, language }: ComplaintView): CardField[] {
  const { status, answered, proposed, customer } = complaint;
  if (status === 'closed') return [];
  const manager = raisedTo(complaint).at(-1) ?? '';
  const who = proposed ? customerName(source, customer, language) : personName(source.people, manager, language);
  const what = t(language, `complaint.next.${proposed ? 'proposed' : answered ? 'answered' : 'open'}`);
  return fieldIn(language)('next', t(language, 'next.is', { who, what }));
}

function factFields({ facts, ticketId }: Complaint, view: ComplaintView): CardField[] {
  const { language, source } = view;
  const { expectedAt } = facts;
  const field = fieldIn(language);
  return [
    ...field('category', t(language, `complaint.category.${facts.category}`)),
    ...field('ticket', ticketId && `T-${ticketId}`),
    ...field('expected', expectedAt && whenInYear(language, expectedAt, source.provider.timeZone)),
  ];
}

function clocksPart(complaint: Complaint, view: ComplaintView): CardPart {
  const { language, source } = view;
  const clocks = COMPLAINT_METRICS.map(
    (metric): CardClock => ({
      label: t(language, `metric.${metric}`),
      when: when(language, complaint.due[metric], source.provider.timeZone),
      at: complaint.due[metric],
      state: clockState(complaint, metric),
      note: noteOf(complaint, metric, view),
    }),
  );
  return { part: 'clocks', clocks };
}

/** When the promise was met, and how late; while it is owed, how far off its deadline is for who reads now. */
function noteOf(complaint: Complaint, metric: ComplaintMetric, { language, source, now }: ComplaintView): string {
  if (isOwed(complaint, metric)) return now === undefined ? '' : relativeWords(language, complaint.due[metric], now);
  const at = metAt(complaint, metric);
  return at === undefined
    ? ''
    : metNote({ dueAt: complaint.due[metric], metAt: at }, source.provider.timeZone, language);
}

/** `breached` once the deadline passed first, also if the promise was met late. */
function clockState(complaint: Complaint, metric: ComplaintMetric): CardClock['state'] {
  if (isBroken(complaint, metric)) return 'breached';
  return isOwed(complaint, metric) ? 'running' : 'met';
}

function turnToParts(complaint: Complaint, { language, source }: ComplaintView): CardPart[] {
  const person = raisedTo(complaint).at(-1);
  const late = COMPLAINT_METRICS.find((metric) => isLate(complaint, metric));
  if (!late || person === undefined || !Object.hasOwn(source.people, person)) return [];
  const key = late === 'closure' ? 'complaint.turn-to.closure' : 'card.turn-to';
  const policy = source.policies[source.customers[complaint.customer]?.policy ?? ''];
  const name = policy
    ? nameForCustomer(source, policy, 'ladder', person, language)
    : personName(source.people, person, language);
  return [{ part: 'text', style: 'plain', text: t(language, key, { name }) }];
}

/** What the customer was told: our answer, and the solution that they are asked to accept. */
function saidParts({ answered, proposed }: Complaint, { language, source }: ComplaintView): CardPart[] {
  return [answered, proposed].flatMap((said, index): CardPart[] => {
    if (!said) return [];
    const by = personName(source.people, said.by, language);
    const at = when(language, said.at, source.provider.timeZone);
    const key = index === 0 ? 'complaint.said.answer' : 'complaint.said.proposed';
    return [
      { part: 'text', style: 'small', text: t(language, key, { by, at }) },
      { part: 'text', style: 'quote', text: said.text },
    ];
  });
}

interface Buttons {
  readonly main: Button[];
  readonly more: Button[];
}

function ourButtons(id: number, complaint: Complaint, view: ComplaintView): Buttons {
  const { status, answered } = complaint;
  const [show, record] = [button(id, 'show', view), button(id, 'record', view)];
  const forms = formsButton(id, complaint, view);
  if (status === 'closed') return { main: [record], more: [...forms, show] };
  const first = answered ? button(id, 'propose-closing', view, 'primary') : button(id, 'answer', view, 'primary');
  return { main: [first, button(id, 'progress', view)], more: [record, ...forms, show] };
}

/** The issue and feedback records as forms to print and sign, where the policy offers them (C7). */
function formsButton(id: number, { customer }: Complaint, { source, language }: ComplaintView): Button[] {
  const policy = source.policies[source.customers[customer]?.policy ?? ''];
  const hasForms = policy?.forms.some(({ form }) => form === 'issue-record' || form === 'feedback-record') ?? false;
  if (!hasForms) return [];
  const args = { complaint: numberOf('complaint', id) };
  return [makeButton({ label: t(language, 'button.sheets'), command: 'sheet.open', args })];
}

function customerButtons(id: number, { answered }: Complaint, view: ComplaintView): Buttons {
  const close = { ...button(id, 'close', view), confirm: t(view.language, 'button.complaint.close.confirm') };
  if (!answered) return { main: [], more: [{ ...close, label: t(view.language, 'button.complaint.withdraw') }] };
  return { main: [{ ...close, style: 'primary' }, button(id, 'not-satisfied', view, 'danger')], more: [] };
}

/** A button for a step on this complaint. */
export function button(
  id: number,
  verb: KeyAfter<'button.complaint.'>,
  { language }: ComplaintView,
  style: Button['style'] = 'plain',
): Button {
  return numberedButton('complaint', id, `complaint.${verb}`, language, { style });
}
