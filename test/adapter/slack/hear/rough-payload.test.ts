import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { slashOf } from '../../../support/slack-payload.ts';
import { signBody, signPayload } from '../../../support/slack-request.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';

const submission = (at: number) => ({
  payload: {
    type: 'view_submission',
    user: { id: 'UENGLISH', username: 'Wang\0\ud800' },
    view: {
      id: 'V1',
      callback_id: 'form',
      private_metadata:
        '{"press":"[\\"ticket.report\\",\\"text\\",\\"a\\u0000b\\"]","channelId":"CSAMPLE","threadId":""}',
      state: { values: { since: { since: { selected_date_time: at } }, text: { text: { value: 'down\0\ud800' } } } },
    },
  },
});

describe('what Slack signed and no database can hold', () => {
  let house: Workspace;
  beforeEach(async () => {
    house = await openWorkspace();
  });
  afterEach(() => house.close());

  it('is cleaned before the desk hears it: words, names and ids', async () => {
    const said = slashOf('/fault', 'core\0 switch \ud800down\r\nnow', { user: 'UENGLISH' });
    const { form } = said;
    expect(await house.deliver(signPayload({ form: { ...form, trigger_id: `1.2\0${form.trigger_id}` } }))).toBe(200);
    await house.finish();
    expect(house.heard[0]).toMatchObject({ id: `trigger/1.2${form.trigger_id}`, text: 'core switch \ufffddown\nnow' });
  });

  it('is cleaned in forms too, and what they carry inside a text', async () => {
    expect(await house.deliver(signPayload(submission(1_700_000_000)))).toBe(200);
    await house.finish();
    expect(house.heard[0]).toMatchObject({
      args: { text: 'ab' },
      values: { text: 'down\ufffd', since: '2023-11-14T22:13:20.000Z' },
    });
  });

  it.each([1e15, -1e15, 9e12])('leaves it to the desk to refuse %d seconds, which are no time', async (at) => {
    expect(await house.deliver(signPayload(submission(at)))).toBe(200);
    await house.finish();
    expect(house.heard[0]).toMatchObject({ values: { since: String(at) } });
  });

  it('is acknowledged when it is nested without end', async () => {
    const deep = `{"type":"event_callback","event":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect(await house.deliver(signBody(deep, 'application/json'))).toBe(200);
  });
});
