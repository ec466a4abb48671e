import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { announce, type Directory, redraw, type Said } from '../contract/announce.ts';
import type { DeskTurn } from '../desk.ts';
import { subjectOf } from '../ticket/names.ts';
import { paperName } from '../ticket/say.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { aboutWhat, paperCard, paperSubject } from './card.ts';
import type { Paper, PaperNotice, PaperProgress } from './paper.ts';

/** What a paper's notices are put into words with. */
export interface PaperView extends Directory {
  /** undefined: it is about a month. */
  readonly ticket: Ticket | undefined;
}

/** Tells whose it is that a paper is owed, and the escalation channel that its time is over. */
export async function tellPaper(turn: DeskTurn, view: PaperView, { state, added }: PaperProgress): Promise<void> {
  const notices = added.flatMap(({ kind, at }) => {
    if (kind === 'paper.due') return noticeOf(view, state, 'due', at);
    return kind === 'paper.overdue' ? noticeOf(view, state, 'overdue', at) : [];
  });
  if (notices.length > 0) await enqueue(turn, notices, []);
}

/** Nobody is to be nagged any more, and the card of whoever was told says so. */
export async function endPaper(turn: DeskTurn, view: PaperView, { state }: PaperProgress): Promise<void> {
  const [subject, key] = [noticeSubject(state), paperSubject(state)];
  const shown = { key: `${key}|${state.status}`, subject, at: turn.now, to: toldOf(state), customer: state.customer };
  const card = (_: string, language: Language) => paperCard(state, view.ticket, view.source, language);
  await enqueue(turn, redraw(view, shown, card), [{ subject, keyPrefix: `${key}|` }]);
}

/** What the notices are about: the ticket, or the customer whose month it is. */
function noticeSubject({ ticketId, customer }: Paper): string {
  return ticketId === undefined ? customer : subjectOf(ticketId);
}

function toldOf({ told, owner }: Paper): string[] {
  return told.length > 0 && owner !== undefined ? [owner] : [];
}

function noticeOf(view: PaperView, state: Paper, notice: PaperNotice, at: number): Notice[] {
  const kind = `paper.${notice}`;
  const owner = state.owner ?? 'escalation';
  const isOverdue = notice === 'overdue';
  const announcement = {
    key: `${paperSubject(state)}|${kind}`,
    kind,
    subject: noticeSubject(state),
    at,
    to: [isOverdue ? 'escalation' : owner],
    also: isOverdue && owner !== 'escalation' ? [owner] : [],
    customer: state.customer,
    fields: { paper: state.paper, due: state.at.overdue },
    lane: isOverdue ? ('normal' as const) : ('calm' as const),
  };
  return announce(view, announcement, (audience, language) => say(view, state, kind, audience, language));
}

function say({ source, ticket }: PaperView, state: Paper, kind: string, audience: string, language: Language): Said {
  const words = {
    paper: paperName(state.paper, language),
    about: aboutWhat(state, ticket, source, language),
    due: when(language, state.at.overdue, source.provider.timeZone),
  };
  return {
    card: paperCard(state, ticket, source, language),
    line: t(language, `line.${kind}`, words),
    pings: [audience],
  };
}
