import { describe, expect, it } from 'vitest';

const PAGE = new URL('../../../src/adapter/playground/page/texts.js', import.meta.url).href;

/** All texts by path; a text with placeholders counts as its filled form. */
function flatten(texts: unknown, path = ''): Record<string, string> {
  if (typeof texts === 'function') return flatten(texts({ limit: 1, days: 1 }), path);
  if (typeof texts !== 'object' || texts === null) return { [path]: String(texts) };
  const all = Object.entries(texts).map(([key, value]) => flatten(value, `${path}.${key}`));
  return Object.assign({}, ...all);
}

describe("the page's texts", () => {
  it('are there in both languages, none empty, none left in the other language', async () => {
    const { TEXTS } = (await import(PAGE)) as { TEXTS: Record<'en' | 'zh-CN', unknown> };
    const english = flatten(TEXTS.en);
    const chinese = flatten(TEXTS['zh-CN']);
    expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort());
    expect(Object.values({ ...english, ...chinese }).filter((text) => text.trim() === '')).toEqual([]);
    expect(Object.values(english).filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
  });
});
