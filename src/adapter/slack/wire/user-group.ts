import type { DutyGroupPost, GroupTrouble } from '../../../chat/duty-group.ts';
import type { SlackClient } from './client.ts';
import { errorCodeOf } from './failure.ts';
import { bareUserId } from './place.ts';

/** Slack's user groups (`@on-call`). A bot may change members if the workspace lets everyone do so. */

/** What Slack answers instead of changing a group, and what keeps it from that. Other codes pass by themselves. */
const TROUBLES: Readonly<Record<string, GroupTrouble>> = {
  missing_scope: 'scope',
  permission_denied: 'forbidden',
  plan_upgrade_required: 'plan',
  no_such_subteam: 'unknown',
  subteam_not_found: 'unknown',
  invalid_usergroup: 'unknown',
  invalid_user: 'people',
  invalid_users: 'people',
  no_users_provided: 'people',
  failed_for_some_users: 'people',
  single_channel_guests_cannot_be_added: 'people',
  user_is_bot: 'people',
  user_is_restricted: 'people',
  user_is_ultra_restricted: 'people',
};

/** What keeps Slack from it, by its refusal; undefined: it may pass by itself, or is no refusal of groups. */
export function troubleOf(cause: unknown): GroupTrouble | undefined {
  return TROUBLES[errorCodeOf(cause)];
}

/** A user group as the workspace has it. */
export interface UserGroup {
  readonly id: string;
  readonly isOff: boolean;
  readonly members: readonly string[];
}

/** Finds a group by its id or handle, disabled ones too. Throws what Slack's client throws. */
export async function findUserGroup(client: SlackClient, name: string): Promise<UserGroup | undefined> {
  const { usergroups = [] } = await client.usergroups.list({ include_disabled: true, include_users: true });
  const found = usergroups.find(({ id, handle }) => id === name || handle?.toLowerCase() === name.toLowerCase());
  if (found?.id === undefined) return undefined;
  return { id: found.id, isOff: (found.date_delete ?? 0) > 0, members: found.users ?? [] };
}

/** Replaces the members of a group, unless they are in it already. Throws what Slack's client throws. */
export async function setUserGroup(
  client: SlackClient,
  { group: name, members }: DutyGroupPost,
): Promise<GroupTrouble | undefined> {
  const group = await findUserGroup(client, name);
  if (!group) return 'unknown';
  if (group.isOff) return 'off';
  const wanted = [...new Set(members.map(bareUserId))];
  const isInStep = wanted.length === group.members.length && wanted.every((user) => group.members.includes(user));
  if (!isInStep) await client.usergroups.users.update({ usergroup: group.id, users: wanted.join(',') });
  return undefined;
}
