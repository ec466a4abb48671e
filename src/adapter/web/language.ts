import { LANGUAGES, type Language } from '../../lib/language.ts';

/** What the page was switched to, else what the browser likes best of what we speak, else `otherwise`. */
export function languageOf(switched: string | null, accepted: string | undefined, otherwise: Language): Language {
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
  return liked.find(({ language }) => language !== undefined)?.language ?? otherwise;
}

function spoken(tag: string): Language | undefined {
  if (tag === 'zh' || tag.startsWith('zh-')) return 'zh-CN';
  return tag === 'en' || tag.startsWith('en-') ? 'en' : undefined;
}
