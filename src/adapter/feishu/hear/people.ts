import { z } from 'zod';
import type { Clock, Instant } from '../../../lib/instant.ts';
import type { Language } from '../../../lib/language.ts';
import { within } from '../../../lib/within.ts';
import type { FeishuClient } from '../wire/client.ts';
import { INCOMING } from '../wire/incoming-limits.ts';
import { idTypeOf } from '../wire/person-id.ts';
import type { Actor } from './interaction.ts';

/** What is known of somebody. */
export interface KnownPerson {
  /** As the directory has it; of people of other organisations, as messages called them, if any did. */
  readonly name: string | undefined;
  /** What their app showed last. */
  readonly language: Language | undefined;
  /** Their own organisation; empty: nobody knows. */
  readonly tenantKey: string;
}

export interface People {
  /** Keeps what an event tells of somebody, and asks Feishu for the rest, as long as `withinMs`. Never throws. */
  find(speaker: Actor, locale: Language | undefined): Promise<KnownPerson>;
  /** Keeps what messages call people: id → name. It tells who they are to readers, never whose. */
  learnNames(names: Readonly<Record<string, string>>): void;
  /** Whether nothing calls them anything; says so once for each of them. */
  isNewStranger(userId: string): boolean;
  /** What their app showed last, without asking anybody. */
  languageOf(speaker: Actor): Language | undefined;
}

const Named = z.object({ users: z.array(z.object({ user_id: z.string(), name: z.string().nullish() })).nullish() });

/** Remembers people: an event of a menu does not tell whose it is, a press not which language they read. */
export function createPeople(client: FeishuClient, clock: Clock): People {
  const known = new Map<string, KnownPerson & { readonly until: Instant }>();
  /** Empty: it was asked for. */
  const called = new Map<string, string>();

  /** Feishu names those of the app's own organisation and nobody else. */
  async function askName(userId: string): Promise<string | undefined> {
    const options = { params: { user_id_type: idTypeOf(userId) }, data: { user_ids: [userId] } };
    const answer = Named.safeParse(await client.call('POST', 'contact/v3/users/basic_batch', options));
    return answer.data?.users?.find(({ user_id }) => user_id === userId)?.name || undefined;
  }

  function remember<V>(map: Map<string, V>, userId: string, value: V): void {
    map.delete(userId);
    map.set(userId, value);
    const [oldest] = map.keys();
    if (map.size > INCOMING.rememberedPeople && oldest !== undefined) map.delete(oldest);
  }

  return {
    learnNames(names) {
      for (const [userId, name] of Object.entries(names)) remember(called, userId, name);
    },
    isNewStranger(userId) {
      const isNew = !called.has(userId);
      if (isNew) remember(called, userId, '');
      return isNew;
    },
    languageOf: ({ userId }) => known.get(userId)?.language,
    async find({ userId, tenantKey, homeTenantKey }, locale) {
      const before = known.get(userId);
      const language = locale ?? before?.language;
      const told = tenantKey || before?.tenantKey || '';
      const isOutsider = told !== '' && told !== homeTenantKey;
      const isKnown = before !== undefined && before.until > clock.now();
      const asking = isOutsider || isKnown ? undefined : askName(userId).catch(() => undefined);
      const name = (asking && (await within(asking, INCOMING.strangerWaitMs, undefined))) ?? before?.name;
      const person = { name, language, tenantKey: told || (name === undefined ? '' : homeTenantKey) };
      // Who could not be asked for just now is asked for again.
      const until = name === undefined && !isOutsider ? 0 : clock.now() + INCOMING.rememberPersonMs;
      remember(known, userId, { ...person, until });
      return { ...person, name: name ?? (called.get(userId) || undefined) };
    },
  };
}
