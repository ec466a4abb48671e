import type { z } from 'zod';
import type { ClockControl } from './clock.ts';
import type { DeskClient } from './desk-client.ts';
import type { History } from './history.ts';
import { Move, Press, Read, Say, Submit, Switch } from './schema.ts';
import { findPerson, mayEnter, type PlaygroundPerson, type PlaygroundWorkspace } from './workspace.ts';

export interface ActionParts {
  readonly workspace: () => PlaygroundWorkspace;
  readonly history: History;
  readonly clock: ClockControl;
}

/** A JSON response. */
export interface JsonResponse {
  readonly status: number;
  readonly body: object;
}

/** Handles a verified POST: parses the body, finds the person, and acts. */
type Action = (body: unknown, parts: ActionParts, deskClient: DeskClient) => Promise<JsonResponse>;

/** By the last part of the path. */
export const ACTIONS: ReadonlyMap<string, Action> = new Map([
  ['say', action(Say, (body, person, _parts, deskClient) => deskClient.say(body, person))],
  ['press', action(Press, (body, person, _parts, deskClient) => deskClient.press(body, person))],
  ['submit', action(Submit, (body, person, _parts, deskClient) => deskClient.submit(body, person))],
  ['language', action(Switch, (body, person, _parts, deskClient) => deskClient.switchLanguage(body, person))],
  [
    'read',
    action(Read, async (body, person, { history, workspace }) => {
      if (!mayEnter(workspace(), person, body.channelId)) return errorResponse(404, 'no-such-place');
      history.markRead(person.userId, body.channelId);
      return { status: 200, body: { ok: true } };
    }),
  ],
  ['clock', action(Move, (body, _person, { clock, workspace }) => clock.move(body, workspace().timeZone))],
]);

function action<T extends { readonly as: string }>(
  schema: z.ZodType<T>,
  act: (body: T, person: PlaygroundPerson, parts: ActionParts, deskClient: DeskClient) => Promise<JsonResponse>,
): Action {
  return async (body, parts, deskClient) => {
    const parsed = schema.safeParse(body);
    if (!parsed.success) return errorResponse(400, 'not-understood');
    const person = findPerson(parts.workspace(), parsed.data.as);
    return person ? act(parsed.data, person, parts, deskClient) : errorResponse(404, 'no-such-person');
  };
}

export function errorResponse(status: number, error: string): JsonResponse {
  return { status, body: { error } };
}
