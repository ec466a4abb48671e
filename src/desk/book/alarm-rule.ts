import { z } from 'zod';
import { checkListed } from './check-names.ts';
import { Key } from './field.ts';
import type { Finding } from './problem.ts';

/** Who hears that Deskbell itself does not work. */
export const AlarmChannels = z
  .array(Key)
  .min(1)
  .max(20)
  .describe(
    'Keys of the channels that hear when Deskbell itself is in trouble: messages late, a platform shut. On two platforms, best; left out: the channels for `escalation` and `managers`',
  );

interface Channels<Channel> {
  readonly alarm?: readonly string[] | undefined;
  readonly channels: Readonly<Record<string, Channel>>;
}

interface Purposeful {
  readonly purpose: 'customer' | 'team' | 'escalation' | 'managers';
}

/** The channels that hear of trouble. */
export function alarmChannels<Channel extends Purposeful>({ alarm, channels }: Channels<Channel>): readonly Channel[] {
  if (alarm) return alarm.flatMap((key) => channels[key] ?? []);
  return Object.values(channels).filter(({ purpose }) => purpose === 'escalation' || purpose === 'managers');
}

/** They are channels of the book, and no customer reads them. */
export function* checkAlarm({ alarm = [], channels }: Channels<Purposeful>): Iterable<Finding> {
  const ours = Object.keys(channels).filter((key) => channels[key]?.purpose !== 'customer');
  for (const [at, key] of alarm.entries()) yield* checkListed(['alarm', at], key, 'channel of ours', ours);
}
