import type { Button, DrawnCard } from '../../chat/card.ts';
import { versionOfButtons } from '../../chat/version.ts';
import type { Language } from '../../lib/language.ts';
import { type Refusal, refuse } from '../../lib/refusal.ts';
import { isSamePlace, routesOf } from '../address/route.ts';
import type { Ask } from '../desk.ts';
import { actorOf } from './asked.ts';
import type { LoadedTicket } from './case/loaded.ts';
import { subjectOf, ticketOfSubject } from './case/names.ts';
import { houseOf, mayTouch, withTerms } from './flow.ts';
import { listEntries, lockTicket } from './store.ts';
import { refusalOf } from './verb/step.ts';
import { verbOfCommand } from './verb/table.ts';
import type { CardSide } from './verb/verb.ts';
import { buttonsOf } from './view/button.ts';
import { lineOf } from './view/line.ts';
import { cardPost, fullButton } from './view/post.ts';

/** A ticket as it stands now, for a person who pressed a button on one of its cards. */
export interface Standing {
  /** Locked until the turn ends: the command finds the ticket as the press did. */
  readonly at: LoadedTicket;
  /** The card as it is to be drawn in the channel where it was pressed. */
  draw(): DrawnCard;
  has(button: Pressed): boolean;
  /** Whether a card of this version has the same buttons. */
  isOf(version: string): boolean;
  /** Why a button is gone: what the rules say, else what was done last. */
  whyGone(command: string): Promise<Refusal>;
}

type Pressed = Pick<Button, 'command' | 'args'>;

/** A card that may have been pressed: whose side of the ticket, in which language. */
interface Side {
  readonly side: CardSide;
  readonly language: Language;
}

/** Undefined where the subject is no ticket's card, or the ticket is not theirs to see. */
export async function lockStanding(ask: Ask, subject: string): Promise<Standing | undefined> {
  const id = ticketOfSubject(subject);
  const stored = id !== undefined && subject === subjectOf(id) ? await lockTicket(ask.turn.tx, id) : undefined;
  if (!stored || !mayTouch(ask.asker, stored.ticket.facts)) return undefined;
  const at = await withTerms(ask.turn, stored);
  const house = houseOf(ask.turn, at.book, at.terms);
  // Staff see their own side of a ticket wherever they ask for it.
  const own: Side = { side: ask.asker.staff ? 'team' : 'customer', language: ask.asker.language };
  const here = sideHere(ask, at) ?? own;
  const cards = [here, own].map(({ side, language }) => {
    const { main, more } = buttonsOf(stored.id, stored.ticket, { ...house, language }, side);
    return [...main, ...more];
  });
  const buttons = [...cards.flat(), fullButton(stored.id, own.language)].map(nameOf);
  return {
    at,
    draw: () => cardPost(stored.id, stored.ticket, house, here.side, { place: ask.place, language: here.language }),
    has: (button) => buttons.includes(nameOf(button)),
    isOf: (version) => cards.some((each) => versionOfButtons(each) === version),
    whyGone: (command) => whyGone(ask, at, command),
  };
}

/** The side whose card stands in the channel of the ask. */
function sideHere(ask: Ask, { stored, book }: LoadedTicket): Side | undefined {
  for (const side of ['customer', 'team'] as const) {
    const routes = routesOf(book.source, side, stored.ticket.facts.customer);
    const route = routes.find(({ place }) => isSamePlace(place, ask.place));
    if (route) return { side, language: route.language };
  }
  return undefined;
}

function nameOf({ command, args }: Pressed): string {
  return JSON.stringify([command, Object.entries(args).sort()]);
}

async function whyGone(ask: Ask, { stored, book, terms }: LoadedTicket, command: string): Promise<Refusal> {
  const { asker, turn } = ask;
  const verb = verbOfCommand(command);
  const refusal = verb && refusalOf(verb, { ticket: stored.ticket, terms, by: actorOf(ask), now: turn.now }, {});
  if (refusal) return refusal;
  // What staff do is theirs to read; a ticket has entries of its customer at least.
  const last = asker.staff ? (await listEntries(turn.tx, stored.id)).findLast(({ by }) => by !== 'clock') : undefined;
  const view = { source: book.source, terms, language: asker.language };
  return last ? refuse('ticket.changed-since.by', { what: lineOf(last, view) }) : refuse('ticket.changed-since');
}
