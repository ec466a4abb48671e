import type { ChatEvent, ChatPerson } from '../../../chat/event.ts';
import type { Channels } from '../wire/channel.ts';
import { PLATFORM } from '../wire/names.ts';
import type { Self } from './identity.ts';
import type { Interaction } from './interaction.ts';
import type { Messages } from './message.ts';
import type { KnownPerson } from './people.ts';

/** The command whose reply is the person's App Home page. */
export const HOME_COMMAND = 'desk.home';

/**
 * Turns a Slack interaction into the desk's event. undefined: it needs no answer from the desk (a stale button, a
 * confirmation or form to open).
 */
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

/** The event that asks for the App Home page again, after a press on it that may have changed what it shows. */
export function homeEventAfter(event: ChatEvent): ChatEvent {
  const { at, person, place, language } = event;
  const asked = { kind: 'button', command: HOME_COMMAND, args: {}, subject: '' } as const;
  return { ...asked, id: `${event.id}/home`, at, person, place, language, message: undefined };
}

/**
 * Says who acted. A person counts as external unless their workspace is ours, or they belong to our Enterprise Grid
 * organisation; also when the payload and `users.info` name different workspaces.
 */
export function toChatPerson({ person }: Interaction, known: KnownPerson, self: Self | undefined): ChatPerson {
  const teams = [person.teamId, known.teamId].filter((team) => team !== '');
  const teamId = person.teamId || known.teamId;
  const isOurs =
    self !== undefined &&
    ((teams.length > 0 && teams.every((team) => team === self.teamId)) ||
      (known.enterpriseId !== '' && known.enterpriseId === self.enterpriseId));
  const { userId } = person;
  return { platform: PLATFORM, teamId, userId, displayName: known.name ?? person.displayName, external: !isOurs };
}
