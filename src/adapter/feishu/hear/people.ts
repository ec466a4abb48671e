import { z } from 'zod';
import type { Clock, Instant } from '../../../lib/instant.ts';
import type { Language } from '../../../lib/language.ts';
import { within } from '../../../lib/within.ts';
import type { FeishuClient } from '../wire/client.ts';
import { INCOMING } from '../wire/incoming-limits.ts';
import { idTypeOf } from '../wire/person-id.ts';
import type { Actor } from './interaction.ts';

/** What we know of a person. */
export interface KnownPerson {
  /** From the organisation's directory; for people of other organisations as messages named them, if they did. */
  readonly name: string | undefined;
  /** The language their app showed last. */
  readonly language: Language | undefined;
  /** Their own organisation; empty if unknown. */
  readonly tenantKey: string;
}

export interface People {
  /**
   * Remembers what an event tells of a person and asks Feishu for the name, for at most `INCOMING.strangerWaitMs`.
   * Never throws.
   */
  find(speaker: Actor, locale: Language | undefined): Promise<KnownPerson>;
  /**
   * Remembers names that messages told: id → name. They are only shown, and never decide which organisation a person is
   * of.
   */
  learnNames(names: Readonly<Record<string, string>>): void;
  /**
   * Names of several people: those that are known, and those of ours that Feishu names now, within
   * `INCOMING.strangerWaitMs`. Never throws.
   */
  namesOf(userIds: readonly string[]): Promise<Readonly<Record<string, string>>>;
  /** True once per person without a name. */
  isNewStranger(userId: string): boolean;
  /** The language their app showed last, without asking Feishu. */
  languageOf(speaker: Actor): Language | undefined;
}

const Named = z.object({ users: z.array(z.object({ user_id: z.string(), name: z.string().nullish() })).nullish() });

/** Remembers people, because a menu event does not tell the organisation and a press does not tell the language. */
export function createPeople(client: FeishuClient, clock: Clock): People {
  const known = new Map<string, KnownPerson & { readonly until: Instant }>();
  /** An empty name means that it was looked for. */
  const knownNames = new Map<string, string>();

  /** Feishu names only people of the app's own organisation, at most ten at a time. */
  async function askNames(userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const [first = ''] = userIds;
    const options = { params: { user_id_type: idTypeOf(first) }, data: { user_ids: userIds } };
    const answer = Named.safeParse(await client.call('POST', 'contact/v3/users/basic_batch', options));
    return new Map((answer.data?.users ?? []).map(({ user_id, name }) => [user_id, name ?? '']));
  }
  const askName = async (userId: string) => (await askNames([userId])).get(userId) || undefined;

  function remember<V>(map: Map<string, V>, userId: string, value: V): void {
    map.delete(userId);
    map.set(userId, value);
    const [oldest] = map.keys();
    if (map.size > INCOMING.rememberedPeople && oldest !== undefined) map.delete(oldest);
  }

  return {
    learnNames(names) {
      for (const [userId, name] of Object.entries(names)) remember(knownNames, userId, name);
    },
    async namesOf(userIds) {
      const nameOf = (userId: string) => known.get(userId)?.name || knownNames.get(userId) || '';
      const asked = [...new Set(userIds)].filter((id) => id.startsWith('ou_') && nameOf(id) === '');
      const batch = asked.slice(0, INCOMING.namesAtOnce);
      const asking = batch.length === 0 ? undefined : askNames(batch).catch(() => undefined);
      for (const [userId, name] of (asking && (await within(asking, INCOMING.strangerWaitMs, undefined))) ?? [])
        if (name !== '') remember(knownNames, userId, name);
      return Object.fromEntries(userIds.map((id) => [id, nameOf(id)] as const).filter(([, name]) => name !== ''));
    },
    isNewStranger(userId) {
      const isNew = !knownNames.has(userId);
      if (isNew) remember(knownNames, userId, '');
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
      // Without a name, the next call asks again.
      const until = name === undefined && !isOutsider ? 0 : clock.now() + INCOMING.rememberPersonMs;
      remember(known, userId, { ...person, until });
      return { ...person, name: name ?? (knownNames.get(userId) || undefined) };
    },
  };
}
