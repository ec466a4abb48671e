import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { slashOf } from '../../../support/slack-payload.ts';
import { signBody, signPayload } from '../../../support/slack-request.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';

const FORM = 'application/x-www-form-urlencoded';

describe('the door of Slack', () => {
  let house: Workspace;
  beforeEach(async () => {
    house = await openWorkspace();
  });
  afterEach(() => house.close());

  it.each(['x-slack-signature', 'x-slack-request-timestamp'])('refuses a request without %s', async (name) => {
    const { body, headers } = signPayload(slashOf('/fault', 'x', { user: 'UENGLISH' }));
    const rest = Object.fromEntries(Object.entries(headers).filter(([header]) => header !== name));
    expect(await house.deliver({ body, headers: rest })).toBe(401);
    expect(await house.deliver({ body, headers: { ...headers, [name]: 'nonsense' } })).toBe(401);
  });

  it('refuses a body that was changed on the way', async () => {
    const { body, headers } = signPayload(slashOf('/fault', 'x', { user: 'UENGLISH' }));
    expect(await house.deliver({ body: `${body}&text=y`, headers })).toBe(401);
    await house.finish();
    expect(house.heard).toEqual([]);
  });

  it.each([
    ['application/json', 'null'],
    ['application/json', '{"half":'],
    ['application/json', ''],
    [FORM, 'payload=null'],
    [FORM, 'payload=%7B'],
    [FORM, ''],
  ])('calls a signed %s body %j unreadable', async (type, body) => {
    expect(await house.deliver(signBody(body, type))).toBe(400);
  });

  it('takes no body without end', async () => {
    expect(await house.deliver(signBody(`text=${'x'.repeat(1_100_000)}`, FORM))).toBe(413);
  });

  it('takes a content type that a proxy has added to', async () => {
    const { body, headers } = signPayload(slashOf('/fault', 'x', { user: 'UENGLISH' }));
    expect(await house.deliver({ body, headers: { ...headers, 'content-type': `${FORM}; charset=utf-8` } })).toBe(200);
    await house.finish();
    expect(house.heard).toHaveLength(1);
  });

  it('acknowledges what it does not know, so that it does not come again', async () => {
    expect(await house.deliver(signPayload({ payload: { type: 'something_new' } }))).toBe(200);
    expect(house.heard).toEqual([]);
  });

  it('answers the question whether the address is ours', async () => {
    expect(await house.deliver(signPayload({ json: { type: 'url_verification', challenge: 'c' } }))).toBe(200);
    expect(house.heard).toEqual([]);
  });
});
