import type { BookPolicy } from '../../book/schema.ts';
import type { Signed } from './record.ts';
import type { Ticket } from './ticket.ts';
import type { DispatchData, Update, VisitData } from './update-data.ts';
import type { Dispatch, DispatchAnswer } from './visit-record.ts';

/** A visit to the customer's site: agreed, dispatched, accepted, arrived, left (D step 5, D16, D24, E5). */

/** An engineer is sent. The clocks of the visit start with the first dispatch. */
export function sendOut(ticket: Ticket, { at, by, data }: By & { readonly data: DispatchData }): Partial<Ticket> {
  const dispatchedAt = ticket.dispatchedAt ?? at;
  const { to, equipment = '' } = data;
  if (!to) return { dispatchedAt };
  const own = to.includes(by) ? { [by]: { accepted: true, at, why: '' } } : {};
  const dispatch: Dispatch = {
    no: ticket.entries + 1,
    by,
    at,
    to,
    equipment,
    answers: { ...goingOf(ticket, to), ...own },
  };
  return { dispatchedAt, dispatch, ...visitOf({ at, by, data }) };
}

/** The answers of those of `to` who accepted the dispatch before and have not gone yet: they need not say so again. */
function goingOf({ dispatch }: Ticket, to: readonly string[]): Dispatch['answers'] {
  const answers = dispatch && dispatch.arrivedAt === undefined ? Object.entries(dispatch.answers) : [];
  return Object.fromEntries(answers.filter(([person, { accepted }]) => accepted && to.includes(person)));
}

/** When an entry was written, and by whom. */
type By = Pick<Update, 'at' | 'by'>;

/** The time of the visit, if an entry names one. */
export function visitOf({ at, by, data }: By & { readonly data: VisitData }): Partial<Pick<Ticket, 'visit'>> {
  const { arrivalAt, agreedWith = '' } = data;
  return arrivalAt === undefined ? {} : { visit: { arrivalAt, by, at, agreedWith } };
}

/** Who was sent says whether they go. */
export function answerDispatch(accepted: boolean) {
  return ({ dispatch }: Ticket, { at, by, data }: Update): Partial<Ticket> => ({
    dispatch: dispatch && withAnswer(dispatch, by, { accepted, at, why: accepted ? '' : (data.text ?? '') }),
  });
}

/** Someone arrived on site: a person who comes has accepted. */
export function arriveOnSite(ticket: Ticket, { at, by }: By): Partial<Ticket> {
  const { dispatch } = ticket;
  const arrivedAt = ticket.arrivedAt ?? at;
  if (!dispatch) return { arrivedAt };
  const came = dispatch.to.includes(by) ? withAnswer(dispatch, by, { accepted: true, at, why: '' }) : dispatch;
  return { arrivedAt, dispatch: { ...came, arrivedAt: dispatch.arrivedAt ?? at } };
}

function withAnswer(dispatch: Dispatch, person: string, answer: DispatchAnswer): Dispatch {
  return { ...dispatch, answers: { ...dispatch.answers, [person]: answer } };
}

/** The engineer left the site. A later visit needs a time and the customer's word of its own. */
export function leaveTheSite(ticket: Ticket, { at, by, data }: Update): Partial<Ticket> {
  const { status, leaveWord } = ticket;
  const agreed = status === 'open' ? leaveWord?.agreed : undefined;
  const why = status === 'open' && data.text ? { why: data.text } : {};
  return {
    left: {
      by,
      who: undefined,
      at,
      afterConfirmation: status === 'closed',
      confirmed: undefined,
      ...why,
      ...(agreed ? { agreed } : {}),
    },
    leaveWord: undefined,
    visit: undefined,
  };
}

export function askToLeave(_: Ticket, update: Update): Partial<Ticket> {
  return { leaveWord: { asked: { ...signed(update), why: update.data.text ?? '' } } };
}

export function agreeToLeave({ leaveWord }: Ticket, update: Update): Partial<Ticket> {
  return { leaveWord: { ...leaveWord, agreed: signed(update) } };
}

function signed({ at, by, data }: Update): Signed {
  return { by, who: data.who, at };
}

/** The keys of those who were sent and have not said yet whether they go; empty once someone arrived. */
export function awaitedOf({ status, dispatch }: Ticket): readonly string[] {
  if (status !== 'open' || !dispatch || dispatch.arrivedAt !== undefined) return [];
  return dispatch.to.filter((person) => !dispatch.answers[person]);
}

/** The keys of those who are to come: sent, and not declined. */
export function comingOf({ dispatch }: Ticket): readonly string[] {
  return dispatch?.to.filter((person) => dispatch.answers[person]?.accepted !== false) ?? [];
}

/** The keys of those who go to the site or are there: sent and not declined, else the assignee; empty: no one in particular. */
export function visitorsOf(ticket: Ticket): readonly string[] {
  const coming = comingOf(ticket);
  if (coming.length > 0) return coming;
  return ticket.assignee === undefined ? [] : [ticket.assignee];
}

/** Whether someone is on site: arrived with the latest dispatch and not left since. */
export function isAtSite({ status, dispatch, arrivedAt, left }: Ticket): boolean {
  const since = dispatch ? dispatch.arrivedAt : arrivedAt;
  return status === 'open' && since !== undefined && (left === undefined || left.at < since);
}

/** Whether someone is on the way to the site. */
export function isOnTheWay(ticket: Ticket): boolean {
  const { status, dispatch, dispatchedAt, arrivedAt } = ticket;
  if (status !== 'open') return false;
  if (!dispatch) return dispatchedAt !== undefined && arrivedAt === undefined;
  return dispatch.arrivedAt === undefined && comingOf(ticket).length > 0;
}

/** Whether one of those who were sent declined, and no one has arrived yet. */
export function hasDeclined({ status, dispatch }: Ticket): boolean {
  if (status !== 'open' || !dispatch || dispatch.arrivedAt !== undefined) return false;
  return Object.values(dispatch.answers).some(({ accepted }) => !accepted);
}

/** Whether everyone who was sent declined, so that another has to be sent. */
export function isDeclined(ticket: Ticket): boolean {
  const { status, dispatch } = ticket;
  return (
    status === 'open' && dispatch !== undefined && dispatch.arrivedAt === undefined && comingOf(ticket).length === 0
  );
}

/** Whether leaving now needs the customer's word or a reason, because the contract says so and nothing is resolved (E5). */
export function needsWordToLeave({ status, facts, leaveWord }: Ticket, { leaveSite }: BookPolicy): boolean {
  const isUnresolved = status === 'open' && facts.kind === 'fault';
  return isUnresolved && leaveSite?.unresolved === 'needs-word' && !leaveWord?.agreed;
}

/**
 * Whether the director still has to approve the plan before anyone is sent (D24). Without a plan no approval is owed; a
 * plan that the director sent back is not approved.
 */
export function lacksDirector({ waitsForPlan, planRecord }: Ticket, { planApproval }: BookPolicy): boolean {
  if (waitsForPlan === 'director') return true;
  if (!planApproval.includes('director') || !planRecord) return false;
  return !planRecord.approvals.some(({ by }) => by !== 'customer');
}
