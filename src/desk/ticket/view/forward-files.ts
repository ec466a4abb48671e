import type { SentFile } from '../../../chat/file.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import type { Notice } from '../../../outbox/notice.ts';
import { isSealed } from '../../address/confidential.ts';
import { fileNotice, type UndeliveredFile } from '../../address/file-notice.ts';
import { isSamePlace } from '../../address/route.ts';
import type { BookSource } from '../../book/schema.ts';
import { findCustomerName } from '../../card/customer.ts';
import type { Entry } from '../case/entry.ts';
import { isSide } from './post.ts';

/**
 * The files that follow an entry's words to one place: files of staff go to the customer, the customer's to the team. A
 * file is not sent to the channel that it is in already. Files of a report are not sent within their platform, where
 * the link to them works; those of a direct chat have none, so they go to the team, and to no one else. No file of a
 * confidential customer goes where their words must not stand.
 */
export function forwardedFiles(entry: Entry, words: Notice, source: BookSource, customer: string): Notice[] {
  const { audience, place } = words;
  if (!isSide(audience) || isSealed(source, customer, place)) return [];
  const files = filesFor(audience, entry, place).filter((file) => !isSamePlace(file, place));
  return files.map((file, index) => fileNotice(words, file, index, undeliveredFile(file, words, source, customer)));
}

function filesFor(audience: string, entry: Entry, place: ChatPlace): readonly SentFile[] {
  const isForTeam = audience === 'team';
  const isForThem = entry.staff !== isForTeam;
  if (entry.kind === 'ticket.updated') return isForThem ? (entry.data.files ?? []) : [];
  if (entry.kind !== 'ticket.opened') return [];
  return (entry.data.facts.origin?.files ?? []).flatMap(({ sent, link }) => {
    const isDue = link === '' ? isForTeam : isForThem && sent?.platform !== place.platform;
    return sent && isDue ? [sent] : [];
  });
}

/**
 * What staff read if a file does not arrive: in the channel they sent it from, or where the customer's file should be.
 */
function undeliveredFile(
  file: SentFile,
  { audience, place, post }: Notice,
  source: BookSource,
  customer: string,
): UndeliveredFile {
  const { platform, channelId, threadId, name } = file;
  const toCustomer = audience === 'customer';
  const language = toCustomer ? languageAt(source, file) : post.language;
  const left = toCustomer ? { platform, channelId, threadId } : place;
  const lead = t(language, toCustomer ? 'file.left.customer' : 'file.left.team', {
    name: isSealed(source, customer, left) ? t(language, 'confidential.file') : name,
    customer: findCustomerName(source, customer, language) ?? '',
  });
  return {
    place: left,
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
