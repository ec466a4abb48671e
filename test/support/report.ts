import { when } from '../../src/i18n/when.ts';
import { HOUR, type Instant } from '../../src/lib/instant.ts';
import type { Language } from '../../src/lib/language.ts';
import type { TestHouse } from './house.ts';

/** A person of the sample customer, and the channel they share with the provider. */
export const REPORTER = 'customer-sample-1';
export const SHARED = 'customer-sample';

/**
 * The sample customer hands in the form: business has been down for two hours, so that the ticket is severe in preset
 * telecom-province (respond 10 minutes, workaround 60 minutes).
 */
export async function reportSevere(house: TestHouse, text = 'core switch down'): Promise<void> {
  const { form } = await house.say(REPORTER, SHARED, '/fault');
  if (!form) throw new Error('no form');
  const outageSince = new Date(house.now() - 2 * HOUR).toISOString();
  const { refused } = await house.submit(REPORTER, SHARED, form, { text, outageSince, affectedPercent: '10' });
  if (refused) throw new Error(refused);
}

/** An instant of the story as its people read it; `10:20` is on the day the house opens. */
export function readAs(language: Language, time: string | Instant): string {
  const at = typeof time === 'number' ? time : Date.parse(`2026-09-28T${time}:00+08:00`);
  return when(language, at, 'Asia/Shanghai');
}
