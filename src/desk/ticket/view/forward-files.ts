import type { SentFile } from '../../../chat/file.ts';
import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import { fileNotice, type Notice, type UndeliveredFile } from '../../../outbox/notice.ts';
import { isSamePlace, type Route } from '../../address/route.ts';
import type { BookSource } from '../../book/schema.ts';
import { findCustomerName } from '../../card/customer.ts';
import type { Entry } from '../case/entry.ts';
import { isSide } from './post.ts';

/**
 * The files that go over with an entry's words: what staff send to the customer, what the customer sends to the team. A
 * file that is in the same channel already is not sent there again; of a report none goes where it can be opened.
 */
export function carriedFiles(
  entry: Entry,
  words: Notice,
  audience: string,
  route: Route,
  source: BookSource,
  customer: string,
): Notice[] {
  if (!isSide(audience) || entry.staff === (audience === 'team')) return [];
  const files = filesOf(entry).filter((file) =>
    entry.kind === 'ticket.opened' ? file.platform !== route.place.platform : !isSamePlace(file, route.place),
  );
  return files.map((file, index) =>
    fileNotice(words, file, index, leftBehind(file, audience, route, source, customer)),
  );
}

function filesOf(entry: Entry): readonly SentFile[] {
  if (entry.kind === 'ticket.updated') return entry.data.files ?? [];
  return entry.kind === 'ticket.opened' ? (entry.data.facts.origin?.files ?? []).flatMap(({ sent }) => sent ?? []) : [];
}

/** Our people hear of it: where they sent the file themselves, and where they would have got the customer's. */
function leftBehind(
  file: SentFile,
  audience: 'customer' | 'team',
  { place, language: spoken }: Route,
  source: BookSource,
  customer: string,
): UndeliveredFile {
  const { platform, channelId, threadId, name } = file;
  const toCustomer = audience === 'customer';
  const language = toCustomer ? languageAt(source, file) : spoken;
  const lead = t(language, `file.left.${audience}`, {
    name,
    customer: findCustomerName(source, customer, language) ?? '',
  });
  return {
    place: toCustomer ? { platform, channelId, threadId } : place,
    readers: 'staff',
    language,
    lead,
    tooLarge: t(language, 'file.too-large'),
    failed: t(language, 'file.failed'),
  };
}

function languageAt({ channels, provider }: BookSource, { platform, channelId }: SentFile): Language {
  const channel = Object.values(channels).find((each) => each.platform === platform && each.id === channelId);
  return channel?.language ?? provider.language;
}
