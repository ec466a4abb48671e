import { describe, expect, it } from 'vitest';
import { wordsOf } from '../support/card-words.ts';
import { openHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

const TROUBLES = {
  'zh-CN': [/硬件/u, /软件/u, /误操作|操作/u, /配置/u, /入侵|攻击/u],
  en: [/hardware/iu, /software/iu, /operat/iu, /configuration/iu, /intrusion|attack/iu],
} as const;

describe.each(['zh-CN', 'en'] as const)('C8 in %s', (language) => {
  it('C8: a playbook is at hand on an open fault, for each of the five kinds of trouble', async () => {
    const house = await openHouse({ database: 'pglite-memory', book: await sampleBook(language, 'video-conference') });
    try {
      await house.say(REPORTER, SHARED, '/fault no picture');
      const { form } = await house.press('engineer1', 'team', 'ticket.playbook');
      const [field] = form?.fields ?? [];
      const options = field?.kind === 'choice' ? field.options : [];
      for (const trouble of TROUBLES[language]) {
        const option = options.find(({ label }) => trouble.test(label));
        expect(option, String(trouble)).toBeDefined();
        if (!form || !option) continue;
        const shown = await house.submit('engineer1', 'team', form, { playbook: option.value });
        // More than a title: the steps themselves.
        expect(wordsOf(shown.card).split('\n').length).toBeGreaterThan(2);
      }
    } finally {
      await house.close();
    }
  });
});
