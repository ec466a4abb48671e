import { z } from 'zod';
import { postSigned } from '../adapter/webhook/post.ts';
import { answerWords, isTaken, WEBHOOK, WELL } from '../chat/webhook.ts';
import { currentBook } from '../desk/book/store.ts';
import type { WebhookRule } from '../desk/book/webhook-rule.ts';
import { secretsOf, secretText } from '../events/secret.ts';
import { countWaiting, findWebhook, rotateSecret, saveState } from '../events/state.ts';
import { isoOf, SECOND } from '../lib/instant.ts';
import type { Answer } from './door.ts';
import { replay } from './replay-events.ts';
import type { ManageWebhooksParts } from './webhook-parts.ts';

const Account = z.string().min(1).max(200);

/** What `deskbell webhook` asks for. `account`: who asks, `root@desk-1`. */
export const WebhooksAsked = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('list') }),
  z.strictObject({ do: z.literal('secret'), key: z.string(), rotate: z.boolean(), account: Account }),
  z.strictObject({ do: z.literal('test'), key: z.string() }),
  z.strictObject({ do: z.literal('enable'), key: z.string(), account: Account }),
  z.strictObject({
    do: z.literal('replay'),
    key: z.string(),
    since: z.int().optional(),
    from: z.strictObject({ ticket: z.int(), seq: z.int() }).optional(),
  }),
]);
export type WebhooksAsked = z.infer<typeof WebhooksAsked>;

const TEST_WITHIN_MS = 10 * SECOND;

/** Lists, tests, enables and replays webhooks, and gives their secrets, for a person at the command line. */
export async function manageWebhooks(parts: ManageWebhooksParts, given: unknown): Promise<Answer> {
  const asked = WebhooksAsked.parse(given);
  const { database } = parts;
  const webhooks = (await database.transaction(currentBook))?.source.webhooks ?? {};
  if (asked.do === 'list') return { text: await list(parts, webhooks), status: 0 };
  const { key } = asked;
  const rule = Object.hasOwn(webhooks, key) ? webhooks[key] : undefined;
  if (!rule) {
    const known = Object.keys(webhooks).join(', ') || 'none';
    return { text: `The service book has no webhook ${key}; it has ${known}.`, status: 2 };
  }
  switch (asked.do) {
    case 'secret':
      return secret(parts, asked);
    case 'test':
      return test(parts, key, rule);
    case 'enable':
      await saveState(database, key, WELL, { by: asked.account, at: parts.clock.now() });
      return { text: `${key} is enabled; deskbell webhook replay ${key} sends what it missed.`, status: 0 };
    case 'replay':
      return replay(parts, asked);
  }
}

async function list({ database }: ManageWebhooksParts, webhooks: Record<string, WebhookRule>): Promise<string> {
  const waiting = await countWaiting(database, WEBHOOK);
  const lines: string[] = [];
  for (const [key, { url, events, customers }] of Object.entries(webhooks)) {
    const { state } = await findWebhook(database, key);
    const { disabledAt, failingSince, why } = state;
    const doing =
      disabledAt !== undefined
        ? `disabled ${isoOf(disabledAt)} (${why})`
        : failingSince !== undefined
          ? `failing since ${isoOf(failingSince)} (${why})`
          : 'well';
    const whose = customers ? customers.join(', ') : 'all customers that are not confidential';
    lines.push(`${key}  ${hostOf(url)}  ${events.join(' ')}  ${whose}  ${waiting.get(key) ?? 0} waiting  ${doing}`);
  }
  return lines.length > 0 ? lines.join('\n') : 'The service book has no webhooks.';
}

/** Without the path, which may hold what only the receiver should know. */
function hostOf(url: string): string {
  return new URL(url).host;
}

async function secret(
  { database, root, clock }: ManageWebhooksParts,
  { key, rotate, account }: Extract<WebhooksAsked, { do: 'secret' }>,
): Promise<Answer> {
  if (rotate) await rotateSecret(database, key, { by: account, at: clock.now() });
  const { rotation } = await findWebhook(database, key);
  const [current] = secretsOf(root, key, rotation, clock.now());
  const note = rotate ? ['', 'Messages are signed by the secret before too for 24 hours.'] : [];
  return { text: [secretText(current), ...note].join('\n'), status: 0 };
}

async function test(
  { database, root, clock, allowsPrivate }: ManageWebhooksParts,
  key: string,
  { url }: WebhookRule,
): Promise<Answer> {
  const { rotation, state } = await findWebhook(database, key);
  const at = clock.now();
  const body = JSON.stringify({ type: 'deskbell.test', timestamp: isoOf(at), data: {} });
  const target = { url, secrets: secretsOf(root, key, rotation, at) };
  const message = { id: `evt_test_${at}`, body };
  const answer = await postSigned(target, message, { clock, allowsPrivate, timeoutMs: TEST_WITHIN_MS });
  const words = `${key}: ${answerWords(answer)}`;
  if (state.disabledAt !== undefined)
    return { text: `${words}; it is disabled: deskbell webhook enable ${key}`, status: 1 };
  return isTaken(answer)
    ? { text: `${words}, after ${clock.now() - at} ms`, status: 0 }
    : { text: `${words}; expected is a status from 200 to 299.`, status: 1 };
}
