import { describe, expect, it } from 'vitest';
import { ASKED_VERBS, verbOf } from '../../src/desk/ticket/verb/table.ts';
import { hasText, TEXTS, t } from '../../src/i18n/i18n.ts';
import { LANGUAGES } from '../../src/lib/language.ts';
import { storiesOf } from '../support/story.ts';

const stories = await storiesOf('telecom-province');

/** Joins of two tickets have texts of their own, because these name both. */
const JOINS = ['duplicate', 'merge'];

describe.each(LANGUAGES)('what people read in %s', (language) => {
  it.each(ASKED_VERBS)('after %s is a sentence of its own that names the ticket', (verb) => {
    const key = JOINS.includes(verb) ? `reply.${verb}` : `reply.ticket.${verb}`;
    if (!hasText(language, key)) throw new Error(`no ${language} text for ${key}`);
    const text = TEXTS[language][key];
    expect(text).toContain('{{ticket}}');
    expect(text).toMatch(/[.。！!]$/u);
    const others = ASKED_VERBS.filter((each) => each !== verb).map((each) => `reply.ticket.${each}`);
    // Both ways to open a ticket again end alike.
    const alike = others.filter((each) => hasText(language, each) && TEXTS[language][each] === text);
    expect(alike).toEqual(
      verb === 'reopen' ? ['reply.ticket.reject-fix'] : verb === 'reject-fix' ? ['reply.ticket.reopen'] : [],
    );
  });

  it('nowhere is the clumsy "done" of older versions', () => {
    const clumsy = Object.entries(TEXTS[language]).filter(([, text]) => /[–-] done\.|——已完成|：完成。/u.test(text));
    expect(clumsy).toEqual([]);
  });

  it.each(ASKED_VERBS.filter((verb) => verbOf(verb).form))(
    'above the text of the form of %s is a question of its own',
    (verb) => {
      const { ticket, source, terms } = stories().report('10:00', { level: 'severe' });
      for (const isStaff of [true, false]) {
        const fields = verbOf(verb).form?.fields({ ticket, source, policy: terms.policy, isStaff, others: [] }) ?? [];
        for (const field of fields.filter(({ name }) => name === 'text')) {
          expect(field.label, 'the label of any text fits no verb').toBeDefined();
          expect(field.label && t(language, `form.field.${field.label}`)).not.toBe(t(language, 'form.field.text'));
        }
      }
    },
  );
});
