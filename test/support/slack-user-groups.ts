import type { Json } from './slack-limits.ts';

/** A user group as the workspace has it. */
export interface SlackUserGroup {
  readonly id: string;
  readonly handle: string;
  users: readonly string[];
  /** Disabled: no one can mention it. */
  off?: boolean;
}

export interface SlackUserGroups {
  readonly groups: readonly SlackUserGroup[];
  /** Who may change groups: the workspace's setting. */
  changedBy: 'everyone' | 'administrators';
  /** Plans without user groups. */
  plan: 'paid' | 'free';
  readonly methods: Readonly<Record<string, (args: Json) => Json>>;
}

/** User groups, and what Slack refuses about them. `people`: who may be in a group; undefined: all. */
export function createUserGroups(
  groups: readonly SlackUserGroup[],
  scopes: readonly string[],
  people: Readonly<Record<string, Json>> | undefined,
): SlackUserGroups {
  const refuse = (error: string): Json => ({ ok: false, error });
  const tell = ({ id, handle, users, off = false }: SlackUserGroup): Json => ({
    ...{ id, team_id: 'THOME', is_usergroup: true, name: handle, handle, users, user_count: String(users.length) },
    date_delete: off ? 1_700_000_000 : 0,
  });
  const fake: SlackUserGroups = {
    groups,
    changedBy: 'everyone',
    plan: 'paid',
    methods: {
      'usergroups.list': ({ include_disabled, include_users }) => {
        if (!scopes.includes('usergroups:read')) return refuse('missing_scope');
        const shown = groups.filter(({ off }) => include_disabled === 'true' || !off).map(tell);
        if (include_users !== 'true') for (const each of shown) delete (each as { users?: unknown }).users;
        return { ok: true, usergroups: shown };
      },
      'usergroups.users.update': ({ usergroup, users }) => {
        if (!scopes.includes('usergroups:write')) return refuse('missing_scope');
        if (fake.plan === 'free') return refuse('plan_upgrade_required');
        if (fake.changedBy !== 'everyone') return refuse('permission_denied');
        const group = groups.find(({ id }) => id === usergroup);
        if (!group || group.off) return refuse('no_such_subteam');
        const wanted = String(users ?? '')
          .split(',')
          .filter((user) => user !== '');
        if (wanted.length === 0) return refuse('no_users_provided');
        if (wanted.some((user) => !/^[UW][A-Z0-9]+$/.test(user) || (people && people[user] === undefined)))
          return refuse('invalid_users');
        group.users = wanted;
        return { ok: true, usergroup: tell(group) };
      },
    },
  };
  return fake;
}
