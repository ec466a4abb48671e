import { z } from 'zod';
import { UNPLACED_WHYS } from '../../chat/mail.ts';
import { DAY } from '../../lib/instant.ts';
import { accept, type Result } from '../../lib/refusal.ts';
import { bookOf } from '../address/turn-book.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { MAX_TITLE, readInput, shorten } from '../input.ts';
import { EVERY_OPEN } from '../matter/store.ts';
import { answerCard, tell } from '../tell.ts';
import { maySee } from '../ticket/flow.ts';
import { listCard } from './card.ts';
import { letters, receiveLetter } from './flow.ts';
import { answerLetter } from './letter.ts';
import { noteStranger } from './store.ts';

/** Mails that belong to no case. */
export const letterCommands: readonly Command[] = [
  { name: 'letter.receive', for: 'everyone', typed: undefined, run: receive },
  { name: 'letter.answered', for: 'staff', typed: undefined, run: answered },
  {
    name: 'letter.list',
    for: 'staff',
    typed: { slash: 'desk', zh: ['来信'], en: ['mails'], topic: 'look', takes: [] },
    run: list,
  },
];

const Received = z.object({ from: z.string().max(320), title: z.string(), why: z.enum(UNPLACED_WHYS) });

/** Senders of such mails are answered, and the reader is told of them, once within this time. */
const ONCE_WITHIN = DAY;
/** What the sender is told. The others are not answered: they may be false, or are no person. */
const ANSWERED = ['stranger', 'too-large', 'unreadable'] as const;

async function receive(ask: Ask): Promise<Result<Answer>> {
  const { turn, asker, book, place } = ask;
  const read = readInput(Received, ask.input);
  if (!read.ok) return read;
  const { from, why } = read.value;
  const title = shorten(read.value.title, MAX_TITLE);
  if (!(await noteStranger(turn.tx, from, turn.now, turn.now - ONCE_WITHIN))) return accept({ replies: [], facts: [] });
  const letter = { channelId: place.channelId, customer: asker.customer ?? '', from, title, why };
  await receiveLetter(turn, await bookOf(turn, turn.book), letter);
  const told = ANSWERED.find((each) => each === why);
  if (!told) return accept({ replies: [], facts: [] });
  const { name } = book.source.provider;
  return tell(ask, `letter.reply.${told}`, { provider: asker.language === 'en' ? name.en : name.zh });
}

async function answered(ask: Ask): Promise<Result<Answer>> {
  const found = await letters.lock(ask);
  if (!found.ok) return found;
  const { id, number, state } = found.value;
  const done = answerLetter(state, ask.asker.key, ask.turn.now);
  if (!done.ok) return done;
  await letters.save(ask.turn, id, await bookOf(ask.turn, ask.turn.book), done.value);
  return tell(ask, 'letter.told.answered', { letter: number });
}

async function list({ turn, book, asker }: Ask): Promise<Result<Answer>> {
  const open = await letters.store.list(turn.tx, { status: 'open', limit: EVERY_OPEN });
  const seen = open.filter(({ state }) => maySee(asker, state));
  return answerCard(listCard(seen.map(letters.named), book.source, asker.language));
}
