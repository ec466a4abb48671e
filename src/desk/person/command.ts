import { createHash, randomInt } from 'node:crypto';
import type { ChatPerson } from '../../chat/event.ts';
import { MINUTE } from '../../lib/instant.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { tell } from '../tell.ts';
import { deleteLinks, insertLinkCode, redeemLinkCode, saveLink } from './store.ts';

/** Commands to link one's accounts on two platforms. */
export const personCommands: readonly Command[] = [
  {
    name: 'person.link',
    for: 'everyone',
    changesStart: true,
    typed: { slash: 'desk', zh: ['关联'], en: ['link'], takes: ['code'] },
    run: link,
  },
  {
    name: 'person.unlink',
    for: 'staff',
    changesStart: true,
    typed: { slash: 'desk', zh: ['解除关联'], en: ['unlink'], takes: [] },
    run: unlink,
  },
];

const CODE_MINUTES = 10;
const CODE_LENGTH = 8;
/** Letters and digits that are not mistaken for others. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/**
 * Links a person's accounts on two platforms: on the one where they are known they get a code, and enter it on the
 * other. So only the owner of both accounts can link them.
 */
async function link(ask: Ask): Promise<Result<Answer>> {
  const { turn, asker, person, input } = ask;
  const code = (input.code ?? '').trim().toUpperCase();
  if (code === '') return asker.staff ? giveCode(ask) : refuse('input.missing', { field: 'code' });
  if (asker.staff) return refuse('person.known-here', { name: asker.name });
  const key = await redeemLinkCode(turn.tx, hashOf(code), turn.now);
  if (key === undefined) return refuse('person.code-wrong');
  const { platform } = person;
  await saveLink(turn.tx, { person: key, platform, userId: userIdOf(person) }, turn.now);
  return tell(ask, 'person.linked');
}

async function giveCode(ask: Ask): Promise<Result<Answer>> {
  const { turn, asker } = ask;
  const code = Array.from({ length: CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  await insertLinkCode(turn.tx, hashOf(code), asker.key, turn.now + CODE_MINUTES * MINUTE, turn.now);
  return tell(ask, 'person.code', { code, minutes: CODE_MINUTES });
}

async function unlink(ask: Ask): Promise<Result<Answer>> {
  const links = await deleteLinks(ask.turn.tx, ask.asker.key, ask.turn.now);
  return links > 0 ? tell(ask, 'person.unlinked') : refuse('person.not-linked');
}

/** A user id as the service book writes it: with the workspace in front for people of other organisations. */
function userIdOf({ teamId, userId, external }: ChatPerson): string {
  return external ? `${teamId}/${userId}` : userId;
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}
