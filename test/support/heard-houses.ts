import { afterEach, describe } from 'vitest';
import type { Language } from '../../src/lib/language.ts';
import { chosenHere } from './chosen-here.ts';
import { openHeardFeishu } from './heard-feishu.ts';
import type { HeardHouse, HeardOptions } from './heard-people.ts';
import { openHeardSlack } from './heard-slack.ts';

/** Each platform in one language, or in the other one. */
const HOUSES = [
  [
    { platform: 'slack', language: 'en', open: openHeardSlack },
    { platform: 'feishu', language: 'zh-CN', open: openHeardFeishu },
  ],
  [
    { platform: 'slack', language: 'zh-CN', open: openHeardSlack },
    { platform: 'feishu', language: 'en', open: openHeardFeishu },
  ],
] as const;

export type OpenHeard = (options?: Omit<HeardOptions, 'language'>) => Promise<HeardHouse>;

/** Runs a flow's tests on both platforms, each in a language. Houses that they open are closed after each test. */
export function eachHeardHouse(
  tests: (open: OpenHeard, language: Language, platform: 'slack' | 'feishu') => void,
): void {
  describe.each(chosenHere(HOUSES).flat())('on $platform in $language', ({ platform, language, open }) => {
    const opened: HeardHouse[] = [];
    afterEach(async () => {
      for (const house of opened.splice(0)) await house.close();
    });
    tests(
      async (options = {}) => {
        const house = await open({ language, ...options });
        opened.push(house);
        return house;
      },
      language,
      platform,
    );
  });
}
