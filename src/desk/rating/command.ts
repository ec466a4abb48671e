import { z } from 'zod';
import { t } from '../../i18n/i18n.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { OptionalText, readInput, Score } from '../input.ts';
import type { StoredMatter } from '../matter/store.ts';
import { answerForm, tell } from '../tell.ts';
import { actorOf, lockAskedTicket, TicketInput } from '../ticket/asked-ticket.ts';
import { stepTicket } from '../ticket/flow.ts';
import { tellStep } from '../ticket/tell-step.ts';
import { type RatingReply, recordRating } from './flow.ts';
import { sayMoreForm } from './form.ts';
import type { Rating } from './rating.ts';
import { ratings } from './store.ts';
import { itemsOf, NOT_APPLICABLE, SURVEY_ITEMS, type SurveyItem } from './survey.ts';

/** The commands of ratings. */
export const ratingCommands: readonly Command[] = [
  {
    name: 'rating.give',
    for: 'everyone',
    typed: { slash: 'desk', zh: ['评分'], en: ['rate'], takes: ['ticket', 'score'] },
    run: give,
  },
  { name: 'rating.say-more', for: 'everyone', typed: undefined, run: more },
  { name: 'rating.reopen', for: 'staff', typed: undefined, run: reopen },
];

const ScoreInput = z.object({ score: Score });
const ItemScore = z.enum(['', '1', '2', '3', '4', '5', NOT_APPLICABLE]).default('');
const MoreInput = z.object({
  remark: OptionalText,
  ...(Object.fromEntries(SURVEY_ITEMS.map((item) => [item, ItemScore])) as Record<SurveyItem, typeof ItemScore>),
});

async function give(ask: Ask): Promise<Result<Answer>> {
  const found = await findAsked(ask);
  if (!found.ok) return found;
  const read = readInput(ScoreInput, ask.input);
  if (!read.ok) return read;
  return record(ask, found.value, { what: 'score', score: read.value.score });
}

/** Adds a remark and survey items to a score. Without any input it answers with a form. */
async function more(ask: Ask): Promise<Result<Answer>> {
  const found = await findAsked(ask);
  if (!found.ok) return found;
  const { id, state } = found.value;
  if (ask.by !== 'form' && ask.input.sure !== 'yes') {
    if (!state.given) return refuse('rating.no-score');
    return answerForm(sayMoreForm(id, state, ask.asker.language));
  }
  const read = readInput(MoreInput, ask.input);
  if (!read.ok) return read;
  const { remark, ...scores } = read.value;
  const items = itemsOf(state).flatMap((item) => (scores[item] === '' ? [] : [[item, readAnswer(scores[item])]]));
  return record(ask, found.value, { what: 'more', said: { remark, items: Object.fromEntries(items) } });
}

function readAnswer(given: string) {
  return given === NOT_APPLICABLE ? given : Score.parse(given);
}

async function record(ask: Ask, found: StoredMatter<Rating>, reply: RatingReply): Promise<Result<Answer>> {
  const recorded = await recordRating(ask.turn, found, reply, actorOf(ask));
  if (!recorded.ok) return recorded;
  const { isOver, facts } = recorded.value;
  if (isOver) return tell(ask, 'rating.too-late', {}, facts);
  return ask.by === 'words' ? tell(ask, 'rating.thanks', {}, facts) : accept({ replies: [], facts });
}

/**
 * The rating whose number the card carries, or else the last one of the ticket. Only its customer may change it: our
 * people are refused, and for other customers it does not exist.
 */
async function findAsked({ turn, asker, input }: Ask): Promise<Result<StoredMatter<Rating>>> {
  if (asker.staff) return refuse('rating.customer-only');
  const found = await find(turn.tx, input);
  if (!found.ok) return found;
  const isTheirs = found.value && found.value.state.customer === asker.customer;
  return isTheirs ? accept(found.value) : refuse('rating.not-found');
}

const RatingNumber = z.object({
  rating: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
});

async function find(tx: Ask['turn']['tx'], input: Ask['input']): Promise<Result<StoredMatter<Rating> | undefined>> {
  if (input.rating !== undefined) {
    const read = readInput(RatingNumber, input);
    return read.ok ? accept(await ratings.find(tx, read.value.rating)) : read;
  }
  const read = readInput(TicketInput, input);
  return read.ok ? accept((await ratings.list(tx, { ticketId: read.value.ticket })).at(-1)) : read;
}

/** Reopens the ticket on the customer's word: their score says that the fix did not hold. */
async function reopen(ask: Ask): Promise<Result<Answer>> {
  const found = await lockAskedTicket(ask);
  if (!found.ok) return found;
  const { stored } = found.value;
  const { language, name } = ask.asker;
  const last = (await ratings.list(ask.turn.tx, { ticketId: stored.id })).at(-1)?.state.given;
  const params = { by: name, score: last?.score ?? '–', remark: last?.remark || '–' };
  const text = t(language, 'rating.reopened', params);
  const customer = { key: 'customer', staff: false, director: false };
  const step = { verb: 'reject-fix', text, afterClose: true } as const;
  const stepped = await stepTicket(ask.turn, found.value, step, customer);
  if (!stepped.ok) return stepped;
  return tellStep(ask, found.value, 'reopen', step, stepped.value);
}
