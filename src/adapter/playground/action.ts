import type { z } from 'zod';
import type { Asking } from './ask.ts';
import type { ClockControl } from './clock.ts';
import type { History } from './history.ts';
import { Move, Press, Read, Say, Submit, Switch } from './schema.ts';
import { type Directory, findPerson, mayEnter, type PlaygroundPerson } from './workspace.ts';

export interface ActionParts {
  readonly directory: () => Directory;
  readonly history: History;
  readonly clock: ClockControl;
}

/** What a request is told, as JSON. */
export interface Answer {
  readonly status: number;
  readonly body: object;
}

/** What a POST does once it is verified: parses the body, finds who asks, and does it. */
type Action = (body: unknown, parts: ActionParts, asking: Asking) => Promise<Answer>;

/** By the last word of the path. */
export const ACTIONS: ReadonlyMap<string, Action> = new Map([
  ['say', action(Say, (body, person, _parts, asking) => asking.say(body, person))],
  ['press', action(Press, (body, person, _parts, asking) => asking.press(body, person))],
  ['submit', action(Submit, (body, person, _parts, asking) => asking.submit(body, person))],
  ['language', action(Switch, (body, person, _parts, asking) => asking.switchLanguage(body, person))],
  [
    'read',
    action(Read, async (body, person, { history, directory }) => {
      if (!mayEnter(directory(), person, body.channelId)) return answer(404, 'no-such-place');
      history.markRead(person.userId, body.channelId);
      return { status: 200, body: { ok: true } };
    }),
  ],
  ['clock', action(Move, (body, _person, { clock, directory }) => clock.move(body, directory().timeZone))],
]);

function action<T extends { readonly as: string }>(
  schema: z.ZodType<T>,
  act: (body: T, person: PlaygroundPerson, parts: ActionParts, asking: Asking) => Promise<Answer>,
): Action {
  return async (body, parts, asking) => {
    const parsed = schema.safeParse(body);
    if (!parsed.success) return answer(400, 'not-understood');
    const person = findPerson(parts.directory(), parsed.data.as);
    return person ? act(parsed.data, person, parts, asking) : answer(404, 'no-such-person');
  };
}

export function answer(status: number, error: string): Answer {
  return { status, body: { error } };
}
