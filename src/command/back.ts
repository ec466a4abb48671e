import type { ChatEvent } from '../chat/event.ts';
import { accountCommands } from '../desk/account/command.ts';
import { endLoss } from '../desk/account/flow.ts';
import { applyOverrides, type ChatOverrides } from '../desk/address/overrides.ts';
import { loadBook } from '../desk/book/store.ts';
import type { DeskTurn } from '../desk/desk.ts';
import { findPerson } from '../desk/person/person.ts';

/**
 * People who say or press something have an account: one that counted as lost is back. Gives the overrides as they are
 * from now on; undefined: nothing was lost.
 */
export async function findBack(house: Omit<DeskTurn, 'actor'>, event: ChatEvent): Promise<ChatOverrides | undefined> {
  if ((house.overrides.lost ?? []).length === 0) return undefined;
  if (event.kind === 'button' && accountCommands.some(({ name }) => name === event.command)) return undefined;
  const { source } = applyOverrides(await loadBook(house.tx, house.book), house.overrides);
  const person = findPerson(source.people, event.person);
  if (person === undefined) return undefined;
  return endLoss({ ...house, actor: person }, source, { person, platform: event.person.platform });
}
