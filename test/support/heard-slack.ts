import type { Became, HeardHouse, HeardOptions, Saying, Shown, Speaker } from './heard-people.ts';
import { knowing, OUTSIDERS } from './heard-people.ts';
import { must } from './must.ts';
import { withRival } from './sample-book.ts';
import { slackId } from './slack-book.ts';
import { buttonsOf, openSlackHouse, wordsOn } from './slack-house.ts';
import type { Json } from './slack-limits.ts';
import { messageOf, pressInView, pressOf, slashOf, submissionOf } from './slack-payload.ts';
import type { SlackPayload } from './slack-request.ts';
import { BOT_USER, TEAM } from './slack-server.ts';

const isOutsider = (person: Speaker) => (OUTSIDERS as readonly string[]).includes(person);
const userOf = (person: Speaker) => slackId('U', person);
const teamOf = (person: Speaker) => (isOutsider(person) ? 'TCLIENT' : TEAM);
const channelOf = (key: string) => slackId('C', key);

/** Messages without words as Slack has them. */
const KINDS: Readonly<Record<string, Json>> = {
  file: { files: [{ id: 'FCORE', name: 'core.log', permalink: 'https://home.slack.com/files/core.log' }] },
  voice: {
    files: [
      { id: 'FVOICE', name: 'voice.m4a', subtype: 'slack_audio', permalink: 'https://home.slack.com/files/voice.m4a' },
    ],
  },
  card: { attachments: [{ color: '#f00' }] },
};

