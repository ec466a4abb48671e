import { t } from '../../i18n/i18n.ts';
import { isoOf } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import { raisedTo } from '../complaint/raise.ts';
import type { Entry } from '../ticket/case/entry.ts';
import { wordsIn } from '../ticket/view/entry-words.ts';
import { whoName } from '../ticket/view/line.ts';
import type { Sheet, SheetForm } from './sheet.ts';
import type { SheetSource } from './source.ts';

type Values = Sheet['values'];

/**
 * What a form begins with: what the log has, under what was filled in before. A part's repair request and a complaint's
 * record are kept with the part and the complaint, so they win over an earlier sheet.
 */
export function draftValues(form: SheetForm, source: SheetSource, before: Values | undefined, language: Language) {
  return { ...fromLog(form, source, language), ...before, ...kept(form, source) };
}

function fromLog(form: SheetForm, source: SheetSource, language: Language): Values {
  switch (form) {
    case 'service-record':
      return source.of === 'ticket' ? serviceRecord(source, language) : {};
    case 'repair-request':
      return {};
    case 'issue-record':
      return source.of === 'complaint' ? complaintIssue(source) : ticketIssue(source);
    case 'feedback-record':
      return source.of === 'complaint' ? complaintFeedback(source, language) : ticketFeedback(source, language);
  }
}

type TicketSource = Extract<SheetSource, { of: 'ticket' }>;
type ComplaintSource = Extract<SheetSource, { of: 'complaint' }>;

function serviceRecord({ at, entries, book }: TicketSource, language: Language): Values {
  const { ticket } = at.stored;
  const { title, details, contact, told } = ticket.facts;
  const duty = ticket.acknowledged?.by ?? ticket.assignee;
  const onSite = entries.find(({ kind }) => kind === 'ticket.arrived')?.by;
  const others = new Set(entries.flatMap(({ staff, by }) => (staff && by !== duty && by !== onSite ? [by] : [])));
  const names = (keys: Iterable<string | undefined>) =>
    [...keys]
      .flatMap((key) => (key === undefined ? [] : [whoName({ source: book.source, language }, key)]))
      .join(t(language, 'list.separator'));
  return {
    dutyPerson: names([duty]),
    supporter: names(others),
    onSitePerson: names([onSite]),
    contact: contact || ticket.callback?.contact || told?.name || '',
    phone: told?.phone || ticket.callback?.phone || '',
    description: [title, details].filter(Boolean).join('\n'),
    solution: lastSolution(entries),
  };
}

function ticketIssue(source: SheetSource): Values {
  const contact = source.of === 'ticket' ? source.at.stored.ticket.facts.contact : '';
  return { urgency: 'normal', contact, measures: source.of === 'ticket' ? lastSolution(source.entries) : '' };
}

function complaintIssue({ complaint: { facts, answered, record } }: ComplaintSource): Values {
  return {
    urgency: facts.urgency,
    contact: facts.contact || (facts.complainer?.name ?? ''),
    expectedAt: facts.expectedAt === undefined ? '' : isoOf(facts.expectedAt),
    measures: answered?.text ?? '',
    degree: record.degree,
  };
}

function complaintFeedback({ complaint, book }: ComplaintSource, language: Language): Values {
  const owner = complaint.owner ?? raisedTo(complaint)[0] ?? '';
  return {
    result: complaint.proposed?.text ?? complaint.answered?.text ?? '',
    responsible: owner === '' ? '' : whoName({ source: book.source, language }, owner),
    solvedAt: complaint.closedAt === undefined ? '' : isoOf(complaint.closedAt),
  };
}

function ticketFeedback(source: SheetSource, language: Language): Values {
  if (source.of !== 'ticket') return {};
  const { at, entries, book } = source;
  const { assignee, resolvedAts, answeredAt } = at.stored.ticket;
  const solvedAt = resolvedAts.at(-1) ?? answeredAt;
  return {
    result: lastSolution(entries),
    responsible: assignee === undefined ? '' : whoName({ source: book.source, language }, assignee),
    solvedAt: solvedAt === undefined ? '' : isoOf(solvedAt),
  };
}

/** The text of the last fix or answer. */
function lastSolution(entries: readonly Entry[]): string {
  const last = entries.findLast(
    (entry) => entry.kind === 'ticket.resolved' || (entry.kind === 'ticket.updated' && entry.data.what === 'answer'),
  );
  return last ? wordsIn(last) : '';
}

/** What is kept with the case itself. */
function kept(form: SheetForm, source: SheetSource): Values {
  if (source.of === 'part') {
    const { customer, book, part } = source;
    const { wanted, quantity, symptom, model, serial, ...record } = part.record;
    const device = book.source.customers[customer]?.devices.find(({ key }) => key === part.device);
    return {
      ...record,
      model: model || (device?.model ?? ''),
      serial: serial || (device?.serial ?? ''),
      quantity: String(quantity),
      symptom: symptom || wanted,
    };
  }
  if (source.of !== 'complaint' || form !== 'feedback-record' || source.complaint.record.result === '') return {};
  const { solvedAt, ...record } = source.complaint.record;
  return { ...record, solvedAt: solvedAt === undefined ? '' : isoOf(solvedAt) };
}
