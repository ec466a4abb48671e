import type { Button, DrawnCard } from '../../chat/card.ts';
import { versionOfButtons } from '../../chat/version.ts';
import type { Language } from '../../lib/language.ts';
import { type Refusal, refuse } from '../../lib/refusal.ts';
import { isSamePlace, routesOf } from '../address/route.ts';
import type { Ask } from '../desk.ts';
import { actorOf } from './asked-ticket.ts';
import type { LoadedTicket } from './case/loaded.ts';
import { subjectOf, ticketOfSubject } from './case/names.ts';
import { houseOf, maySee, withTerms } from './flow.ts';
import { listEntries, lockTicket } from './store.ts';
import { refusalOf } from './verb/step.ts';
import { verbOfCommand } from './verb/table.ts';
import type { CardSide } from './verb/verb.ts';
import { buttonsOf } from './view/button.ts';
import { lineOf } from './view/line.ts';
import { cardPost, fullButton } from './view/post.ts';

/** The ticket behind a card on which a button was pressed: what the card shows now, and which buttons it has. */
export interface PressedCard {
  /** Locked until the turn ends, so that the command sees the same state as the check of the press. */
  readonly at: LoadedTicket;
  /** The card as it has to look now in the channel where it was pressed. */
  draw(): DrawnCard;
  has(button: Pressed): boolean;
  /** Whether a card of this version has the buttons of now. */
  hasVersion(version: string): boolean;
  /** Why a button is gone: the rule that refuses it, or else what was done last. */
  whyGone(command: string): Promise<Refusal>;
}

type Pressed = Pick<Button, 'command' | 'args'>;

/** Which card may have been pressed: that of the customer's or the team's side, in which language. */
interface Side {
  readonly side: CardSide;
  readonly language: Language;
}

/** Undefined if the subject is not a ticket's card, or the asker may not see the ticket. */
export async function lockPressedCard(ask: Ask, subject: string): Promise<PressedCard | undefined> {
  const id = ticketOfSubject(subject);
  const stored = id !== undefined && subject === subjectOf(id) ? await lockTicket(ask.turn.tx, id) : undefined;
  if (!stored || !maySee(ask.asker, stored.ticket.facts)) return undefined;
  const at = await withTerms(ask.turn, stored);
  const house = { ...houseOf(ask.turn, at.book, at.terms), now: ask.turn.now };
  // Staff get the team's side of a ticket in every channel.
  const own: Side = { side: ask.asker.staff ? 'team' : 'customer', language: ask.asker.language };
  const here = sideHere(ask, at) ?? own;
  const cards = [here, own].map(({ side, language }) => {
    const { main, more } = buttonsOf(stored.id, stored.ticket, { ...house, language }, side);
    return [...main, ...more];
  });
  const buttons = [...cards.flat(), fullButton(stored.id, own.language)].map(keyOf);
  return {
    at,
    draw: () => cardPost(stored.id, stored.ticket, house, here.side, { place: ask.place, language: here.language }),
    has: (button) => buttons.includes(keyOf(button)),
    hasVersion: (version) => cards.some((each) => versionOfButtons(each) === version),
    whyGone: (command) => whyGone(ask, at, command),
  };
}

/** The side whose card stands in the channel of the press. */
function sideHere(ask: Ask, { stored, book }: LoadedTicket): Side | undefined {
  for (const side of ['customer', 'team'] as const) {
    const routes = routesOf(book.source, side, stored.ticket.facts.customer);
    const route = routes.find(({ place }) => isSamePlace(place, ask.place));
    if (route) return { side, language: route.language };
  }
  return undefined;
}

function keyOf({ command, args }: Pressed): string {
  return JSON.stringify([command, Object.entries(args).sort()]);
}

/** Why a verb has no button on a card any more: the rule that refuses it, or else what was done last. */
export async function whyGone(ask: Ask, { stored, book, terms }: LoadedTicket, command: string): Promise<Refusal> {
  const { asker, turn } = ask;
  const verb = verbOfCommand(command);
  const refusal = verb && refusalOf(verb, { ticket: stored.ticket, terms, by: actorOf(ask), now: turn.now }, {});
  if (refusal) return refusal;
  // Only staff are told what staff did. A ticket's log always has an entry of a person.
  const last = asker.staff ? (await listEntries(turn.tx, stored.id)).findLast(({ by }) => by !== 'clock') : undefined;
  const view = { source: book.source, terms, language: asker.language };
  return last ? refuse('ticket.changed-since.by', { what: lineOf(last, view) }) : refuse('ticket.changed-since');
}
