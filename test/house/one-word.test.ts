import { expect, it } from 'vitest';
import { TEXTS } from '../../src/i18n/i18n.ts';

/**
 * Words that mean the same as the one that people read everywhere, which stands behind them. One thing has one word, so
 * that a reader does not look for a difference.
 */
const SYNONYMS: readonly (readonly [other: RegExp, word: string])[] = [
  [/逾期|过期未|超期/, '超时'],
  [/书面回复/, '书面答复'],
  [/事件的总结报告/, '最终报告'],
  [/指派|(?<!转)派给|转交/, '转派'],
  [/故障单|服务单/, '工单'],
  [/\bexpired promise|\bSLA\b/i, 'promise'],
  [/\bincident ticket|\bissue ticket/i, 'ticket'],
];

it('one thing has one word in the texts that people read', () => {
  const texts = Object.values(TEXTS).flatMap((each) => Object.entries(each));
  const found = SYNONYMS.flatMap(([other, word]) =>
    texts.filter(([, text]) => other.test(text)).map(([key, text]) => `${key}: ${text} (${word})`),
  );
  expect(found).toEqual([]);
});
