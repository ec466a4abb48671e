import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import { asSentence } from '../../lib/sentence.ts';
import type { TextKey } from '../../lib/text-key.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { announce, redraw, type Said } from '../address/announce.ts';
import { inLine } from '../address/in-line.ts';
import type { Announcement, Directory } from '../address/notice.ts';
import type { DeskTurn } from '../desk.ts';
import { subjectOf } from '../ticket/case/names.ts';
import type { Ticket } from '../ticket/case/ticket.ts';
import { paperName, whoName } from '../ticket/view/line.ts';
import { aboutText, paperCard, paperSubject } from './card.ts';
import type { Paper, PaperEntry, PaperProgress } from './paper.ts';

/** What the notices of a paper are made from. */
export interface PaperView extends Directory {
  /** undefined: the paper is about a month. */
  readonly ticket: Ticket | undefined;
}

/** Who checks and who approves a paper. */
export interface Reviewers {
  /** Keys of people; undefined: there is no such person, or the book asks for no approval. */
  readonly checker: string | undefined;
  readonly approver: string | undefined;
  /** Who would have the next step but is away. */
  readonly skipped: readonly string[];
}

/**
 * Enqueues the notices of new entries: owed, overdue, to be checked, to be approved, refused. Each goes to the person
 * with the next step. Also updates the other cards, and withdraws notices that were not sent if the paper is not owed
 * any more.
 */
export async function tellPaper(
  turn: DeskTurn,
  view: PaperView,
  id: number,
  { state, added }: PaperProgress,
  reviewers: Reviewers,
): Promise<void> {
  const told = added.flatMap((entry) => noticesOf(view, id, state, entry, reviewers));
  const reached = new Set(told.map(({ audience }) => audience));
  const others = [...new Set([...ownerTold(state), ...earlierReviewers(state, reviewers)])].filter(
    (each) => !reached.has(each),
  );
  const subject = noticeSubject(state);
  const isOver = state.status !== 'open';
  const last = added.at(-1);
  if (!last || (told.length === 0 && !isOver && last.kind !== 'paper.moved')) return;
  const shown = {
    key: `${paperSubject(state)}|card|${state.status}|${state.signatures?.length ?? 0}|${turn.now}`,
    subject,
    at: turn.now,
    to: others,
    inPlace: inLine(view.source, state.customer, ['projectManager', 'desk']),
    customer: state.customer,
  };
  const cards = redraw(view, shown, (audience, language) => cardFor(view, id, state, audience, language, reviewers));
  const withdrawn = isOver ? [{ subject, keyPrefix: `${paperSubject(state)}|paper.` }] : [];
  await enqueue(turn, [...told, ...cards], withdrawn);
}

/** Subject of a paper's notices: the ticket, or for a paper about a month the customer. */
export function noticeSubject({ ticketId, customer }: Pick<Paper, 'ticketId' | 'customer'>): string {
  return ticketId === undefined ? customer : subjectOf(ticketId);
}

function ownerTold({ told, owner }: Paper): string[] {
  return told.length > 0 && owner !== undefined ? [owner] : [];
}

/** The checker and approver who have a card of it from an earlier step. */
function earlierReviewers({ handedIn, status }: Paper, { checker, approver }: Reviewers): string[] {
  if (!handedIn) return [];
  const isPast = status === 'accepted' || status === 'archived' || status === 'open' || status === 'refused';
  return [checker, ...(isPast ? [approver] : [])].filter((each) => each !== undefined);
}

interface NoticeRule {
  readonly to: string;
  readonly also: readonly string[];
  readonly listed: boolean;
  readonly lane: Announcement['lane'];
  readonly line: TextKey;
}

function noticeRuleOf(state: Paper, { kind }: PaperEntry, { checker, approver }: Reviewers): NoticeRule | undefined {
  const owner = state.owner ?? 'escalation';
  switch (kind) {
    case 'paper.due':
      // A paper without a limit has no deadline that a simulation could tell.
      return state.at.overdue === undefined
        ? { to: owner, also: [], listed: false, lane: 'calm', line: 'line.paper.due-without-limit' }
        : { to: owner, also: [], listed: true, lane: 'calm', line: `line.${kind}` };
    case 'paper.overdue':
      return {
        to: 'escalation',
        also: owner === 'escalation' ? [] : [owner],
        listed: true,
        lane: 'normal',
        line: `line.${kind}`,
      };
    case 'paper.delivered':
      return checker === undefined
        ? undefined
        : { to: checker, also: [], listed: false, lane: 'normal', line: `line.${kind}` };
    case 'paper.accepted':
      if (state.status !== 'accepted' || approver === undefined) return undefined;
      return { to: approver, also: [], listed: false, lane: 'normal', line: `line.${kind}` };
    case 'paper.refused':
      return { to: state.handedIn?.by ?? owner, also: [], listed: false, lane: 'normal', line: `line.${kind}` };
    case 'paper.begun':
    case 'paper.moved':
    case 'paper.signed':
    case 'paper.approved':
    case 'paper.withdrawn':
      return undefined;
  }
}

function noticesOf(view: PaperView, id: number, state: Paper, entry: PaperEntry, reviewers: Reviewers): Notice[] {
  const rule = noticeRuleOf(state, entry, reviewers);
  if (!rule) return [];
  const { kind } = entry;
  const { to, also, listed, lane, line } = rule;
  const announcement: Announcement = {
    key: `${paperSubject(state)}|${kind}|${entry.at}`,
    kind,
    subject: noticeSubject(state),
    at: entry.at,
    to: [to],
    inPlace: inPlaceOf(view, state, entry),
    ...(kind === 'paper.delivered' || kind === 'paper.accepted' ? { skipped: reviewers.skipped } : {}),
    also,
    customer: state.customer,
    fields: { paper: state.paper, ...(state.at.overdue === undefined ? {} : { due: state.at.overdue }) },
    ...(lane === undefined ? {} : { lane }),
    ...(listed ? {} : { unlisted: true }),
  };
  return announce(view, announcement, (audience, language) =>
    say(view, id, state, line, audience, language, reviewers),
  );
}

/** Who hears where the person with the next step is away. */
function inPlaceOf({ source }: PaperView, { customer }: Paper, { kind }: PaperEntry): string[] {
  if (kind === 'paper.accepted') return inLine(source, customer, ['director']);
  return inLine(source, customer, kind === 'paper.delivered' ? ['desk', 'projectManager'] : ['projectManager', 'desk']);
}

function cardFor(
  { source, ticket }: PaperView,
  id: number,
  state: Paper,
  audience: string,
  language: Language,
  { checker, approver }: Reviewers,
) {
  const holder = state.status === 'delivered' ? checker : state.status === 'accepted' ? approver : state.owner;
  return paperCard(id, state, ticket, source, language, audience === holder ? 'in hand' : 'read');
}

function say(
  view: PaperView,
  id: number,
  state: Paper,
  line: TextKey,
  audience: string,
  language: Language,
  reviewers: Reviewers,
): Said {
  const { source, ticket } = view;
  return {
    card: cardFor(view, id, state, audience, language, reviewers),
    line: asSentence(
      t(language, line, {
        paper: paperName(state.paper, language),
        about: aboutText(state, ticket, source, language),
        due: state.at.overdue === undefined ? '' : when(language, state.at.overdue, source.provider.timeZone),
        by: whoName({ source, language }, state.refused?.by ?? state.handedIn?.by ?? ''),
        reason: state.refused?.reason ?? '',
      }),
    ),
    pings: [audience],
  };
}
