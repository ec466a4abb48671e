import { type Edit, type Fields, isMap } from './entry.ts';

/** The channel of a customer, from the columns of the sheet of customers. */

/** Column → the platform on which its channel is. */
const PLATFORM_OF = { slackChannel: 'slack', feishuChannel: 'feishu' } as const;
export type ChannelField = keyof typeof PLATFORM_OF;
const FIELDS = Object.keys(PLATFORM_OF) as ChannelField[];

/** The longest key of a book. */
const MOST_KEY_CHARS = 40;

/** An edit of the section `channels`, with the column that asks for it; `several`: it is not clear which channel is meant. */
export type ChannelEdit =
  | (Edit & { readonly field: ChannelField; readonly channel: string; readonly entry: Fields })
  | { readonly field: ChannelField; readonly several: readonly string[] };

/**
 * What the channel columns of a row change: a customer's only channel on a platform gets the new id, and one that has
 * none there a new channel. Without an edit it is in the book already. `channels`: the section as it is written.
 */
export function channelEdits(
  channels: Fields,
  customer: string,
  row: Readonly<Record<string, unknown>>,
  name: unknown,
): ChannelEdit[] {
  const taken = new Set(Object.keys(channels));
  return FIELDS.flatMap((field): ChannelEdit[] => {
    const id = row[field];
    if (id === undefined) return [];
    const platform = PLATFORM_OF[field];
    const own = Object.entries(channels).filter(
      (each): each is [string, Fields] =>
        isMap(each[1]) && each[1].customer === customer && each[1].platform === platform,
    );
    if (own.some(([, entry]) => entry.id === id)) return [];
    if (own.length > 1) return [{ field, several: own.map(([key]) => key) }];
    const [known] = own;
    if (known) {
      const [channel, before] = known;
      return [{ field, channel, path: ['channels', channel, 'id'], value: id, entry: { ...before, id } }];
    }
    const channel = freeChannelKey(customer, platform, (key) => taken.has(key));
    taken.add(channel);
    const entry = { purpose: 'customer', customer, platform, id, name };
    return [{ field, channel, path: ['channels', channel], value: entry, entry }];
  });
}

/** The customer's own key, which people look for; with the platform, or a number, where another channel has it. */
function freeChannelKey(customer: string, platform: string, isTaken: (key: string) => boolean): string {
  const named = [customer, `${customer}-${platform}`].find((key) => key.length <= MOST_KEY_CHARS && !isTaken(key));
  let number = 2;
  while (named === undefined && isTaken(`${platform}-${number}`)) number += 1;
  return named ?? `${platform}-${number}`;
}
