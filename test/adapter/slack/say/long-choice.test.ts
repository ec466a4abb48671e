import { expect, it } from 'vitest';
import { createLongChoices } from '../../../../src/adapter/slack/say/long-choice.ts';
import { LIMITS } from '../../../../src/adapter/slack/wire/limits.ts';
import { encodePress } from '../../../../src/adapter/slack/wire/press.ts';
import type { Form } from '../../../../src/chat/form.ts';

const place = { platform: 'slack', channelId: 'C1', threadId: '' };

/** A form with a choice of this many options. */
function formOf(count: number): Form {
  const options = Array.from({ length: count }, (_, at) => ({ value: `d${at}`, label: `Lift ${at}` }));
  const field = { name: 'device', label: 'Device', hint: '', required: true, initial: '' };
  return {
    ...{ command: 'ticket.report', args: {}, title: 'Report', submit: 'Report', intro: '' },
    fields: [{ ...field, kind: 'choice', options }],
  };
}

it('remembers the newest forms, as long as their options together are not too many', () => {
  const choices = createLongChoices({ now: () => 0 });
  const form = formOf(LIMITS.keptOptions / 4);
  const find = (userId: string) => choices.find({ userId, place, press: encodePress(form) }, 'device')?.length;
  for (const user of ['U1', 'U2', 'U3', 'U4', 'U5']) choices.keep(user, place, form);
  expect(['U1', 'U2', 'U5'].map(find)).toEqual([undefined, LIMITS.keptOptions / 4, LIMITS.keptOptions / 4]);
  choices.keep('U6', place, formOf(LIMITS.keptOptions + 1));
  expect(['U2', 'U5'].map(find), 'the others make room').toEqual([undefined, undefined]);
  expect(find('U6'), 'but the newest stays').toBe(LIMITS.keptOptions + 1);
});
