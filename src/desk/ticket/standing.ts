import { type Button, buttonsIn, type DrawnCard } from '../../chat/card.ts';
import { versionOf } from '../../chat/version.ts';
import { type Refusal, refuse } from '../../lib/refusal.ts';
import { isSamePlace, routesOf } from '../address/route.ts';
import { directoryOf } from '../address/turn-book.ts';
import type { Ask } from '../desk.ts';
import { actorOf } from './asked.ts';
import type { LoadedTicket } from './case/loaded.ts';
import { subjectOf, ticketOfSubject } from './case/names.ts';
import { mayTouch, withTerms } from './flow.ts';
import { findTicket, listEntries } from './store.ts';
import { refusalOf } from './verb/refusal.ts';
import type { Step } from './verb/step-type.ts';
import { lineOf } from './view/line.ts';
import { cardPost } from './view/post.ts';
import type { CardSide, HouseView } from './view/view.ts';

/** A case's card as it stands now, for somebody who pressed a button on one of its cards. */
export interface Standing {
  /** As it is drawn where it was pressed. */
  readonly drawn: DrawnCard;
  has(button: Pressed): boolean;
  /** Whether a card of this version has the same buttons. */
  isOf(version: string): boolean;
  /** Why a button is no more: what the rules say, else what was done last. */
  whyGone(command: string): Promise<Refusal>;
}

type Pressed = Pick<Button, 'command' | 'args'>;

/** Undefined where the subject is no case's card, or the case is not theirs to see. */
export async function findStanding(ask: Ask, subject: string): Promise<Standing | undefined> {
  const id = ticketOfSubject(subject);
  const stored = id !== undefined && subject === subjectOf(id) ? await findTicket(ask.turn.tx, id) : undefined;
  if (!stored || !mayTouch(ask.asker, stored.ticket.facts)) return undefined;
  const at = await withTerms(ask.turn, stored);
  const { facts } = stored.ticket;
  const house: HouseView = { ...directoryOf(ask.turn, at.book), terms: at.terms, links: ask.turn.links };
  const [here] = (['customer', 'team'] as const).flatMap((side: CardSide) =>
    routesOf(house.source, side, facts.customer)
      .filter(({ place }) => isSamePlace(place, ask.place))
      .map(({ language }) => ({ side, place: ask.place, language })),
  );
  // Our people are shown their own side of a case wherever they ask for it.
  const own = { side: ask.asker.staff ? 'team' : 'customer', place: ask.place, language: ask.asker.language } as const;
  const draw = ({ side, ...where }: typeof here & object) => cardPost(stored.id, stored.ticket, house, side, where);
  const drawn = draw(here ?? own);
  const posts = [drawn, draw(own)];
  const buttons = posts.flatMap(({ card, full }) => [...card.parts.flatMap(buttonsIn), ...(full ? [full] : [])]);
  return {
    drawn,
    has: (button) => buttons.some((each) => nameOf(each) === nameOf(button)),
    isOf: (version) => posts.some(({ card }) => versionOf(card) === version),
    whyGone: (command) => whyGone(ask, at, command),
  };
}

function nameOf({ command, args }: Pressed): string {
  return JSON.stringify([command, Object.entries(args).sort()]);
}

const WORDLESS = [
  'acknowledge',
  'undo-acknowledge',
  'approve-plan',
  'dispatch',
  'arrive',
  'leave-site',
  'end-outage',
  'confirm',
] as const;
const WITH_WORDS = [
  'update',
  'tell-customer',
  'ask-customer',
  'customer-answered',
  'submit-plan',
  'reject-plan',
  'propose-workaround',
  'answer',
  'resolve',
  'reject-fix',
] as const;

/** Steps that the rules can judge before anything was filled in, by their commands. */
const STEPS: ReadonlyMap<string, Step> = new Map<string, Step>([
  ...WORDLESS.map((verb): [string, Step] => [`ticket.${verb}`, { verb }]),
  ...WITH_WORDS.map((verb): [string, Step] => [`ticket.${verb}`, { verb, text: '' }]),
]);

async function whyGone(ask: Ask, { stored, book, terms }: LoadedTicket, command: string): Promise<Refusal> {
  const { asker, turn } = ask;
  const step = STEPS.get(command);
  const refusal = step && refusalOf(stored.ticket, step, terms, actorOf(ask), turn.now);
  if (refusal) return refusal;
  // What our people do is theirs to read; a case has entries of its customer at least.
  const last = asker.staff ? (await listEntries(turn.tx, stored.id)).findLast(({ by }) => by !== 'clock') : undefined;
  const view = { source: book.source, terms, language: asker.language };
  return last ? refuse('ticket.changed-since.by', { what: lineOf(last, view) }) : refuse('ticket.changed-since');
}
