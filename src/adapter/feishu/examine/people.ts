import { z } from 'zod';
import { type Finding, finding, type NamedThere } from '../../../chat/check.ts';
import type { FeishuClient } from '../wire/client.ts';
import { errorCodeOf } from '../wire/failure.ts';
import { bareUserId, idTypeOf } from '../wire/person-id.ts';

const Named = z.object({ users: z.array(z.object({ user_id: z.string() })).nullish() });
/** The most people Feishu looks up at a time. */
const BATCH = 10;

/** Checks that each member of staff can be pinged. Those without a problem are only counted. */
export async function* examinePeople(client: FeishuClient, people: NamedThere['people']): AsyncGenerator<Finding> {
  let sound = 0;
  const byKind = Map.groupBy(people, ({ id }) => idTypeOf(bareUserId(id)));
  for (const [kind, those] of byKind) {
    for (let at = 0; at < those.length; at += BATCH) {
      const some = those.slice(at, at + BATCH);
      try {
        const known = await listKnown(client, kind, some);
        sound += some.filter(({ id }) => known.includes(bareUserId(id))).length;
        for (const { key, id } of some)
          if (!known.includes(bareUserId(id)))
            yield finding('wrong', 'doctor.feishu.person-unknown', { person: key, id });
      } catch (cause) {
        const keys = some.map(({ key }) => key).join(', ');
        yield finding('wrong', 'doctor.feishu.people-unseen', { people: keys, error: errorCodeOf(cause) });
      }
    }
  }
  if (sound > 0) yield finding('ok', 'doctor.feishu.people', { sound, all: people.length });
}

async function listKnown(client: FeishuClient, kind: string, people: NamedThere['people']): Promise<readonly string[]> {
  const asked = { params: { user_id_type: kind }, data: { user_ids: people.map(({ id }) => bareUserId(id)) } };
  const answer = Named.safeParse(await client.call('POST', 'contact/v3/users/basic_batch', asked));
  return (answer.data?.users ?? []).map(({ user_id }) => user_id);
}
