import { type Finding, finding, type NamedThere } from '../../../chat/check.ts';
import type { GroupTrouble } from '../../../chat/duty-group.ts';
import type { TextKey } from '../../../lib/text-key.ts';
import type { SlackClient } from '../wire/client.ts';
import { errorCodeOf } from '../wire/failure.ts';
import { DUTY_GROUP_SCOPES } from '../wire/names.ts';
import { findUserGroup, troubleOf } from '../wire/user-group.ts';

const SAID: Readonly<Record<GroupTrouble, TextKey>> = {
  unsupported: 'doctor.slack.duty-group.refused',
  scope: 'doctor.slack.duty-group.scope',
  unknown: 'doctor.slack.duty-group.unknown',
  off: 'doctor.slack.duty-group.off',
  forbidden: 'doctor.slack.duty-group.forbidden',
  plan: 'doctor.slack.duty-group.plan',
  people: 'doctor.slack.duty-group.people',
  outside: 'doctor.slack.duty-group.refused',
  refused: 'doctor.slack.duty-group.refused',
};

/**
 * Checks that the user groups that follow the schedule are there and may be changed. Whether the workspace lets an app
 * change them, only a try shows: that is what the desk noted at its last one (`trouble`). `scopes`: those of our token;
 * undefined if Slack did not say.
 */
export async function* examineDutyGroups(
  client: SlackClient,
  groups: NonNullable<NamedThere['dutyGroups']>,
  scopes: readonly string[] | undefined,
): AsyncGenerator<Finding> {
  const missing = scopes ? DUTY_GROUP_SCOPES.filter((scope) => !scopes.includes(scope)) : [];
  for (const { name, trouble } of groups) {
    const said = { group: name, scopes: (missing.length > 0 ? missing : DUTY_GROUP_SCOPES).join(', ') };
    if (missing.length > 0) yield finding('wrong', SAID.scope, said);
    else yield await examineGroup(client, name, trouble, said);
  }
}

async function examineGroup(
  client: SlackClient,
  name: string,
  trouble: GroupTrouble | undefined,
  said: Finding['params'],
): Promise<Finding> {
  try {
    const found = await findUserGroup(client, name);
    if (!found) return finding('wrong', SAID.unknown, said);
    if (found.isOff) return finding('wrong', SAID.off, said);
    // What was found in order since then is no trouble any more.
    const isStanding = trouble === 'forbidden' || trouble === 'people' || trouble === 'refused';
    return isStanding ? finding('wrong', SAID[trouble], said) : finding('ok', 'doctor.slack.duty-group.ok', said);
  } catch (cause) {
    const refused = troubleOf(cause);
    if (refused) return finding('wrong', SAID[refused], said);
    return finding('wrong', 'doctor.slack.duty-group.unseen', { ...said, error: errorCodeOf(cause) });
  }
}
