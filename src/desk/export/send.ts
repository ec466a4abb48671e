import type { CarriedFile } from '../../chat/file.ts';
import { t } from '../../i18n/i18n.ts';
import { enqueue, storeFile } from '../../outbox/enqueue.ts';
import { announce } from '../address/announce.ts';
import { fileNotice } from '../address/file-notice.ts';
import { directPlace } from '../address/route.ts';
import { directoryOf } from '../address/turn-book.ts';
import type { Ask } from '../desk.ts';

/**
 * Sends files to the asker's direct messages, under a line that says what they are. They never go anywhere else: there is
 * no fallback, and a failure is told there, too.
 */
export async function sendPrivately(ask: Ask, files: readonly CarriedFile[], list: string): Promise<void> {
  const { turn, asker, book, person } = ask;
  const { language } = asker;
  const stored = await Promise.all(files.map((file) => storeFile(turn, file)));
  const place = directPlace(person.platform, person.userId);
  const name = { zh: t('zh-CN', 'export.private'), en: t('en', 'export.private') };
  const subject = `export/${stored[0]?.id}`;
  const announcement = {
    ...{ key: `${subject}|export.file`, kind: 'export.file', subject, at: turn.now },
    to: [asker.staff ? asker.key : 'customer'],
    customer: undefined,
    fields: {},
    unlisted: true as const,
    waysTo: () => [{ route: { place, language, name }, fallbacks: [] }],
  };
  const notices = announce(directoryOf(turn, book), announcement, () => ({
    card: undefined,
    line: t(language, 'line.export.file', { list }),
    pings: [],
  }));
  const withFiles = notices.flatMap((words) => [
    words,
    ...stored.map((file, index) =>
      fileNotice(words, file, index, {
        ...{ place, language, readers: asker.staff ? ('staff' as const) : ('customer' as const) },
        lead: t(language, 'export.undelivered', { name: file.name }),
        tooLarge: t(language, 'file.too-large'),
        failed: t(language, 'file.failed'),
      }),
    ),
  ]);
  await enqueue(turn, withFiles, []);
}
