import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import type { Form } from '../../../src/chat/form.ts';
import { BusyError } from '../../../src/chat/intake.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import { DAY } from '../../../src/lib/instant.ts';
import { lineOf } from '../contract.ts';
import { openRoom, type Room, START } from './room.ts';

const PLACE = { platform: 'playground', channelId: 'sample', threadId: '' };
const SAY = { as: 'customer1', channelId: 'sample', threadId: '' };

function cardWith(command: string): Card {
  const button = { label: command, command, args: { id: '12' }, style: 'primary', confirm: '' } as const;
  const actions = { part: 'actions', main: [button], more: [] } as const;
  return { subject: 'ticket/12', tone: 'neutral', title: command, badges: [], parts: [actions] };
}

const FORM: Form = {
  command: 'ticket.report',
  args: {},
  title: 'Report',
  submit: 'Send',
  intro: '',
  fields: [
    { kind: 'line', name: 'title', label: 'Title', hint: '', required: true, initial: '', maxLength: 3 },
    {
      kind: 'choice',
      name: 'site',
      label: 'Site',
      hint: '',
      required: false,
      initial: '',
      options: [{ value: 'a', label: 'A' }],
    },
    { kind: 'datetime', name: 'since', label: 'Since', hint: '', required: false, initial: '2026-09-28T00:10:00Z' },
  ],
};

