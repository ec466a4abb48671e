import { t } from '../../../i18n/i18n.ts';
import { isCalled } from '../../../lib/language.ts';
import { accept, type Result, refuse } from '../../../lib/refusal.ts';
import type { BookSource } from '../../book/schema.ts';
import { makeButton } from '../../card/button.ts';
import type { Answer, Ask } from '../../desk.ts';
import { shorten } from '../../input.ts';
import { answerCard, tell } from '../../tell.ts';
import { parseTicketNumber } from '../../ticket/case/names.ts';
import type { TicketId } from '../../ticket/case/ticket.ts';
import { maySee } from '../../ticket/flow.ts';
import type { MoveScope } from '../../ticket/new-book.ts';
import { findTicket } from '../../ticket/store.ts';
import { planCard } from './card.ts';
import { lookAtMoves, moveAsSeen } from './flow.ts';
import { breaks, changes, type MovePlan, markOf } from './plan.ts';

const MOVE = /^(?:move|迁移|迁移工单|迁单)(?:\s+(.+))?$/isu;

/** The words behind `/desk book move`; undefined: something else was asked for. */
export function moveWords(said: string): string | undefined {
  const match = MOVE.exec(said);
  return match ? (match[1] ?? '').trim() : undefined;
}

/** Shows what moving would do to all open tickets, to those of a customer, or to one, with the button that does it. */
export async function showMove(ask: Ask, words: string): Promise<Result<Answer>> {
  const scope = await readScope(ask, words);
  if (!scope.ok) return scope;
  const { turn, asker, book } = ask;
  const plan = await lookAtMoves(turn, scope.value, asker.closed ?? []);
  const { version, goes, stays, closed } = plan;
  if (goes.length + stays.length === 0)
    return closed > 0 ? tell(ask, 'move.closed', { number: closed }) : tell(ask, 'move.nothing', { version });
  const view = { language: asker.language, source: book.source, inForce: version, now: turn.now };
  return answerCard(planCard(plan, goes.length > 0 ? moveButton(ask, plan) : undefined, view));
}

function moveButton({ turn, asker: { language } }: Ask, plan: MovePlan) {
  const { goes, version, scope } = plan;
  return makeButton({
    label: t(language, 'button.book.move', { number: goes.length }),
    command: 'book.move',
    args: {
      ...{ version: `${version}`, mark: markOf(plan), at: `${turn.now}` },
      ...(scope.ticket === undefined ? {} : { ticket: `T-${scope.ticket}` }),
      ...(scope.customer === undefined ? {} : { customer: scope.customer }),
    },
    style: 'primary',
    confirm: t(language, 'move.confirm', { changed: goes.filter(changes).length, broken: goes.filter(breaks).length }),
  });
}

/** Moves the tickets as the pressed card showed them. */
export async function move(ask: Ask): Promise<Result<Answer>> {
  const { turn, asker, input } = ask;
  const ticket = parseTicketNumber(input.ticket ?? '');
  const scope = {
    ...(ticket === undefined ? {} : { ticket }),
    ...(input.customer ? { customer: input.customer } : {}),
  };
  const seen = { version: Number(input.version ?? ''), mark: input.mark ?? '', at: Number(input.at ?? '') };
  if (!Number.isSafeInteger(seen.at) || !(seen.version >= 1) || seen.mark === '') return refuse('move.look-first');
  const moved = await moveAsSeen(turn, scope, asker.closed ?? [], seen);
  if (!moved.ok) return moved;
  const { goes, stays, version } = moved.value;
  return tell(ask, 'move.reply', { version, goes: goes.length, stays: stays.length });
}

async function readScope(ask: Ask, words: string): Promise<Result<MoveScope>> {
  if (words === '') return accept({});
  const id = parseTicketNumber(words);
  if (id !== undefined) return readTicket(ask, id);
  const customer = findCustomerKey(ask.book.source, words);
  if (customer === undefined)
    return refuse('input.not-understood', { field: 'customer', value: shorten(words, MOST_SHOWN) });
  return accept({ customer });
}

const MOST_SHOWN = 40;

async function readTicket({ turn, asker }: Ask, id: TicketId): Promise<Result<MoveScope>> {
  const found = await findTicket(turn.tx, id);
  if (!found || !maySee(asker, found.ticket.facts)) return refuse('ticket.not-found', { ticket: `T-${id}` });
  const { status } = found.ticket;
  if (status !== 'open' && status !== 'resolved')
    return refuse('move.over', { ticket: `T-${id}`, version: found.book.version });
  return accept({ ticket: id });
}

function findCustomerKey({ customers }: BookSource, said: string): string | undefined {
  return Object.entries(customers).find(([key, { name }]) => isCalled(said, key, name))?.[0];
}
