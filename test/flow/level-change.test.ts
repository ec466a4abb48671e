import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { clocksOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, readAs, SHARED } from '../support/report.ts';
import { storedIn } from '../support/stored.ts';

eachHouse((open, language) => {
  it('a level change is previewed first, and changes nothing until the preview is pressed', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.forward({ minutes: 20 });
    const [before, seen] = [await storedIn(house.database), house.seen()];
    const { card } = await house.say('engineer1', 'team', '/desk level T-1 catastrophic');
    const preview = wordsOf(card);
    // Respond: 60 minutes for general, 5 for catastrophic.
    for (const words of [readAs(language, '11:10'), readAs(language, '10:15'), t(language, 'preview.late').trim()])
      expect(preview).toContain(words);
    expect(await storedIn(house.database)).toEqual(before);
    expect(house.seen()).toEqual(seen);

    if (!card) throw new Error('no preview');
    await house.press('engineer1', 'team', 'ticket.set-level', { on: card });
    expect((await storedIn(house.database)).tickets).toMatchObject([{ level: 'catastrophic' }]);
  });

  it('a promise that the new level makes late is called late by level change, pinged once, and raised from there', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.forward({ minutes: 20 });
    const { card } = await house.say('engineer1', 'team', '/desk level T-1 catastrophic');
    if (!card) throw new Error('no preview');
    await house.press('engineer1', 'team', 'ticket.set-level', { on: card });

    for (const channel of ['team', SHARED])
      expect(clocksOn(house.seen(channel).cards[0])[0]).toMatchObject({
        when: readAs(language, '10:15'),
        state: 'breached',
        note: t(language, 'card.note.late-level-change'),
      });
    expect(house.seen('escalation').messages.map(({ about }) => about?.fields)).toEqual([
      { metric: 'respond', due: Date.parse('2026-09-28T10:15:00+08:00'), raisedTo: 'manager1', late: 'level-change' },
    ]);
    await house.forward({ minutes: 29 });
    expect(house.seen('@manager2').messages).toEqual([]);
    await house.forward({ minutes: 1 });
    expect(house.seen('@manager2').messages.map(({ about }) => about?.fields.metric)).toEqual(['respond']);
  });
});
