import { afterEach, describe, expect, it } from 'vitest';
import type { Form } from '../../../../src/chat/form.ts';
import type { Json } from '../../../support/slack-limits.ts';
import { pressOf, submissionOf, suggestionOf } from '../../../support/slack-payload.ts';
import { signPayload } from '../../../support/slack-request.ts';
import { until } from '../../../support/until.ts';
import { openWorkspace, type Workspace, type WorkspaceOptions } from '../workspace.ts';

const FORM: Form = {
  command: 'dossier.show',
  args: {},
  title: '选择客户',
  submit: '查看',
  intro: '',
  fields: [
    {
      name: 'customer',
      label: '客户',
      hint: '',
      required: true,
      initial: '',
      kind: 'choice',
      options: Array.from({ length: 130 }, (_, at) => ({ value: `bank-${at + 1}`, label: `城商行 ${at + 1}` })),
    },
  ],
};
const BY = { user: 'UENGLISH' };
const PRESS = { type: 'button', value: '["dossier.show"]' };

let open: Workspace | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

/** A workspace in which the form was opened by a press. */
async function openForm(options: WorkspaceOptions = {}): Promise<{ house: Workspace; form: Json }> {
  const house = await openWorkspace({ hear: () => [{ kind: 'form', form: FORM }], ...options });
  open = house;
  if (options.ways?.includes('socket')) await house.slack.socket.deliver(pressOf(PRESS, BY));
  else await house.deliver(signPayload(pressOf(PRESS, BY)));
  const [form = {}] = await until('the form', async () =>
    house.slack.views.length > 0 ? house.slack.views : undefined,
  );
  return { house, form };
}

const valuesOf = (answer: Json | undefined) => ((answer?.options ?? []) as Json[]).map(({ value }) => value);

describe('what Slack asks while a person types', () => {
  it('is answered over HTTP, and nothing is stored or asked of the desk', async () => {
    const { house, form } = await openForm();
    expect(valuesOf(await house.ask(signPayload(suggestionOf(form, BY, 'customer', '行 130'))))).toEqual(['bank-130']);
    expect(house.heard).toHaveLength(1);
  });

  it('is answered over a socket', async () => {
    const { house, form } = await openForm({ ways: ['socket'] });
    const { payload } = await house.slack.socket.deliver(suggestionOf(form, BY, 'customer', 'BANK-77'));
    expect(valuesOf(payload)).toEqual(['bank-77']);
  });

  it('is refused when it is signed with another secret', async () => {
    const { house, form } = await openForm();
    expect(await house.deliver(signPayload(suggestionOf(form, BY, 'customer', ''), { secret: 'another' }))).toBe(401);
  });

  it.each<[string, object]>([
    ['of another installation', { app_installed_team_id: 'TOTHER' }],
    ['of another app', { private_metadata: '{"mine":1}' }],
  ])('gets no options for a form %s', async (_what, more) => {
    const { house, form } = await openForm();
    expect(await house.ask(signPayload(suggestionOf({ ...form, ...more }, BY, 'customer', '')))).toBeUndefined();
  });

  it('is told in the menu when the desk is too slow to give the form again', async () => {
    const { house, form } = await openForm({ waits: { ackWithinMs: 1 }, hear: slowAfterFirst() });
    // A title may be a number only: the language is then that of the other words in the frame.
    const numbered = { ...form, title: { type: 'plain_text', text: 'T-12' } };
    const answer = await house.ask(signPayload(suggestionOf(numbered, { user: 'UCHINESE' }, 'customer', '')));
    expect(answer).toMatchObject({ options: [{ text: { text: expect.stringContaining('没能载入') } }] });
  });

  it('is told the same for a form that followed another: sent again, that would be carried out twice', async () => {
    const { house } = await openForm();
    const first = submissionOf(
      { callback_id: 'x', private_metadata: '{"press":"[\\"x.y\\"]","channelId":"CSAMPLE","threadId":""}' },
      BY,
    );
    const { view } = (await house.ask(signPayload(first))) as { view: Json };
    expect(valuesOf(await house.ask(signPayload(suggestionOf(view, BY, 'customer', 'bank-9'))))).toContain('bank-9');
    const heard = house.heard.length;
    expect(valuesOf(await house.ask(signPayload(suggestionOf(view, { user: 'UCHINESE' }, 'customer', ''))))).toEqual([
      'none',
    ]);
    expect(house.heard).toHaveLength(heard);
  });
});

/** A desk that answers the first time, and never again. */
function slowAfterFirst(): NonNullable<WorkspaceOptions['hear']> {
  let isFirst = true;
  return () => {
    if (!isFirst) return new Promise(() => {});
    isFirst = false;
    return [{ kind: 'form', form: FORM }];
  };
}
