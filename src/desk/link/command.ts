import { z } from 'zod';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import { namesIn } from '../../lib/language.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { OptionalText, readInput, shorten } from '../input.ts';
import { directorsOf, personName } from '../person/person.ts';
import { tellFeedsEnded } from '../rota/feed-notice.ts';
import { tell } from '../tell.ts';
import { revokeLinks } from './flow.ts';
import { type LinkScope, parseScope } from './link.ts';
import { findCustomerOf, listRevocations } from './store.ts';
import { scopeWords } from './words.ts';

/** `/desk links revoke T-12`: ends links to our pages before their time, by a director. */
export const linkCommands: readonly Command[] = [
  {
    name: 'link.revoke',
    for: 'staff',
    typed: { slash: 'desk', zh: ['链接'], en: ['links'], isCommon: true, topic: 'channel', takes: ['linkScope'] },
    // Links of later turns of the same transaction have to carry the revocation.
    changesStart: true,
    run,
  },
];

const Input = z.object({ linkScope: OptionalText });
const REVOKE = /^\s*(?:revoke|end|撤销|作废)(?:[\s:：]+(.*))?$/isu;

async function run(ask: Ask): Promise<Result<Answer>> {
  const { asker, book, turn, place, mentions } = ask;
  const { people } = book.source;
  const directors = directorsOf(people);
  if (!directors.includes(asker.key))
    return refuse('link.only-director', {
      names: namesIn(Object.fromEntries(Object.entries(people).filter(([key]) => directors.includes(key)))),
    });
  const read = readInput(Input, ask.input);
  if (!read.ok) return read;
  if (read.value.linkScope === '') return list(ask);
  const said = REVOKE.exec(read.value.linkScope)?.[1]?.trim() ?? '';
  const scope = parseScope(said, book.source, { ...place, mentions });
  if (!scope || isClosed(scope, asker.closed ?? []))
    return refuse('link.unknown-scope', { value: shorten(said || read.value.linkScope, 40) });
  if (!(await exists(ask, scope))) return refuse('link.no-case', { number: shorten(said, 40) });
  const { sessions, calendars } = await revokeLinks(turn, scope, asker.key);
  for (const owner of new Set(calendars)) if (owner !== asker.key) await tellFeedsEnded(turn, book, owner, asker.key);
  const what = scopeWords(scope, book.source, asker.language);
  return tell(ask, `link.revoked.${scope.scope === 'case' ? scope.feature : scope.scope}`, {
    what,
    sessions,
    calendars: calendars.length,
  });
}

/** To those who may not know of a confidential customer it is no customer. */
function isClosed(scope: LinkScope, closed: readonly string[]): boolean {
  return scope.scope === 'customer' && closed.includes(scope.key);
}

/**
 * Whether there is such a case for the asker. A complaint's answer is always the same: it may be about the asker, who must
 * not learn that there is one.
 */
async function exists({ turn, asker }: Ask, scope: LinkScope): Promise<boolean> {
  if (scope.scope !== 'case' || scope.feature === 'complaint') return true;
  const customer = await findCustomerOf(turn.tx, scope.feature, scope.id);
  return customer !== undefined && !asker.closed?.includes(customer);
}

const SHOWN = 10;

/** The latest revocations, and how to make one. */
async function list(ask: Ask): Promise<Result<Answer>> {
  const { turn, asker, book } = ask;
  const { language } = asker;
  const { source } = book;
  const closed = asker.closed ?? [];
  const seen: string[] = [];
  for (const each of await listRevocations(turn.tx, SHOWN)) {
    const { scope, by, at } = each;
    if (isClosed(scope, closed)) continue;
    const words = { what: scopeWords(scope, source, language), by: personName(source.people, by, language) };
    seen.push(t(language, 'link.list.row', { ...words, at: when(language, at, source.provider.timeZone) }));
  }
  return tell(ask, 'link.list', { rows: seen.length > 0 ? seen.join('\n') : t(language, 'link.list.none') });
}
