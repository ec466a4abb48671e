import { examineFeishu } from '../adapter/feishu/examine/examine.ts';
import { examineMail } from '../adapter/mail/examine/examine.ts';
import { examineSlack } from '../adapter/slack/examine/examine.ts';
import { type Check, type CheckName, type Finding, finding } from '../chat/check.ts';
import type { Config } from '../config.ts';
import { targetOf } from '../db/open.ts';
import { applyOverrides } from '../desk/address/overrides.ts';
import type { CanUrge } from '../desk/address/reach.ts';
import { prepareBook } from '../desk/book/book.ts';
import type { BookSource } from '../desk/book/schema.ts';
import { mailChannels } from '../desk/letter/place.ts';
import { type Clock, SECOND } from '../lib/instant.ts';
import { silentLog } from '../lib/log.ts';
import { type BookRead, examineBook, namedOn } from './book.ts';
import { examineCalendars } from './calendar.ts';
import { examineDatabase, examineHeard, lookAtData } from './database.ts';
import { examinePages } from './pages.ts';
import { examineTime } from './time.ts';
import { examineWebhooks } from './webhooks.ts';

/**
 * All checks of this configuration, none of which changes anything, in the order in which they matter. If the book
 * cannot be read, the checks that do not need it still run. Webhooks get an event that says it is a test.
 */
export function checksOf(config: Config, book: BookRead, clock: Clock): readonly Check[] {
  const { source } = book;
  const platforms = (['slack', 'feishu'] as const).filter((platform) => config[platform]);
  const target = targetOf(config);
  let look: ReturnType<typeof lookAtData> | undefined;
  const data = () => {
    look ??= lookAtData(target, platforms);
    return look;
  };
  /** Where the database cannot be looked at, that is told, and the book's word is as good as any. */
  const overridden = async (read: BookSource): Promise<BookSource> => {
    const found = await data().catch(() => undefined);
    const inChat = found?.kind === 'seen' ? found.seen.overrides : undefined;
    return inChat ? applyOverrides(prepareBook(0, read), inChat).source : read;
  };
  return [
    check('settings', async function* () {
      yield examinePlatforms(config, platforms);
    }),
    check('pages', async function* () {
      yield examinePages(config.publicUrl);
    }),
    check('book', async function* () {
      yield* book.findings;
      // In the playground everybody and every channel of the book is there.
      if (source && !config.playground) yield* examineBook(await overridden(source), platforms, canUrgeBy(config));
    }),
    check('database', async function* () {
      yield examineDatabase(target, await data());
    }),
    check('time', async function* () {
      yield* examineTime(await data(), clock.now());
    }),
    check('calendar', async function* () {
      if (source) yield* examineCalendars(await overridden(source), clock.now());
    }),
    ...checksOfSlack(config, source && (() => overridden(source)), data, clock),
    ...checksOfFeishu(config, source && (() => overridden(source)), data),
    ...checksOfMail(config, source && (() => overridden(source))),
    check('webhooks', async function* () {
      if (source) yield* examineWebhooks(config, source);
    }),
    check('heard', async function* () {
      for (const platform of platforms) yield examineHeard(platform, await data());
    }),
  ];
}

function check(name: CheckName, find: Check['find']): Check {
  return { name, limitMs: 30 * SECOND, find };
}

function checksOfSlack(
  config: Config,
  overridden: (() => Promise<BookSource>) | undefined,
  data: () => ReturnType<typeof lookAtData>,
  clock: Clock,
): readonly Check[] {
  if (!config.slack) return [];
  const named = async () => {
    if (!overridden) return { channels: [], people: [], urgent: [] };
    const look = await data().catch(() => undefined);
    const seen = look?.kind === 'seen' ? look.seen : undefined;
    return namedOn(await overridden(), 'slack', seen?.moves.get('slack'), seen?.groupTroubles.get('slack'));
  };
  return examineSlack(config.slack, { clock, log: silentLog, deskUrl: deskUrlOf(config) }, named);
}

function checksOfFeishu(
  config: Config,
  overridden: (() => Promise<BookSource>) | undefined,
  data: () => ReturnType<typeof lookAtData>,
): readonly Check[] {
  const named = async () => {
    if (!overridden) return { channels: [], people: [], urgent: [] };
    const look = await data().catch(() => undefined);
    const troubles = look?.kind === 'seen' ? look.seen.groupTroubles.get('feishu') : undefined;
    return namedOn(await overridden(), 'feishu', undefined, troubles);
  };
  const parts = { log: silentLog, deskUrl: deskUrlOf(config) };
  return config.feishu ? examineFeishu(config.feishu, parts, named) : [];
}

/** In the playground channels by mail stay what they are. */
function checksOfMail({ mail }: Config, overridden: (() => Promise<BookSource>) | undefined): readonly Check[] {
  if (!mail) return [];
  return examineMail(mail, async () => {
    const source = await overridden?.();
    return source && { channels: mailChannels(source).length, hasMailbox: source.provider.mailbox !== undefined };
  });
}

/** Only Feishu makes messages urgent: in the app always, by SMS and telephone as often as the settings allow. */
function canUrgeBy({ feishu }: Config): CanUrge {
  return (platform, way) =>
    platform === 'feishu' && feishu !== undefined && (way === 'app' || feishu.urgentPerDay[way] > 0);
}

/** A platform that is set up by half is refused as the settings are read. */
function examinePlatforms({ playground }: Config, platforms: readonly string[]): Finding {
  if (playground) return finding('ok', 'doctor.settings.playground');
  return finding('ok', 'doctor.settings.ok', { platforms: platforms.join(', ') });
}

/** Where a desk with this configuration listens, as this machine reaches it. */
function deskUrlOf({ host, port }: Config): string | undefined {
  if (port === 0) return undefined;
  const reached = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}/`;
}
