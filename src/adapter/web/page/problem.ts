import type { Language } from '../../../lib/language.ts';
import { LIMITS } from '../limits.ts';
import type { Problem } from '../upload/upload.ts';
import { say } from './text.ts';

/** Why what was sent is not taken. */
export function problemText(language: Language, { code, name = '' }: Problem): string {
  const { fileMegabytes: file, requestMegabytes: request, quotaDays: days, ...limits } = LIMITS;
  return say(language, `problem.${code}`, { ...limits, name, file, request, days });
}
