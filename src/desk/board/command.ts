import { z } from 'zod';
import type { Card } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { HOUR, MINUTE } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import { plainWord } from '../../lib/plain-text.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { directPlace } from '../address/route.ts';
import { makeButton } from '../card/button.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { OptionalText, readInput, shorten } from '../input.ts';
import { tell } from '../tell.ts';
import { endSessions, insertLink } from './session/store.ts';
import { LINK_MS, SESSION_MS, type SessionOwner } from './session.ts';

/** The board: a page that shows what is open, owed and kept, by a personal link from chat. */
export const boardCommands: readonly Command[] = [
  {
    name: 'board.open',
    for: 'everyone',
    typed: { slash: 'desk', zh: ['看板'], en: ['board'], topic: 'look', takes: ['revoke'] },
    run: openBoard,
  },
  { name: 'board.revoke', for: 'everyone', typed: undefined, run: revoke },
];

const Input = z.object({ revoke: OptionalText });
const REVOKE = ['revoke', 'end', '撤销', '作废', '注销'];

/** Gives the asker alone a link to the board, or ends all that they have. */
async function openBoard(ask: Ask): Promise<Result<Answer>> {
  const read = readInput(Input, ask.input);
  if (!read.ok) return read;
  const { language } = ask.asker;
  const word = plainWord(read.value.revoke);
  if (REVOKE.includes(word)) return revoke(ask);
  if (word !== '')
    return refuse('board.unknown-word', {
      value: shorten(read.value.revoke, 40),
      allowed: t(language, 'board.word.revoke'),
    });
  const owner = ownerOf(ask);
  if (!owner) return refuse('ticket.customer-unknown');
  const { turn } = ask;
  if (turn.links.board('') === undefined) return refuse('page.off');
  const id = await insertLink(turn.tx, owner, turn.now);
  const card = linkCard(turn.links.board(id) ?? '', language);
  return accept({ replies: [{ kind: 'card', card, readers: 'asker' }], facts: [] });
}

/**
 * Who gets the link. Our people see the board as in their direct messages, wherever they asked; customers as in the
 * channel in which they asked. undefined: a stranger.
 */
function ownerOf({ asker, person, place }: Ask): SessionOwner | undefined {
  const { key, staff, customer, name } = asker;
  if (!staff && customer === undefined) return undefined;
  const { platform, teamId, userId } = person;
  const channel = staff ? directPlace(platform, userId).channelId : place.channelId;
  return { person: key, customer: staff ? undefined : customer, platform, teamId, userId, name, channel };
}

function linkCard(url: string, language: Language): Card {
  const revokeButton = makeButton({
    label: t(language, 'board.revoke'),
    command: 'board.revoke',
    style: 'danger',
    confirm: t(language, 'board.revoke-sure'),
  });
  const [minutes, hours] = [LINK_MS / MINUTE, SESSION_MS / HOUR];
  return {
    subject: 'board',
    tone: 'neutral',
    title: t(language, 'board.title'),
    badges: [],
    parts: [
      { part: 'text', style: 'plain', text: t(language, 'board.link.text', { minutes, hours }) },
      { part: 'links', links: [{ label: t(language, 'board.link'), url }] },
      { part: 'actions', main: [], more: [revokeButton] },
    ],
  };
}

/** Ends every link and session of the asker's. */
async function revoke(ask: Ask): Promise<Result<Answer>> {
  const owner = ownerOf(ask);
  const count = owner ? await endSessions(ask.turn.tx, owner, ask.turn.now) : 0;
  return count > 0 ? tell(ask, 'board.revoked') : refuse('board.none');
}
