import { type Finding, finding } from '../chat/check.ts';
import type { Config } from '../config.ts';
import { askDesk } from '../control/knock.ts';
import type { BookSource } from '../desk/book/schema.ts';

/** Has the running desk send an event `deskbell.test` to each webhook of the book: only the desk has the secrets. */
export async function* examineWebhooks(
  { dataDir }: Pick<Config, 'dataDir'>,
  source: BookSource,
): AsyncGenerator<Finding> {
  const keys = Object.keys(source.webhooks ?? {});
  const tried = await Promise.all(
    keys.map(async (key) => ({ key, said: await askDesk(dataDir, 'webhooks', { do: 'test', key }) })),
  );
  for (const { key, said } of tried) {
    if (!said) yield finding('note', 'doctor.webhook.not-tried', { key });
    else if ('fault' in said) yield finding('warning', 'doctor.webhook.failed', { said: said.fault });
    else if (said.status === 0) yield finding('ok', 'doctor.webhook.ok', { said: said.text });
    else yield finding('warning', 'doctor.webhook.failed', { said: said.text });
  }
}
