import { feishuId } from './feishu-book.ts';
import { openFeishuHouse, type PressAnswer } from './feishu-house.ts';
import { type By, controlsOf, messageOf, pressOf } from './feishu-payload.ts';
import type { Json } from './feishu-words.ts';
import type { Became, HeardHouse, HeardOptions, Saying, Shown, Speaker } from './heard-people.ts';
import { knowing, OUTSIDERS } from './heard-people.ts';
import { must } from './must.ts';
import { withRival } from './sample-book.ts';

const isOutsider = (person: Speaker) => (OUTSIDERS as readonly string[]).includes(person);
const userOf = (person: Speaker) => feishuId('ou', person);
const chatOf = (key: string) => feishuId('oc', key);
const directOf = (person: Speaker) => `oc_p2p${userOf(person).slice(3)}`;

interface Delivery {
  readonly event: { readonly message: { readonly message_id: string } };
}

/** Messages without words as Feishu has them, by what they are: their type and content. */
const KINDS: Readonly<Record<string, readonly [type: string, content: Json]>> = {
  voice: ['audio', { file_key: 'file_voice', duration: 3000 }],
  sticker: ['sticker', { file_key: 'file_sticker' }],
  file: ['file', { file_key: 'file_core', file_name: 'core.log' }],
  place: ['location', { name: 'Gate 3', longitude: '113', latitude: '23' }],
  card: ['interactive', { elements: [[{ tag: 'img', image_key: 'img_chart' }]] }],
  forward: ['merge_forward', { content: 'Merged and Forwarded Message' }],
  other: ['share_user', { user_id: 'ou_somebody' }],
};

