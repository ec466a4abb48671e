import { describe, expect, it } from 'vitest';
import { cleanPayload, cleanText } from '../../src/lib/clean.ts';

describe('text from outside', () => {
  it.each([
    ['a NUL', 'a\0b', 'ab'],
    ['an escape sequence of a terminal', '\u001b[31mred\u001b[0m', '[31mred[0m'],
    ['half a character', 'a\ud83d b\ude00', 'a\ufffd b\ufffd'],
    ['ends of lines of all kinds', 'a\r\nb\rc\vd\fe\u0085f', 'a\nb\nc\nd\ne\nf'],
    ['a tab and a whole emoji', 'a\t😀\nb', 'a\t😀\nb'],
  ])('loses or replaces %s and nothing else', (_what, given, cleaned) => {
    expect(cleanText(given)).toBe(cleaned);
  });

  it('is cleaned wherever it stands in a payload, names of fields too', () => {
    const payload = JSON.parse('{"a\\u0000":["x\\u0000",{"__proto__":"y\\ud800"}],"n":1,"none":null}');
    expect(JSON.stringify(cleanPayload(payload))).toBe('{"a":["x",{"__proto__":"y\ufffd"}],"n":1,"none":null}');
  });

  it('is cut off where it is nested without end', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`);
    expect(JSON.stringify(cleanPayload(deep))).toBe(`${'['.repeat(100)}null${']'.repeat(100)}`);
  });
});
