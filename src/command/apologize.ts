import type { Delivery } from '../chat/intake.ts';
import { WEB } from '../chat/page.ts';
import type { Tx } from '../db/database.ts';
import { enqueueApology, type Unanswered } from '../desk/address/apology.ts';
import { bookOf } from '../desk/address/turn-book.ts';
import { readTurnStart } from '../desk/begin-turn.ts';
import { createOwed } from '../desk/pending-notices.ts';
import { askerOf } from './asker.ts';
import type { DispatchParts } from './dispatch.ts';

/** Who sent a delivery, and where: all that is known of one that could not be read. */
export type Sender = Pick<Delivery, 'platform' | 'id' | 'channelId' | 'personId'>;

/**
 * Owes each sender an apology, in the transaction that gives their deliveries up. A person who sent several hears it
 * once. A page of ours reaches no one, so its visitors are left out: they see on the page that it failed.
 */
export type Apologize = (
  tx: Tx,
  senders: readonly Sender[],
  about: Pick<Unanswered, 'why' | 'faultId'>,
) => Promise<void>;

type ApologyParts = Pick<DispatchParts, 'jobs' | 'clock' | 'log' | 'speaksBoth' | 'linksAt' | 'writeOwed'>;

export function createApologize({ jobs, clock, log, speaksBoth, linksAt, writeOwed }: ApologyParts): Apologize {
  return async (tx, senders, about) => {
    const people = new Map(senders.map((sender) => [`${sender.platform}/${sender.personId}`, sender]));
    const now = clock.now();
    const owed = createOwed();
    const start = await readTurnStart(tx);
    const links = linksAt(now, start.lastRevocation);
    const turn = { tx, now, actor: 'clock', jobs, log, speaksBoth, links, owed };
    const { source } = await bookOf({ tx, ...start }, start.book);
    for (const { platform, id, channelId, personId } of people.values()) {
      if (platform === WEB || personId === '') continue;
      const person = { platform, teamId: '', userId: personId, displayName: personId, external: false };
      const place = { platform, channelId, threadId: '' };
      const asker = askerOf({ person, place, language: undefined }, source, start.overrides);
      const who = { platform, deliveryId: id, channelId, userId: personId };
      const unanswered = { ...who, askerKey: asker.key, language: asker.language, ...about };
      await enqueueApology({ ...turn, ...start }, source, unanswered);
    }
    await writeOwed({ tx, jobs, owed });
  };
}
