import { t } from '../i18n/i18n.ts';
import type { Language } from '../lib/language.ts';

const WORDS = {
  EEXIST: 'setup.file.exists',
  ENOENT: 'setup.file.missing',
  EISDIR: 'setup.file.folder',
  ENOTDIR: 'setup.file.missing',
  EACCES: 'setup.file.denied',
  EPERM: 'setup.file.denied',
  EROFS: 'setup.file.denied',
  ENOSPC: 'setup.file.full',
} as const;

/** What is wrong with a file, in words, of an error that the file system gave; all others by their own message. */
export function errorWords(error: unknown, language: Language): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  const key = isKnown(code) ? WORDS[code] : undefined;
  return key === undefined || path === undefined ? error.message : t(language, key, { file: path });
}

function isKnown(code: string | undefined): code is keyof typeof WORDS {
  return code !== undefined && Object.hasOwn(WORDS, code);
}
