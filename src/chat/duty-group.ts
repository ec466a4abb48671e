/**
 * A group of people on a chat platform whose members follow the duty schedule: a Slack user group (`@on-call`), or a
 * Feishu chat in which a mention of everyone reaches those who are on duty.
 */

/** Who must be in a duty group, and who must not. All are user ids as the service book writes them. */
export interface DutyGroupPost {
  /** As the service book names the group on its platform: a handle or an id. */
  readonly group: string;
  /** Those who have the bell; never empty. */
  readonly members: readonly string[];
  /**
   * Those who must leave: people of the rotation who do not have the bell. Where a group may have others too (Feishu),
   * these others stay.
   */
  readonly leaving: readonly string[];
}

/**
 * Why a platform does not change a group, until a person does something about it. `unsupported`: the platform has no
 * such groups, or is not connected. `scope`: our app lacks a permission. `unknown`: no group has this name. `off`: the group is disabled.
 * `forbidden`: the workspace, or the chat, does not let our app change members. `plan`: the workspace's plan has no
 * groups. `people`: one of the people cannot be a member. `outside`: our bot is not in the chat. `refused`: any other
 * refusal.
 */
export const GROUP_TROUBLES = [
  'unsupported',
  'scope',
  'unknown',
  'off',
  'forbidden',
  'plan',
  'people',
  'outside',
  'refused',
] as const;
export type GroupTrouble = (typeof GROUP_TROUBLES)[number];
