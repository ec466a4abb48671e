import { describe, expect, test } from 'vitest';
import { balanceDirections } from '../../src/lib/direction.ts';

const [LRE, RLE, PDF, LRO, RLO] = ['\u202a', '\u202b', '\u202c', '\u202d', '\u202e'];
const [LRI, RLI, FSI, PDI] = ['\u2066', '\u2067', '\u2068', '\u2069'];

describe('direction marks', () => {
  test.each([
    ['an override that stays open', `${RLO}abc`, `${RLO}abc${PDF}`],
    ['an isolate that stays open', `${RLI}abc`, `${RLI}abc${PDI}`],
    ['several, closed from within', `${RLO}a${FSI}b${LRE}c`, `${RLO}a${FSI}b${LRE}c${PDF}${PDI}${PDF}`],
    ['each line for itself', `${RLO}abc\ndef`, `${RLO}abc${PDF}\ndef`],
    ['an end without a beginning', `abc${PDF}${PDI}def`, 'abcdef'],
    ['an end inside of an isolate', `${RLO}a${LRI}b${PDF}c${PDI}d${PDF}`, `${RLO}a${LRI}bc${PDI}d${PDF}`],
    ['an isolate that ends what it holds', `${LRI}a${RLE}b${PDI}c`, `${LRI}a${RLE}b${PDI}c`],
  ])('%s', (_, text, balanced) => {
    expect(balanceDirections(text)).toBe(balanced);
    expect(balanceDirections(balanced)).toBe(balanced);
  });

  test.each(['', 'plain', `${RLO}abc${PDF}`, `${LRO}a${RLE}b${PDF}c${PDF}`, 'المفتاح الرئيسي', 'a\u200eb'])(
    'in pairs they stay: %j',
    (text) => {
      expect(balanceDirections(text)).toBe(text);
    },
  );
});
