import type { Clock, Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { SlackClient } from './client.ts';
import { LIMITS } from './limits.ts';

/** What Slack tells of somebody. Externals have a name but no locale. */
export interface KnownPerson {
  readonly name: string | undefined;
  readonly language: Language | undefined;
}

export interface People {
  /** Asks Slack, at most once an hour for each; whoever it does not tell about in time is simply not known. */
  find(teamId: string, userId: string): Promise<KnownPerson>;
}

const NOBODY: KnownPerson = { name: undefined, language: undefined };

export function createPeople(client: SlackClient, clock: Clock): People {
  const remembered = new Map<string, { readonly person: KnownPerson; readonly until: Instant }>();
  return {
    async find(teamId, userId) {
      const key = `${teamId}/${userId}`;
      const found = remembered.get(key);
      if (found && found.until > clock.now()) return found.person;
      const person = await ask(client, userId);
      if (person === NOBODY) return found?.person ?? NOBODY;
      remembered.delete(key);
      remembered.set(key, { person, until: clock.now() + LIMITS.rememberPersonMs });
      const [oldest] = remembered.keys();
      if (remembered.size > LIMITS.rememberedPeople && oldest !== undefined) remembered.delete(oldest);
      return person;
    },
  };
}

async function ask(client: SlackClient, userId: string): Promise<KnownPerson> {
  try {
    const { user } = await client.users.info({ user: userId, include_locale: true });
    const name = user?.profile?.display_name || user?.real_name || user?.name;
    return { name, language: languageOfLocale(user?.locale) };
  } catch {
    return NOBODY;
  }
}

function languageOfLocale(locale: string | undefined): Language | undefined {
  if (locale === undefined) return undefined;
  return locale.startsWith('zh') ? 'zh-CN' : 'en';
}