/** A house on Slack, where messages that mention us come twice: as `app_mention` and as `message`. */
export async function openHeardSlack({
  language,
  change = (book) => book,
  ...more
}: HeardOptions): Promise<HeardHouse> {
  const house = await openSlackHouse({
    language,
    ...more,
    members: [userOf('member')],
    change: (book) => {
      const { channels, ...rest } = knowing('slack', userOf)(withRival(book));
      const rival = must(channels['customer-rival']);
      return change({
        ...rest,
        channels: { ...channels, 'customer-rival': { ...rival, id: channelOf('customer-rival') } },
      });
    },
  });
  const { slack } = house;
  let said = 0;

  const placeOf = (by: Speaker, { in: place = by === 'rival' ? 'customer-rival' : 'customer-sample' }: Saying) =>
    place === 'direct' ? `D${userOf(by)}` : channelOf(place);
  const actor = (by: Speaker, saying: Saying = {}) => ({
    user: userOf(by),
    team: teamOf(by),
    channel: placeOf(by, saying),
  });

  /** What the person alone was shown while this was done. */
  async function watch(by: Speaker, id: string, act: () => Promise<unknown>): Promise<Became> {
    const user = userOf(by);
    const directs = () => house.in(`D${user}`);
    const whispers = () => slack.whispers.filter((each) => each.user === user);
    const before = [directs().length, whispers().length, slack.views.length] as const;
    await act();
    await house.settled();
    const views = slack.views.slice(before[2]).map((view) => shownOf(view, view));
    const alone = [...directs().slice(before[0]), ...whispers().slice(before[1])].map((each) => shownOf(each));
    return { id, shown: [...alone, ...views] };
  }

  async function give(by: Speaker, event: Json, saying: Saying): Promise<Became> {
    said += 1;
    const ts = saying.id ?? `17000${String(said).padStart(5, '0')}.000200`;
    const channel = placeOf(by, saying);
    const isDirect = channel.startsWith('D');
    const isMention = !isDirect && !saying.overheard;
    const text = isMention ? `<@${BOT_USER}> ${event.text}` : event.text;
    const files = [...((event.files ?? []) as Json[]), ...(saying.files ?? []).map(fileNamed)];
    for (const { id, name, permalink } of files)
      slack.keepFile(String(id), { name: String(name), permalink: String(permalink) });
    const more = {
      ...{ ...event, ts, text, channel_type: isDirect ? 'im' : 'channel' },
      ...(saying.thread ? { thread_ts: saying.thread } : {}),
      ...(files.length > 0 ? { files, subtype: 'file_share' } : {}),
    };
    const payloads: SlackPayload[] = [
      ...(isMention ? [messageOf({ ...more, channel_type: '', subtype: '' }, actor(by, saying))] : []),
      messageOf({ ...more, type: 'message' }, actor(by, saying)),
    ];
    return watch(by, ts, async () => {
      for (const payload of payloads) await house.give(payload);
    });
  }

  const slash: HeardHouse['slash'] = (by, word, text, saying = {}) => {
    const who = actor(by, saying);
    const responseUrl = slack.responseUrl(who.channel, who.user);
    return watch(by, '', () => house.give(slashOf(word, text, { ...who, responseUrl })));
  };

  async function fill(by: Speaker, text: string): Promise<Became> {
    const form = must(slack.views.at(-1));
    const values = { text: { text: { value: text } }, kind: { kind: { selected_option: { value: 'fault' } } } };
    let answer: Json | undefined;
    const became = await watch(by, '', async () => {
      answer = await house.ask(submissionOf(form, actor(by), values));
    });
    const view = answer?.view as Json | undefined;
    return { ...became, shown: [...became.shown, ...(view ? [shownOf(view, view)] : [])] };
  }

  return {
    say: (by, text, saying = {}) => give(by, { text }, saying),
    send: (by, kind, saying = {}) => give(by, { text: '', ...KINDS[kind] }, saying),
    slash,
    press(by, shown, label, forge = (sent) => sent) {
      const { action, view } = shown.press(label) as { action: Json; view?: Json };
      const forged = JSON.parse(forge(JSON.stringify(action))) as Json;
      const who = actor(by, { in: 'direct' });
      const responseUrl = slack.responseUrl(who.channel, who.user);
      const payload = view ? pressInView(forged, view, who) : pressOf(forged, { ...who, responseUrl });
      return watch(by, '', () => house.give(payload));
    },
    fill: (by, _shown, text) => fill(by, text),
    async fillReport(by, text) {
      await slash(by, '/fault', '');
      return fill(by, text);
    },
    posts: (channel) => house.in(channelOf(channel)).map(wordsOn),
    direct: (person) => house.in(`D${userOf(person)}`).map(wordsOn),
    async threadOf(ticket, channel = 'customer-sample') {
      const card = await house.find(channelOf(channel), `${ticket} `);
      return card.thread || card.ts;
    },
    leaks(words, readers) {
      const allowed = readers.flatMap((person) => [userOf(person), `D${userOf(person)}`]);
      return slack.requests.flatMap(({ method, args }) => {
        const isPrivate = allowed.includes(String(args.user ?? args.channel)) || method.startsWith('views.');
        return !isPrivate && words.test(JSON.stringify(args)) ? [`${method} ${args.channel} ${args.text}`] : [];
      });
    },
    query: async <T>(statement: string) => (await house.query(statement)) as readonly T[],
    forward: house.forward,
    deliver: house.deliver,
    close: house.close,
  };
}

function shownOf(shown: { readonly blocks?: unknown }, view?: Json): Shown {
  const options = buttonsOf(shown).flatMap((button) =>
    Array.isArray(button.options)
      ? (button.options as Json[]).map((option) => ({
          label: labelOf(option),
          action: { ...button, selected_option: option },
        }))
      : [{ label: labelOf(button), action: button }],
  );
  return {
    words: wordsOn(shown),
    labels: options.map(({ label }) => label),
    press(label) {
      const found = options.find((each) => each.label === label);
      if (!found) throw new Error(`no button “${label}” but ${options.map((each) => each.label).join(', ')}`);
      return { action: found.action, ...(view ? { view } : {}) };
    },
  };
}

function fileNamed(name: string): Json {
  return { id: `F${name.replace(/\W/g, '').toUpperCase()}`, name, permalink: `https://home.slack.com/files/${name}` };
}

function labelOf({ text }: Json): string {
  return String((text as Json | undefined)?.text ?? '');
}
