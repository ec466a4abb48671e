import type { Language } from '../../../lib/language.ts';
import { LIMITS } from '../limits.ts';
import type { UploadProblem } from '../upload/upload.ts';
import { say } from './text.ts';

/** The text for a refused upload. */
export function problemText(language: Language, { code, name = '' }: UploadProblem): string {
  const { fileMegabytes: file, requestMegabytes: request, quotaDays: days, ...limits } = LIMITS;
  return say(language, `problem.${code}`, { ...limits, name, file, request, days });
}
