import type { ChatPlace } from '../../../chat/place.ts';
import { PLATFORM } from '../wire/names.ts';
import { parseJson } from '../wire/press.ts';
import { isViewForUs, type Self } from './identity.ts';
import type { Actor } from './interaction.ts';
import { actorOf, frameOf } from './parse.ts';
import { BlockSuggestion, ModalState, type Repeatable } from './schema.ts';

/** A person looks for an option of a form by typing. */
export interface Suggestion {
  readonly person: Actor;
  readonly place: ChatPlace;
  /** The form's command and arguments. */
  readonly press: string;
  /** The name of the field. */
  readonly field: string;
  readonly typed: string;
  /** The words in the form's frame, which tell its language. */
  readonly frame: string;
  /** How the form was asked for; undefined if it cannot be asked for again. */
  readonly asked: Repeatable | undefined;
}

/** undefined if the payload is another one, not for our installation, or about a form that is none of ours. */
export function parseSuggestion(body: unknown, self: Self | undefined): Suggestion | undefined {
  const { data } = BlockSuggestion.safeParse(body);
  if (!data || !isViewForUs(data.view.app_installed_team_id, self)) return undefined;
  const { data: state } = ModalState.safeParse(parseJson(data.view.private_metadata));
  if (!state) return undefined;
  const { press, channelId, threadId, asked } = state;
  return {
    person: actorOf(data.user),
    place: { platform: PLATFORM, channelId, threadId },
    press,
    field: data.action_id,
    typed: data.value,
    frame: frameOf(data.view),
    asked,
  };
}
