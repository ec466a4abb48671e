import type { ChatEvent, ChatPerson } from '../../../chat/event.ts';
import type { Channels } from '../wire/channel.ts';
import { PLATFORM } from '../wire/names.ts';
import type { Self } from './identity.ts';
import type { Heard } from './interaction.ts';
import type { Messages } from './message.ts';
import type { KnownPerson } from './people.ts';

/** The command that shows somebody's own page. */
export const HOME = 'desk.home';

/** What was heard as the desk hears it; undefined: it is answered without the desk. */
export async function eventOf(
  heard: Heard,
  person: ChatPerson,
  { language }: KnownPerson,
  { channels, messages }: { readonly channels: Channels; readonly messages: Messages },
): Promise<ChatEvent | undefined> {
  const { id, at, asked, message } = heard;
  const place = channels.knownPlace(heard.place);
  const common = { id, at, person, place, language, message: undefined };
  switch (asked.kind) {
    case 'button':
      return { ...common, ...asked };
    case 'words':
    case 'submit':
      return { ...common, ...asked, message: message && (await messages.find(message, heard.place)) };
    default:
      return undefined;
  }
}

/** What somebody did on their home may have changed what stands there. */
export function homeAfter(event: ChatEvent): ChatEvent {
  const { at, person, place, language } = event;
  const asked = { kind: 'button', command: HOME, args: {}, subject: '' } as const;
  return { ...asked, id: `${event.id}/home`, at, person, place, language, message: undefined };
}

/**
 * Whoever is not known to be of our workspace, or of the organisation above it, is from outside; so is whoever the
 * payload and Slack's own word place in different ones.
 */
export function personOf({ person }: Heard, known: KnownPerson, self: Self | undefined): ChatPerson {
  const told = [person.teamId, known.teamId].filter((team) => team !== '');
  const teamId = person.teamId || known.teamId;
  const isOurs =
    self !== undefined &&
    ((told.length > 0 && told.every((team) => team === self.teamId)) ||
      (known.enterpriseId !== '' && known.enterpriseId === self.enterpriseId));
  const { userId } = person;
  return { platform: PLATFORM, teamId, userId, displayName: known.name ?? person.displayName, external: !isOurs };
}
