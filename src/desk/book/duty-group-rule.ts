import { z } from 'zod';
import type { FieldPath, Finding } from './problem.ts';

/** Groups on chat platforms whose members follow a rotation, so that a mention reaches who has the bell. */

const Handle = z
  .string()
  .regex(
    /^(S[A-Z0-9]{6,20}|@?[a-z0-9\p{L}][a-z0-9\p{L}._-]{0,40})$/u,
    'a Slack user group is its handle, such as "on-call", or its id, such as "S0604QSJC"',
  );

const ChatId = z
  .string()
  .regex(/^oc_[A-Za-z0-9]{1,60}$/, 'a duty chat on Feishu is a chat of its own, by its id, such as "oc_a0553eda"');

/** On which platforms a rotation has a duty group, and which. */
export const DutyGroups = z
  .strictObject({
    slack: Handle.optional().describe(
      'Handle or id of a user group; its members are those who have the bell, no others',
    ),
    feishu: ChatId.optional().describe(
      'Id of a chat of its own: people of the rotation are in it while they have the bell; others stay',
    ),
    playground: Handle.optional().describe('Handle of a group that the playground shows, to try it'),
  })
  .refine((groups) => Object.keys(groups).length > 0, 'name a group: { slack: on-call }');
export type DutyGroups = z.infer<typeof DutyGroups>;

/** One duty group: on which platform, and how the book names it there. */
export interface DutyGroup {
  readonly platform: string;
  readonly name: string;
}

interface Rotations {
  readonly rotations: Readonly<Record<string, { readonly group?: DutyGroups | undefined }>>;
}

/** The duty groups of one rotation. */
export function dutyGroupsOf({ group = {} }: Rotations['rotations'][string]): DutyGroup[] {
  return Object.entries(group).flatMap(([platform, name]) =>
    name === undefined ? [] : [{ platform, name: name.replace(/^@/, '') }],
  );
}

/** Every duty group of the book, each once, with the keys of its rotations. Several rotations may share a group. */
export function listDutyGroups({ rotations }: Rotations): (DutyGroup & { readonly rotations: readonly string[] })[] {
  const all = Object.entries(rotations).flatMap(([key, rotation]) =>
    dutyGroupsOf(rotation).map((group) => ({ ...group, key })),
  );
  return [...Map.groupBy(all, ({ platform, name }) => `${platform}/${name}`).values()].flatMap((same) => {
    const [first] = same;
    return first ? [{ platform: first.platform, name: first.name, rotations: same.map(({ key }) => key) }] : [];
  });
}

/**
 * A duty chat on Feishu must not be a channel of the book: people who are off duty would be removed from their team's
 * chat.
 */
export function* checkDutyGroup(
  path: FieldPath,
  { group }: Rotations['rotations'][string],
  channels: Readonly<Record<string, { readonly platform: string; readonly id: string }>>,
): Iterable<Finding> {
  const same = Object.entries(channels).find(([, { platform, id }]) => platform === 'feishu' && id === group?.feishu);
  if (same)
    yield {
      path: [...path, 'group', 'feishu'],
      message: `is the channel "${same[0]}", from which people who are off duty would be removed; make a chat of its own`,
    };
}
