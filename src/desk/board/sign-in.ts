import { directPlace } from '../address/route.ts';
import type { BookSource } from '../book/schema.ts';
import type { SessionOwner } from './session.ts';

/**
 * The one of our people whom a login names, as who they are in chat: `email` is compared with their address in the book,
 * any other claim with their user ids. undefined: none, or they have no chat account. Which rights they have is found out
 * for each page, as for those who come by a link.
 */
export function ownerNamed(
  { people }: Pick<BookSource, 'people'>,
  { claim, value }: { readonly claim: string; readonly value: string },
): Omit<SessionOwner, 'name'> | undefined {
  for (const [person, { email, ids }] of Object.entries(people)) {
    const accounts = Object.entries(ids).filter(([, id]) => id !== undefined);
    const found =
      claim === 'email'
        ? email?.toLowerCase() === value.toLowerCase() && accounts[0]
        : accounts.find(([, id]) => id === value);
    if (!found) continue;
    const [platform, id] = found;
    // `T1/U1`: the workspace stands before the user.
    const [userId = '', teamId = ''] = id.split('/').toReversed();
    const channel = directPlace(platform, userId).channelId;
    return { person, customer: undefined, platform, teamId, userId, channel };
  }
  return undefined;
}
