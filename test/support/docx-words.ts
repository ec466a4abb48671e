import { unzipSync } from 'fflate';

/** All texts of a Word file, header and footer included, one line per paragraph. */
export function docxWords(bytes: Uint8Array): string {
  const files = unzipSync(bytes);
  const parts = Object.keys(files).filter((name) => /^word\/(document|header\d*|footer\d*)\.xml$/.test(name));
  return parts
    .sort()
    .map((name) => wordsOf(new TextDecoder().decode(files[name])))
    .join('\n');
}

function wordsOf(xml: string): string {
  const text = xml
    .replaceAll('</w:p>', '\n')
    .replaceAll(/<w:br\/?>(<\/w:br>)?/g, '\n')
    .replaceAll('<w:tab/>', '\t')
    .replaceAll(/<[^>]*>/g, '');
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
  return text.replaceAll(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => entities[name] ?? '');
}
