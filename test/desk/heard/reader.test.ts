import { describe, expect, it } from 'vitest';
import { parseExamples, shippedExamples } from '../../../src/desk/heard/reader/example.ts';
import { readerOf } from '../../../src/desk/heard/reader-of.ts';

const read = readerOf({});

describe('the reader of free words', () => {
  it('names the examples that the words are like', () => {
    const { meaning, like } = read('the printer on floor 2 is broken again, it jams on every page');
    expect(meaning).toBe('fault');
    expect(like.length).toBeGreaterThan(0);
    const texts = shippedExamples().map(({ text }) => text);
    for (const each of like) expect(texts).toContain(each);
  });

  it('is not sure of words that it cannot know', () => {
    for (const text of ['qwrtz plmk', 'network', '12345', 'https://example.com/'])
      expect([text, read(text).meaning]).toEqual([text, 'unclear']);
  });

  it('takes nothing for a fault that says the contrary', () => {
    for (const text of [
      'not broken',
      '没有坏',
      'no alarms today',
      '已经恢复正常',
      'if the server goes down, who comes?',
    ])
      expect([text, read(text).meaning]).not.toEqual([text, 'fault']);
  });

  it('never makes a fault of what may be a complaint', () => {
    for (const text of [
      'server down and your engineer hung up on me',
      '网断了三天没人管，什么服务',
      'I want a refund',
    ]) {
      const { meaning, mayComplain } = read(text);
      expect([text, meaning === 'fault', mayComplain]).toEqual([text, false, true]);
    }
  });

  it('learns the words of a provider', () => {
    const text = 'der Zeitdienst spinnt';
    expect(read(text).meaning).toBe('unclear');
    const own = readerOf({ examples: { duty: ['wer hat heute Dienst', 'wer hat Bereitschaft', 'Dienst heute wer'] } });
    expect(own('wer hat heute Bereitschaft').likelihoods.duty).toBeGreaterThan(
      read('wer hat heute Bereitschaft').likelihoods.duty,
    );
  });

  it('reads long, empty and odd texts', () => {
    for (const text of ['', ' ', '\u200b', '👍', '💩', 'a'.repeat(4000), '断'.repeat(4000), '\n\n\n'])
      expect(Object.values(read(text).likelihoods).reduce((sum, each) => sum + each, 0)).toBeCloseTo(1);
  });
});

describe('a file of examples', () => {
  it('has sections with sentences', () => {
    expect(parseExamples('# fault\nno power\n\n# thanks\nthx\n')).toEqual([
      { meaning: 'fault', text: 'no power' },
      { meaning: 'thanks', text: 'thx' },
    ]);
  });

  it('is refused with an unknown section, or a sentence in none', () => {
    expect(() => parseExamples('# joke\nha')).toThrow('# joke');
    expect(() => parseExamples('ha')).toThrow('ha');
  });
});