describe('asking on the playground', () => {
  let room: Room;
  let answers: readonly Reply[];
  beforeEach(async () => {
    answers = [];
    room = await openRoom({ hear: () => answers });
  });
  afterEach(() => room.close());
  const texts = async () => (await room.state('customer1')).messages.map((message) => message.text);
  const buttonOf = async (messageId: string) => {
    const part = (await room.state('engineer1')).messages.find((message) => message.id === messageId)?.card?.parts[0];
    return part?.part === 'actions' ? part.main[0]?.id : undefined;
  };

  it('is told to come again by a desk that has too much to do', async () => {
    const busy = await openRoom({
      hear: () => {
        throw new BusyError('full');
      },
    });
    try {
      const answer = await busy.post('say', { ...SAY, text: '/fault link down' });
      expect(answer).toMatchObject({ status: 503, body: { error: 'busy' } });
    } finally {
      await busy.close();
    }
  });

  it('leaves a line between people to the people', async () => {
    expect((await room.post('say', { ...SAY, text: 'mail me at a@deskbell.example' })).status).toBe(200);
    expect((await room.post('say', { ...SAY, text: 'is anybody there?' })).status).toBe(200);
    expect(room.heard).toEqual([]);
    expect(await texts()).toEqual(['mail me at a@deskbell.example', 'is anybody there?']);
  });

  it('hears replies in a thread, and all words in a channel that the book listens to, as said to others', async () => {
    const { messageId } = await room.adapter.send(PLACE, lineOf('T-1'), 'root');
    await room.post('say', { ...SAY, threadId: messageId, text: 'still down' });
    await room.post('say', { ...SAY, threadId: messageId, text: '@Deskbell any news' });
    await room.post('say', { as: 'customer2', channelId: 'other', threadId: '', text: 'the link is down' });
    expect(room.heard).toMatchObject([
      { kind: 'words', text: 'still down', overheard: true, place: { channelId: 'sample', threadId: messageId } },
      { kind: 'words', text: 'any news' },
      { kind: 'words', text: 'the link is down', overheard: true, place: { channelId: 'other', threadId: '' } },
    ]);
    expect(room.heard[1]).not.toHaveProperty('overheard');
    const seen = (await room.state('customer1')).messages.map(({ text, onlyYou }) => [text, onlyYou]);
    expect(seen).toContainEqual(['still down', false]);
  });

  it('passes on the name of a file, and says when no words came with it', async () => {
    const { messageId } = await room.adapter.send(PLACE, lineOf('T-1'), 'root');
    await room.post('say', { ...SAY, threadId: messageId, text: '', file: 'rack.jpg' });
    await room.post('say', { ...SAY, channelId: '@customer1', text: '', file: 'rack.jpg' });
    await room.post('say', { ...SAY, text: '@Deskbell it smokes', file: 'rack.jpg' });
    const files = [{ name: 'rack.jpg', link: '' }];
    expect(room.heard).toMatchObject([
      { text: '', wordless: 'file', overheard: true, message: { threadId: messageId, files } },
      { text: '', wordless: 'file', message: { files } },
      { text: 'it smokes', message: { files } },
    ]);
    expect(room.heard[2]).not.toHaveProperty('wordless');
    expect(await texts()).toEqual(['T-1', '📎 rack.jpg', '@Deskbell it smokes\n📎 rack.jpg', '📎 rack.jpg']);
    expect((await room.post('say', { ...SAY, text: '' })).body).toEqual({ error: 'text-empty' });
  });

  it('says a thing once however often the page repeats it, and lets the desk see the repeat', async () => {
    answers = [{ kind: 'whisper', text: 'noted', tone: 'plain' }];
    const said = { ...SAY, eventId: 'the-same-event', text: '@Deskbell hello' };
    await room.post('say', said);
    await room.post('say', said);
    expect(await texts()).toEqual(['@Deskbell hello', 'noted']);
    expect(room.heard.map((event) => event.id)).toEqual(['the-same-event', 'the-same-event']);
  });

  it('dates what it hears by the virtual clock', async () => {
    await room.post('clock', { as: 'customer1', next: 'workday' });
    await room.post('say', { ...SAY, text: '/fault x' });
    expect(room.heard[0]?.at).toBe(START + DAY);
  });

  it('dates a notice by the instant it tells of, but never before what stands above it', async () => {
    const noticeOf = (key: string, at: number) => {
      const about = {
        id: key,
        kind: 'sla.breached',
        subject: 'ticket/12',
        at,
        audience: 'team',
        to: ['team'],
        fields: {},
      };
      return room.adapter.send(PLACE, { ...lineOf(key), about }, key);
    };
    await room.clock.move(START + DAY, () => {});
    await noticeOf('breached', START + 1_000);
    await noticeOf('of tomorrow', START + 2 * DAY);
    await noticeOf('late', START + 2_000);
    const { messages } = await room.state('customer1');
    expect(messages.map((message) => message.at)).toEqual([START + 1_000, START + DAY, START + DAY]);
  });

  it('keeps exactly 4,000 characters, whatever they are, and refuses one more by naming the limit', async () => {
    const emoji = '👩‍🔧'.repeat(1_000) + '‮<b>&'.repeat(200);
    expect((await room.post('say', { ...SAY, text: emoji })).status).toBe(200);
    expect((await texts())[0]).toBe(emoji);
    const tooMuch = await room.post('say', { ...SAY, text: `${emoji}x` });
    expect(tooMuch).toEqual({ status: 422, body: { error: 'text-too-long', limit: 4_000 } });
    expect((await room.post('say', { ...SAY, text: 'line\n'.repeat(10_000) })).body).toMatchObject({ limit: 4_000 });
    expect(room.heard).toEqual([]);
  });

  it('takes control characters and half characters out, which no database could keep', async () => {
    await room.post('say', { ...SAY, text: 'a\u0000b\u0007\r\nc\ud83d' });
    expect(await texts()).toEqual(['ab\nc\ufffd']);
  });

  it('takes the command of a button from its own card, and refuses one that is no longer there with the fresh card', async () => {
    const posted = await room.adapter.send(PLACE, { ...lineOf(''), card: cardWith('ticket.acknowledge') }, 'n1');
    const button = await buttonOf(posted.messageId);
    const press = { as: 'engineer1', messageId: posted.messageId, threadId: '', button };
    expect((await room.post('press', { ...press, command: 'ticket.close' })).status).toBe(400);
    expect((await room.post('press', press)).status).toBe(200);
    expect(room.heard.at(-1)).toMatchObject({ command: 'ticket.acknowledge', args: { id: '12' } });

    await room.adapter.refresh(PLACE, posted, { ...lineOf(''), card: cardWith('ticket.resolve') });
    const late = await room.post('press', press);
    expect(late).toMatchObject({
      status: 409,
      body: { error: 'button-gone', message: { card: { title: 'ticket.resolve' } } },
    });
    expect(room.heard).toHaveLength(1);
  });

  it('answers a press in the thread it was made in', async () => {
    const posted = await room.adapter.send(PLACE, { ...lineOf(''), card: cardWith('ticket.show') }, 'n1');
    const button = await buttonOf(posted.messageId);
    await room.post('press', { as: 'engineer1', messageId: posted.messageId, threadId: posted.messageId, button });
    await room.post('press', { as: 'engineer1', messageId: posted.messageId, threadId: 'elsewhere', button });
    expect(room.heard.map((event) => event.place.threadId)).toEqual([posted.messageId, '']);
  });

  it('names every field of a form that does not fit, and passes on only a whole one', async () => {
    answers = [{ kind: 'form', form: FORM }];
    const asked = await room.post('say', { ...SAY, text: '/fault' });
    const form = asked.body.form as { formId: string; fields: { initial: string }[] };
    expect(form.fields[2]?.initial).toBe('2026-09-28T08:10');
    answers = [];
    const fill = (values: object) => room.post('submit', { as: 'customer1', formId: form.formId, values });
    expect((await fill({ title: 'four', site: 'z', since: '2026-02-30T08:00' })).body).toEqual({
      error: 'fields',
      fields: { title: { code: 'too-long', limit: 3 }, site: { code: 'not-a-choice' }, since: { code: 'not-a-time' } },
    });
    expect((await fill({})).body).toEqual({ error: 'fields', fields: { title: { code: 'required' } } });
    expect(room.heard).toHaveLength(1);
    expect((await fill({ title: '🔔🔔🔔' })).status).toBe(200);
    expect(room.heard[1]).toMatchObject({ kind: 'submit', values: { title: '🔔🔔🔔', site: '', since: '' } });
  });

  it('keeps a form open under the words of a refusal', async () => {
    answers = [{ kind: 'form', form: FORM }];
    const asked = await room.post('say', { ...SAY, text: '/fault' });
    const { formId } = asked.body.form as { formId: string };
    answers = [{ kind: 'whisper', text: 'your contract ended', tone: 'bad' }];
    const submit = { as: 'customer1', formId, values: { title: 'x' } };
    expect(await room.post('submit', submit)).toEqual({
      status: 422,
      body: { error: 'refused', text: 'your contract ended' },
    });
    answers = [];
    expect((await room.post('submit', submit)).status).toBe(200);
    expect((await room.post('submit', { ...submit, as: 'engineer1' })).status).toBe(410);
  });

  it('moves the clock forward only, and only so far', async () => {
    const move = (body: object) => room.post('clock', { as: 'customer1', ...body });
    expect((await move({ to: '2026-09-28T09:00' })).body).toEqual({
      now: Date.parse('2026-09-28T09:00+08:00'),
      moving: false,
    });
    expect((await move({ to: '2026-09-28T09:00' })).body).toEqual({ error: 'clock-backwards' });
    expect((await move({ to: '2028-01-01T00:00' })).body).toEqual({ error: 'clock-too-far', days: 400 });
    expect((await move({ minutes: 0 })).status).toBe(400);
    expect((await move({ to: 'tomorrow' })).status).toBe(400);
  });
});
