import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { dataOfLogo, isLogoData, LOGO_IS, MOST_LOGO_BYTES, readLogo } from './logo.ts';
import type { Finding } from './problem.ts';
import type { BookSource } from './schema.ts';

const PATH = ['provider', 'logo'] as const;

/**
 * Reads the logo that the book names by a path, counted from the file that names it, and puts the picture itself into
 * the book: an applied book needs no file. `findings`: the file is missing, too large or no picture.
 */
export async function loadLogo(
  source: BookSource,
  bookFile: string,
): Promise<{ readonly source: BookSource; readonly findings: readonly Finding[] }> {
  const { logo } = source.provider;
  if (logo === undefined || isLogoData(logo)) return { source, findings: [] };
  const refused = (message: string) => ({ source, findings: [{ path: PATH, message }] });
  const path = resolve(dirname(bookFile), logo);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return refused(`no such file: ${logo}, looked for beside the book; ${LOGO_IS}`);
  if (found.size > MOST_LOGO_BYTES) return refused(`${logo} has ${Math.ceil(found.size / 1024)} kB; ${LOGO_IS}`);
  const picture = readLogo(Uint8Array.from(await readFile(path)));
  if (!picture) return refused(`${logo} is neither, or is cut off; ${LOGO_IS}`);
  return { source: { ...source, provider: { ...source.provider, logo: dataOfLogo(picture) } }, findings: [] };
}
