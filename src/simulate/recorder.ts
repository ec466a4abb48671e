import { type About, AdapterError, type AdapterFeatures, type ChatAdapter, type Post } from '../chat/adapter.ts';

const FEATURES: AdapterFeatures = {
  slashCommands: true,
  forms: true,
  threads: true,
  refreshDays: Number.POSITIVE_INFINITY,
  sendsOncePerKey: true,
  messageEveryMs: 0,
  updateEveryMs: 0,
  pins: false,
  fileBytes: 0,
  bilingual: false,
  // Calls are printed by the way that the service book says.
  urgentPerDay: { app: Number.POSITIVE_INFINITY, sms: Number.POSITIVE_INFINITY, phone: Number.POSITIVE_INFINITY },
  dutyGroups: true,
};

/** A notice that was sent, with those of its audiences that were reached. */
export interface RecordedNotice {
  readonly about: About;
  readonly to: readonly string[];
}

export interface Recorder {
  readonly adapter: ChatAdapter;
  /** The notices since the last call, in the order of sending. */
  takeNotices(): RecordedNotice[];
}

/** The adapter of `simulate`: a chat platform that records what it is given. */
export function createRecorder(platform: string): Recorder {
  let sent: About[] = [];
  let messages = 0;
  const adapter: ChatAdapter = {
    platform,
    features: FEATURES,
    start: async () => {},
    resume: () => async () => {},
    stop: async () => {},
    async send(_, { about, alsoAbout = [] }: Post) {
      if (about) sent.push(about, ...alsoAbout);
      messages += 1;
      return { messageId: String(messages), threadId: String(messages) };
    },
    refresh: async () => {},
    fetchFile: () => Promise.reject(new AdapterError(platform, 'rejected')),
    sendFile: () => Promise.reject(new AdapterError(platform, 'rejected')),
    urge: async () => {},
    findAccount: async () => 'active',
    setDutyGroup: async () => undefined,
  };
  return {
    adapter,
    takeNotices() {
      const byId = Map.groupBy(sent, ({ id }) => id);
      sent = [];
      return [...byId.values()].flatMap(([about, ...others]) => {
        if (!about) return [];
        const reached = new Set([about, ...others].map(({ audience }) => audience));
        const to = about.to.filter((audience) => reached.has(audience));
        // Audiences that hear of a notice without being listed (`also`) are not printed: a line only to them is not a
        // notice.
        return to.length > 0 ? [{ about, to }] : [];
      });
    },
  };
}
