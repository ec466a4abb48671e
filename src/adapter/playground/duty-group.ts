import type { ChatAdapter } from '../../chat/adapter.ts';

/** A duty group as the page shows it: its handle without the `@`, and the user ids of its members. */
export interface DutyGroupView {
  readonly name: string;
  readonly members: readonly string[];
}

export interface DutyGroups {
  list(): readonly DutyGroupView[];
  readonly set: ChatAdapter['setDutyGroup'];
}

/**
 * The playground's duty groups. They are kept in memory only, because the desk sets them at every start. `tell` gets all
 * of them after each change.
 */
export function createDutyGroups(tell: (groups: readonly DutyGroupView[]) => void): DutyGroups {
  const groups = new Map<string, readonly string[]>();
  const list = () => [...groups].map(([name, members]) => ({ name, members }));
  return {
    list,
    async set({ group, members }) {
      groups.set(group, members);
      tell(list());
      return undefined;
    },
  };
}
