import type { DutyGroupPost } from '../../chat/duty-group.ts';
import { type Instant, isoOf } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { Notice, Withdrawal } from '../../outbox/notice.ts';

/**
 * A notice that is no message: it sets the members of a duty group. It waits in the outbox as others do, so that it
 * survives a crash and is tried again while the platform is down. `withdrawals`: older ones of the same group, which no
 * longer say who has the bell.
 */
export function dutyGroupNotice(
  platform: string,
  dutyGroup: DutyGroupPost,
  at: Instant,
  language: Language,
): { readonly notice: Notice; readonly withdrawals: readonly Withdrawal[] } {
  const subject = `duty-group/${platform}/${dutyGroup.group}`;
  const keyPrefix = `${subject}|set|`;
  const notice: Notice = {
    key: `${keyPrefix}${isoOf(at)}|${dutyGroup.members.join(',')}`,
    kind: 'duty.group-set',
    subject,
    at,
    audience: 'duty-group',
    place: { platform, channelId: `group:${dutyGroup.group}`, threadId: '' },
    lane: 'normal',
    post: {
      card: undefined,
      line: '',
      mentions: [],
      about: undefined,
      readers: 'staff',
      language,
      gist: '',
      full: undefined,
      dutyGroup,
    },
    fallbacks: [],
  };
  return { notice, withdrawals: [{ subject, keyPrefix }] };
}
