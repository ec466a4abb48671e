import { LANGUAGES, type Language } from '../../lib/language.ts';

/** The language the page was switched to, else the browser's favourite among ours, else `fallback`. */
export function languageOf(switched: string | undefined, accepted: string | undefined, fallback: Language): Language {
  const chosen = LANGUAGES.find((language) => language === switched);
  if (chosen) return chosen;
  const liked = (accepted ?? '')
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
      const quality = parameters.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find((each) => each !== undefined);
      return { language: spoken(tag), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality);
  return liked.find(({ language }) => language !== undefined)?.language ?? fallback;
}

function spoken(tag: string): Language | undefined {
  if (tag === 'zh' || tag.startsWith('zh-')) return 'zh-CN';
  return tag === 'en' || tag.startsWith('en-') ? 'en' : undefined;
}
