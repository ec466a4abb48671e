import type { Clock, Instant } from '../../../lib/instant.ts';
import type { Language } from '../../../lib/language.ts';
import { within } from '../../../lib/within.ts';
import type { SlackClient } from '../wire/client.ts';
import { LIMITS } from '../wire/limits.ts';

/** A person as `users.info` describes them. People of other organisations have a name but no locale. */
export interface KnownPerson {
  readonly name: string | undefined;
  readonly language: Language | undefined;
  /** Their workspace and its Enterprise Grid organisation; empty if not told. */
  readonly teamId: string;
  readonly enterpriseId: string;
}

export interface People {
  /**
   * Looks a person up, at most once an hour each. Gives what is known after `withinMs` at the latest, else
   * UNKNOWN_PERSON.
   */
  find(userId: string, withinMs: number): Promise<KnownPerson>;
}

export const UNKNOWN_PERSON: KnownPerson = { name: undefined, language: undefined, teamId: '', enterpriseId: '' };

export function createPeople(client: SlackClient, clock: Clock): People {
  const remembered = new Map<string, { readonly person: KnownPerson; readonly until: Instant }>();
  const pending = new Map<string, Promise<KnownPerson>>();

  /** Calls for the same person share one request. */
  function fetchOnce(userId: string): Promise<KnownPerson> {
    const underWay = pending.get(userId) ?? learn(userId).finally(() => pending.delete(userId));
    pending.set(userId, underWay);
    return underWay;
  }

  async function learn(userId: string): Promise<KnownPerson> {
    const person = await fetchPerson(client, userId);
    if (person === UNKNOWN_PERSON) return remembered.get(userId)?.person ?? UNKNOWN_PERSON;
    remembered.delete(userId);
    remembered.set(userId, { person, until: clock.now() + LIMITS.rememberPersonMs });
    const [oldest] = remembered.keys();
    if (remembered.size > LIMITS.rememberedPeople && oldest !== undefined) remembered.delete(oldest);
    return person;
  }

  return {
    async find(userId, withinMs) {
      const found = remembered.get(userId);
      if (found && found.until > clock.now()) return found.person;
      return within(fetchOnce(userId), withinMs, found?.person ?? UNKNOWN_PERSON);
    },
  };
}

async function fetchPerson(client: SlackClient, userId: string): Promise<KnownPerson> {
  try {
    const { user } = await client.users.info({ user: userId, include_locale: true });
    const name = user?.profile?.display_name || user?.real_name || user?.name;
    const teamId = user?.team_id ?? '';
    return {
      name,
      language: languageOfLocale(user?.locale),
      teamId,
      enterpriseId: user?.enterprise_user?.enterprise_id ?? '',
    };
  } catch {
    return UNKNOWN_PERSON;
  }
}

function languageOfLocale(locale: string | undefined): Language | undefined {
  if (locale === undefined) return undefined;
  return locale.startsWith('zh') ? 'zh-CN' : 'en';
}
