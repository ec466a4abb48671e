import { t } from '../../i18n/i18n.ts';
import type { Language, Named } from '../../lib/language.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import type { BookSource } from '../book/schema.ts';
import type { DeskTurn } from '../desk.ts';
import { announce } from './announce.ts';
import { fallbacksOf } from './fallback.ts';
import { directPlace } from './route.ts';

/** Something a person sent that was given up before a turn could answer it. */
export interface Unanswered {
  readonly platform: string;
  /** The platform's id of it. */
  readonly deliveryId: string;
  readonly channelId: string;
  readonly userId: string;
  /** A key of the book's people, or `customer`. */
  readonly askerKey: string;
  readonly language: Language;
  /** `fault`: it could not be read. `late`: it waited for more than a day. */
  readonly why: 'fault' | 'late';
  /** The id that the log has too. */
  readonly faultId: string;
}

/**
 * Owes the person who sent it an apology in their direct messages, which no one else reads: it says nothing of what
 * they sent. If the platform does not let us write to them there, the provider's own channels are told for whom it was.
 */
export async function enqueueApology(turn: DeskTurn, source: BookSource, unanswered: Unanswered): Promise<void> {
  const { platform, deliveryId, userId, askerKey, language, why, faultId } = unanswered;
  const route = { place: directPlace(platform, userId), language, name: nameOf(source, unanswered) };
  const subject = `delivery/${platform}/${deliveryId}`;
  const kind = 'delivery.given-up';
  const announcement = {
    ...{ key: `${subject}|${kind}`, kind, subject, at: turn.now, to: [askerKey], customer: undefined, fields: {} },
    unlisted: true as const,
    waysTo: () => [{ route, fallbacks: fallbacksOf(source, askerKey, route, 'comes') }],
  };
  const text = why === 'late' ? 'line.delivery.too-old' : 'line.delivery.given-up';
  const notices = announce({ source, speaksBoth: turn.speaksBoth }, announcement, (_audience, reader) => ({
    card: undefined,
    line: t(reader, text, { id: faultId }),
    pings: [],
  }));
  await enqueue(turn, notices, []);
}

/** How the provider's people tell who it was: by name, or by channel and user id. */
function nameOf({ people, channels }: BookSource, { platform, channelId, userId, askerKey }: Unanswered): Named {
  if (Object.hasOwn(people, askerKey)) return people[askerKey]?.name ?? { zh: userId, en: userId };
  const channel = Object.values(channels).find((each) => each.platform === platform && each.id === channelId);
  if (!channel) return { zh: userId, en: userId };
  const { zh, en } = channel.name;
  return { zh: `${zh}（${userId}）`, en: `${en} (${userId})` };
}
