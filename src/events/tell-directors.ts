import type { WebhookState } from '../chat/webhook.ts';
import { announce } from '../desk/address/announce.ts';
import { bookOf, directoryOf } from '../desk/address/turn-book.ts';
import type { DeskTurn } from '../desk/desk.ts';
import { writeOwed } from '../desk/pending-notices.ts';
import { listByRole } from '../desk/person/person.ts';
import { t } from '../i18n/i18n.ts';
import { when } from '../i18n/when.ts';
import type { Language } from '../lib/language.ts';
import type { KeyAfter } from '../lib/text-key.ts';

/** What people have to know of a webhook. */
export type WebhookNews = KeyAfter<'webhook.title.'>;

/** After so many failures in a row, some forty minutes, people are told. */
const TOLD_AFTER = 5;

/** What a state says that people have to know; undefined: nothing. */
export function newsOf({ disabledAt, failures }: WebhookState): WebhookNews | undefined {
  if (disabledAt !== undefined) return 'disabled';
  return failures === TOLD_AFTER ? 'failing' : undefined;
}

/** Tells the directors, once for each time that the receiver began to fail. */
export async function tellDirectors(
  turn: DeskTurn,
  key: string,
  news: WebhookNews,
  { failingSince = turn.now, why = '' }: WebhookState,
): Promise<void> {
  const { source } = await bookOf({ tx: turn.tx, overrides: turn.overrides }, turn.book);
  const subject = `webhook/${key}`;
  const announcement = {
    key: `${subject}|webhook.${news}|${failingSince}`,
    kind: `webhook.${news}`,
    subject,
    at: turn.now,
    to: listByRole(source.people, 'director'),
    customer: undefined,
    fields: {},
    unlisted: true,
  } as const;
  const wordsIn = (language: Language) => ({
    webhook: key,
    why,
    since: when(language, failingSince, source.provider.timeZone),
  });
  const notices = announce(directoryOf(turn, { source }), announcement, (audience, language) => ({
    card: {
      subject: `${subject}/${news}/${failingSince}`,
      tone: news === 'disabled' ? 'bad' : 'warn',
      title: t(language, `webhook.title.${news}`, wordsIn(language)),
      badges: [],
      parts: [{ part: 'text', style: 'plain', text: t(language, `webhook.text.${news}`, wordsIn(language)) }],
    },
    line: '',
    pings: [audience],
  }));
  await writeOwed({ tx: turn.tx, jobs: turn.jobs, owed: { notices: [...notices], withdrawals: [] } });
}
