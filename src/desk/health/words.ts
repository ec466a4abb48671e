import { hasText, t } from '../../i18n/i18n.ts';
import { distanceText } from '../../i18n/span.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { Trouble } from './health.ts';

/** What is wrong, in a sentence or two. */
export function troubleText(trouble: Trouble, language: Language, now: Instant): string {
  const { kind, count, sinceAt, platform = '', error } = trouble;
  const span = spanSince(language, sinceAt, now);
  if (kind !== 'door') return t(language, `health.trouble.${kind}`, { count, span });
  const key = error === 'unauthorized' ? 'health.trouble.door.unauthorized' : 'health.trouble.door.unavailable';
  return t(language, key, { count, span, platform: platformName(language, platform) });
}

/** What holds again, now that this is over. */
export function overText({ kind, platform = '' }: Pick<Trouble, 'kind' | 'platform'>, language: Language): string {
  return t(language, `health.over.${kind}`, { platform: platformName(language, platform) });
}

export function platformName(language: Language, platform: string): string {
  const key = `account.platform.${platform}`;
  return hasText(language, key) ? t(language, key) : platform;
}

/** How long ago; at least a minute. */
export function spanSince(language: Language, sinceAt: Instant | undefined, now: Instant): string {
  return distanceText(language, Math.max(0, now - (sinceAt ?? now)));
}
