import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, clocksOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

eachHouse((open, language) => {
  it.each(['network-security', 'bureau-system', 'telecom-province'])(
    'E8 in %s the team’s card shows that the customer has not agreed, until they say yes; the clocks run on',
    async (preset) => {
      const house = await open({ book: await sampleBook(language, preset) });
      await house.say(REPORTER, SHARED, '/fault firewall cluster degraded');
      const team = () => must(house.seen('team').cards.find(({ subject }) => subject === 'ticket/1'));
      for (const purpose of ['remote-access', 'operation'] as const)
        expect(wordsOf(team())).toContain(t(language, `consent.${purpose}`));
      expect(wordsOf(team()).split(t(language, 'consent.none'))).toHaveLength(3);
      const plan = {
        startAt: '2026-09-28T12:00:00+08:00',
        lasts: '10 min',
        risk: 'sessions drop',
        wayBack: 'fail back',
      };
      const { form } = await house.press('engineer1', 'team', 'ticket.ask-consent');
      await house.submit('engineer1', 'team', must(form), {
        purpose: 'operation',
        text: 'restart the cluster',
        ...plan,
      });
      const asked = must(house.seen(SHARED).cards.find(({ subject }) => subject === 'ticket/1'));
      for (const said of ['restart the cluster', '10 min', 'sessions drop', 'fail back'])
        expect(wordsOf(asked)).toContain(said);
      expect(buttonsOn(asked).map(({ command }) => command)).toEqual(
        expect.arrayContaining(['ticket.give-consent', 'ticket.refuse-consent']),
      );
      expect(clocksOn(asked).map(({ state }) => state)).not.toContain('paused');
      await house.press(REPORTER, SHARED, 'ticket.give-consent');
      expect(wordsOf(team()).split(t(language, 'consent.none')), 'remote access alone is left').toHaveLength(2);
      expect(wordsOf((await house.say('engineer1', 'team', '/desk log T-1')).card)).toContain('fail back');
    },
  );
});