/** A house on Feishu. */
export async function openHeardFeishu({
  language,
  change = (book) => book,
  ...more
}: HeardOptions): Promise<HeardHouse> {
  const house = await openFeishuHouse({
    language,
    ...more,
    change: (book) => {
      const { channels, ...rest } = knowing('feishu', userOf)(withRival(book));
      const rival = must(channels['customer-rival']);
      return change({
        ...rest,
        channels: { ...channels, 'customer-rival': { ...rival, id: chatOf('customer-rival') } },
      });
    },
  });
  const { feishu } = house;

  const by = (
    person: Speaker,
    { in: place = person === 'rival' ? 'customer-rival' : 'customer-sample' }: Saying,
  ): By => ({
    user: userOf(person),
    ...(isOutsider(person) ? { tenant: 'their-tenant' } : {}),
    ...(place === 'direct' ? {} : { chat: chatOf(place) }),
  });

  /** What the person alone was shown while this was done. */
  async function watch(person: Speaker, id: string, act: () => Promise<PressAnswer>): Promise<Became> {
    const directs = () => house.in(directOf(person)).filter(({ sender }) => sender === undefined);
    const whispers = () => feishu.whispers.filter(({ user }) => user === userOf(person));
    const before = [directs().length, whispers().length] as const;
    const { toast, card } = await act();
    const alone = [
      ...directs()
        .slice(before[0])
        .map(({ content, id: message }) => shownOf(content, message)),
      ...whispers()
        .slice(before[1])
        .map((each) => shownOf(each.card, 'om_whisper')),
      ...(toast ? [shownOf({ text: toast.content }, '')] : []),
      ...(card ? [shownOf(card.data, '')] : []),
    ];
    return { id, shown: alone };
  }

  async function give(person: Speaker, type: string, content: Json, saying: Saying): Promise<Became> {
    const who = by(person, saying);
    const isMention = who.chat !== undefined && !saying.overheard;
    const text = String(content.text ?? '');
    const thread = saying.thread
      ? { root_id: saying.thread, parent_id: saying.thread, thread_id: `omt_${saying.thread.slice(3)}` }
      : {};
    const shown = type === 'text' ? { text: isMention ? `@_user_1 ${text}` : text } : content;
    const more = { ...thread, ...(saying.id ? { message_id: saying.id } : {}) };
    const delivery = messageOf({ type, content: shown, more, ...(isMention ? {} : { mentions: [] }) }, who) as Delivery;
    const id = delivery.event.message.message_id;
    const chat = who.chat ?? directOf(person);
    const stored = { id, chat, root: saying.thread ?? '', thread: '', type, content, createdAt: 0, sender: who.user };
    if (!saying.id) feishu.say(stored);
    return watch(person, id, () => house.give(delivery));
  }

  function say(person: Speaker, text: string, saying: Saying = {}): Promise<Became> {
    if (!saying.files) return give(person, 'text', { text }, saying);
    const isMention = saying.in !== 'direct' && !saying.overheard;
    const pictures = saying.files.map((name) => [{ tag: 'img', image_key: `img_${name}` }]);
    for (const name of saying.files)
      feishu.files.set(`img_${name}`, { name, bytes: Buffer.from('a picture'), type: 'image/png' });
    const us = isMention ? [{ tag: 'at', user_id: '@_user_1', user_name: 'Deskbell' }] : [];
    return give(person, 'post', { title: '', content: [[...us, { tag: 'text', text }], ...pictures] }, saying);
  }

  async function fill(person: Speaker, { shown }: Became, text: string): Promise<Became> {
    const forms = shown.map((each) => each.press('') as { controls: ReturnType<typeof controlsOf>; message: string });
    const isSubmit = ({ name }: { readonly name?: string }) => name === '_submit';
    const { controls, message } = must(forms.findLast((each) => each.controls.some(isSubmit)));
    const submit = must(controls.find(isSubmit));
    const filled = { value: submit.behaviors[0].value, name: '_submit', form_value: { kind: 'fault', text } };
    return watch(person, '', () => house.give(pressOf(filled, by(person, { in: 'direct' }), message)));
  }

  return {
    say,
    send(person, kind, saying = {}) {
      const [type, content] = must(KINDS[kind]);
      return give(person, type, content, saying);
    },
    slash: (person, word, text, saying = {}) => say(person, `${word} ${text}`, saying),
    press(person, shown, label, forge = (sent) => sent) {
      const { action, message } = shown.press(label) as { action: Json; message: string };
      const forged = JSON.parse(forge(JSON.stringify(action))) as Json;
      return watch(person, '', () => house.give(pressOf(forged, by(person, { in: 'direct' }), message)));
    },
    fill,
    async fillReport(person, text) {
      return fill(person, await say(person, '/fault', { in: 'direct' }), text);
    },
    posts: (channel) =>
      house
        .in(chatOf(channel))
        .filter(({ sender }) => sender === undefined)
        .map(({ content }) => wordsOn(content)),
    direct: (person) =>
      house
        .in(directOf(person))
        .filter(({ sender }) => sender === undefined)
        .map(({ content }) => wordsOn(content)),
    async threadOf(ticket, channel = 'customer-sample') {
      const card = must(house.in(chatOf(channel)).find(({ content }) => wordsOn(content).includes(`${ticket} `)));
      return card.root || card.id;
    },
    leaks(words, readers) {
      const allowed = readers.flatMap((person) => [userOf(person), directOf(person)]);
      const chatOfMessage = (id: string | undefined) => feishu.messages.find((each) => each.id === id)?.chat;
      return feishu.requests.flatMap(({ call, ids, args }) => {
        const to = args.open_id ?? args.receive_id ?? chatOfMessage(ids[0]);
        return !allowed.includes(String(to)) && words.test(JSON.stringify(args)) ? [`${call} ${to}`] : [];
      });
    },
    query: async <T>(statement: string) => (await house.query(statement)) as readonly T[],
    forward: house.forward,
    deliver: house.deliver,
    async close() {
      await house.close();
      if (house.alarms.length > 0) throw new Error(`not delivered: ${house.alarms.join(', ')}`);
    },
  };
}

function shownOf(card: unknown, message: string): Shown {
  const controls = controlsOf(card);
  const options = controls.flatMap(({ tag, text, behaviors, options }) =>
    options
      ? options.map((each) => ({
          label: each.text.content,
          action: { tag, value: behaviors[0].value, option: each.value },
        }))
      : [{ label: text?.content ?? '', action: { tag, value: behaviors[0].value } }],
  );
  return {
    words: wordsOn(card),
    labels: options.map(({ label }) => label),
    press(label) {
      const found = options.find((each) => each.label === label);
      if (!found && label !== '')
        throw new Error(`no button “${label}” but ${options.map((each) => each.label).join(', ')}`);
      return { action: found?.action ?? {}, controls, message };
    },
  };
}

/** All the words of a card or a text, one after the other. */
function wordsOn(shown: unknown): string {
  const texts: string[] = [];
  JSON.stringify(shown, (key, value) => {
    if ((key === 'content' || key === 'text') && typeof value === 'string') texts.push(value);
    return value;
  });
  return texts.join('\n');
}
