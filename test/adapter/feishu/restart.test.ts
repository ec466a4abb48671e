import { afterEach, describe, expect, it } from 'vitest';
import type { ChatEvent } from '../../../src/chat/event.ts';
import type { Form } from '../../../src/chat/form.ts';
import { controlsOf, messageOf, pressOf } from '../../support/feishu-payload.ts';
import { until } from '../../support/until.ts';
import { HASTY, openTenant, type Tenant, type TenantOptions } from './tenant.ts';

const STAFF = { user: 'ou_english', chat: 'oc_sample' };
const FORM: Form = {
  command: 'ticket.report',
  args: { kind: 'fault' },
  title: 'Report a fault',
  submit: 'Report',
  intro: '',
  fields: [
    { kind: 'line', name: 'text', label: 'What?', hint: '', required: true, initial: '', maxLength: 80 },
    { kind: 'datetime', name: 'since', label: 'Since?', hint: '', required: false, initial: '' },
  ],
};

const tenants: Tenant[] = [];
afterEach(async () => {
  for (const tenant of tenants.splice(0)) await tenant.close();
});

async function open(options: TenantOptions = {}): Promise<Tenant> {
  const tenant = await openTenant(options);
  tenants.push(tenant);
  return tenant;
}

/** A filled-in form as a person submits it; an earlier desk gave it to them. */
async function filledForm(): Promise<object> {
  const tenant = await open({ hear: () => [{ kind: 'form', form: FORM }] });
  await tenant.deliver(messageOf({ text: 'fault' }, STAFF));
  const { feishu } = tenant;
  const [shown] = await until('the form', async () => (feishu.messages.length > 0 ? feishu.messages : undefined));
  const submit = controlsOf(shown?.content).find(({ name }) => name === '_submit');
  const values = { text: '黑屏', since: '2026-09-28 07:50 +0800' };
  return pressOf({ value: submit?.behaviors[0].value, name: '_submit', form_value: values }, STAFF, shown?.id);
}

/** An event without the time at which it was received. */
const meaningOf = (events: readonly ChatEvent[]) => events.map(({ at: _at, ...event }) => event);

describe('what Feishu delivered before a restart', () => {
  it.each<[string, () => Promise<object>]>([
    ['words', async () => messageOf({ text: '状态 T-12' }, STAFF)],
    ["a card's button", async () => pressOf({ value: { c: 'ticket.acknowledge', a: { ticket: 'T-1' } } }, STAFF)],
    ['a form', filledForm],
  ])('is heard after it as it would have been: %s', async (_what, make) => {
    const payload = await make();
    const through = await open();
    await through.deliver(payload);
    await through.settled();
    expect(through.heard).toHaveLength(1);

    const ended = await open({ onlyStores: true, times: { ...HASTY, pressMs: 1 } });
    expect((await ended.deliver(payload)).status).toBe(200);
    expect(ended.heard).toEqual([]);
    const next = await open();
    const heard: ChatEvent[] = [];
    for (const stored of ended.stored)
      await next.adapter.resume(JSON.parse(stored) as object)(async (event) => {
        heard.push(event);
        return [{ kind: 'whisper', tone: 'bad', text: 'It is refused.' }];
      });
    expect(meaningOf(heard)).toEqual(meaningOf(through.heard));
    const told = [...next.feishu.whispers, ...next.feishu.messages].map((each) => JSON.stringify(each));
    expect(told.filter((each) => each.includes('It is refused.'))).toHaveLength(1);
  });
});
