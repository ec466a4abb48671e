import type { Language } from '../../lib/language.ts';
import { LIMITS } from './limits.ts';
import { say } from './text.ts';
import type { Problem } from './upload.ts';

/** Why what was sent is not taken. */
export function problemText(language: Language, { code, name = '' }: Problem): string {
  const { fileMegabytes: file, requestMegabytes: request, quotaDays: days, ...limits } = LIMITS;
  return say(language, `problem.${code}`, { ...limits, name, file, request, days });
}
