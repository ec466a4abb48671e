import type { ChatEvent, ChatPerson } from '../../../chat/event.ts';
import type { Channels } from '../wire/channel.ts';
import { PLATFORM } from '../wire/names.ts';
import type { Self } from './identity.ts';
import type { Interaction } from './interaction.ts';
import type { Messages } from './message.ts';
import type { KnownPerson } from './people.ts';

/** The command that shows somebody's own page. */
export const HOME_COMMAND = 'desk.home';

/** What was heard as the desk hears it; undefined: it is answered without the desk. */
export async function toChatEvent(
  interaction: Interaction,
  person: ChatPerson,
  { language }: KnownPerson,
  { channels, messages }: { readonly channels: Channels; readonly messages: Messages },
): Promise<ChatEvent | undefined> {
  const { id, at, asked, message } = interaction;
  const place = channels.knownPlace(interaction.place);
  const common = { id, at, person, place, language, message: undefined };
  switch (asked.kind) {
    case 'button':
      return { ...common, ...asked };
    case 'words':
    case 'submit':
      return { ...common, ...asked, message: message && (await messages.find(message, interaction.place)) };
    default:
      return undefined;
  }
}

/** What somebody did on their home may have changed what stands there. */
export function homeEventAfter(event: ChatEvent): ChatEvent {
  const { at, person, place, language } = event;
  const asked = { kind: 'button', command: HOME_COMMAND, args: {}, subject: '' } as const;
  return { ...asked, id: `${event.id}/home`, at, person, place, language, message: undefined };
}

/**
 * Whoever is not known to be of our workspace, or of the organisation above it, is from outside; so is whoever the
 * payload and Slack's own word place in different ones.
 */
export function toChatPerson({ person }: Interaction, known: KnownPerson, self: Self | undefined): ChatPerson {
  const told = [person.teamId, known.teamId].filter((team) => team !== '');
  const teamId = person.teamId || known.teamId;
  const isOurs =
    self !== undefined &&
    ((told.length > 0 && told.every((team) => team === self.teamId)) ||
      (known.enterpriseId !== '' && known.enterpriseId === self.enterpriseId));
  const { userId } = person;
  return { platform: PLATFORM, teamId, userId, displayName: known.name ?? person.displayName, external: !isOurs };
}
