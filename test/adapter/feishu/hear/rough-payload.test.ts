import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { messageOf, pressOf } from '../../../support/feishu-payload.ts';
import { openTenant, type Tenant } from '../tenant.ts';

describe('what Feishu encrypted and no database can hold', () => {
  let house: Tenant;
  beforeEach(async () => {
    house = await openTenant();
  });
  afterEach(() => house.close());

  it('is cleaned before the desk hears it: words inside their own JSON, and ids', async () => {
    const message = messageOf(
      { text: '/fault core\0 switch \ud800down', more: { message_id: 'om_\0rough' } },
      { user: 'ou_english', chat: 'oc_sample' },
    );
    expect((await house.deliver(message)).status).toBe(200);
    await house.finish();
    expect(house.heard[0]).toMatchObject({ id: 'message/om_rough', text: 'core switch \ufffddown' });
  });

  it('is cleaned in presses, also in what a menu carries inside a text', async () => {
    const option = JSON.stringify({ c: 'ticket.show', a: { ticket: 'T-1\0' } });
    await house.deliver(pressOf({ option, value: {} }, { user: 'ou_english', chat: 'oc_sample' }));
    await house.finish();
    expect(house.heard[0]).toMatchObject({ command: 'ticket.show', args: { ticket: 'T-1' } });
  });

  it.each(['999999999999999 00:00 +0800', '2026-99-99 25:61 +0800'])(
    'leaves it to the desk to refuse %s',
    async (at) => {
      const value = { c: 'ticket.report', a: {}, p: 'oc_sample', t: '' };
      await house.deliver(pressOf({ value, form_value: { since: at } }, { user: 'ou_english', chat: 'oc_sample' }));
      await house.finish();
      expect(house.heard[0]).toMatchObject({ kind: 'submit', values: { since: at } });
    },
  );

  it('is answered when it is nested without end', async () => {
    const deep: unknown = JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`);
    const { status } = await house.deliver(messageOf({ more: { deep } }, { user: 'ou_english', chat: 'oc_sample' }));
    expect(status).toBe(200);
  });
});
