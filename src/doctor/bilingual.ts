import type { Config } from '../config.ts';
import { silentLog } from '../lib/log.ts';
import { wallClock } from '../wall-clock.ts';

/** Which configured platforms show each reader their own language; the adapter says so. */
export async function bilingualOf(config: Config): Promise<(platform: string) => boolean> {
  if (!config.feishu) return () => false;
  const { createFeishuAdapter } = await import('../adapter/feishu/feishu.ts');
  const parts = { clock: wallClock, log: silentLog, fail: () => {}, listensTo: () => false };
  const { features } = createFeishuAdapter(config.feishu, parts);
  return (platform) => platform === 'feishu' && features.bilingual;
}
