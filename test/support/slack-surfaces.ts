import { type Json, overrunsOfView } from './slack-limits.ts';

type Method = (args: Json) => Json;

/** Views, homes, pins and what is told of channels: the parts of a workspace beside its messages. */
export interface Surfaces {
  readonly methods: Readonly<Record<string, Method>>;
  /** Modals as they were opened, pushed or filled, in order, each with its `id`. */
  readonly views: readonly Json[];
  /** What stands on each person's own page. */
  readonly homes: ReadonlyMap<string, Json>;
  /** `channel/ts` of every pinned message. */
  readonly pinned: ReadonlySet<string>;
  /** From now on people of another organisation read along in the channel. */
  share(channel: string): void;
}

export interface SurfacesOptions {
  /** As the workspace has them at the time. */
  readonly channels: ReadonlySet<string>;
  /** What is special about a channel, by id, as Slack's own fields say it. */
  readonly about: Readonly<Record<string, Json>>;
}

export function createSurfaces({ channels, about }: SurfacesOptions): Surfaces {
  const views: Json[] = [];
  const homes = new Map<string, Json>();
  const pinned = new Set<string>();
  const shared = new Set<string>();
  const triggers = new Set<string>();

  const show = (view: Json, id: string): Json => {
    const overruns = overrunsOfView(view);
    if (overruns.length > 0)
      return { ok: false, error: 'invalid_arguments', response_metadata: { messages: overruns } };
    views.push({ ...view, id });
    return { ok: true, view: { id } };
  };
  const byTrigger: Method = ({ trigger_id, view }) => {
    const trigger = String(trigger_id);
    if (triggers.has(trigger)) return { ok: false, error: 'exchanged_trigger_id' };
    const shown = show(view as Json, `V${views.length}`);
    if (shown.ok) triggers.add(trigger);
    return shown;
  };

  return {
    views,
    homes,
    pinned,
    share: (channel) => void shared.add(channel),
    methods: {
      'views.open': byTrigger,
      'views.push': byTrigger,
      'views.update': ({ view_id, view }) =>
        /^V\w+$/.test(String(view_id)) ? show(view as Json, String(view_id)) : { ok: false, error: 'not_found' },
      'views.publish': ({ user_id, view }) => {
        const overruns = overrunsOfView(view as Json);
        if (overruns.length > 0)
          return { ok: false, error: 'invalid_arguments', response_metadata: { messages: overruns } };
        homes.set(String(user_id), view as Json);
        return { ok: true, view: { id: `VHOME${homes.size}` } };
      },
      'pins.add': ({ channel, timestamp }) => {
        const pin = `${channel}/${timestamp}`;
        if (pinned.has(pin)) return { ok: false, error: 'already_pinned' };
        pinned.add(pin);
        return { ok: true };
      },
      'conversations.info': ({ channel }) => {
        const id = String(channel);
        if (!channels.has(id)) return { ok: false, error: 'channel_not_found' };
        return { ok: true, channel: { id, is_member: true, is_ext_shared: shared.has(id), ...about[id] } };
      },
      'chat.getPermalink': ({ channel, message_ts }) => ({
        ok: true,
        channel,
        permalink: `https://home.slack.com/archives/${channel}/p${String(message_ts).replace('.', '')}`,
      }),
    },
  };
}
