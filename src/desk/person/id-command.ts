import { t } from '../../i18n/i18n.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { shorten } from '../input.ts';
import { directorsOf, findPerson, findPersonById, personName, resolvePerson } from './person.ts';

/**
 * `/desk id` (我的编号): the ids that a service book needs, told where they are used. Feishu shows an `open_id` nowhere, and
 * it differs from app to app.
 */
export const idCommand: Command = {
  name: 'person.id',
  for: 'everyone',
  typed: { slash: 'desk', zh: ['我的编号', '查编号'], en: ['id', 'ids'], isCommon: true, takes: ['to'] },
  run: showIds,
};

/**
 * Tells the asker their own id, and how the book knows them. Those who decide about the book hear the channel's, too, and
 * those of the people that they mention or name. While the book names none of them on this platform, everyone of our own
 * organisation does: so a first book gets its ids.
 */
async function showIds(ask: Ask): Promise<Result<Answer>> {
  const { asker, place, input, mentions } = ask;
  const wanted = (input.to ?? '').trim();
  const lines = [ownLine(ask)];
  const mayAsk = decides(ask);
  if (wanted !== '' && !mayAsk) return refuse('person.id.not-yours', { names: deciders(ask) });
  if (mayAsk && !place.channelId.startsWith('@')) lines.push(channelLine(ask));
  const named = Object.entries(mentions);
  lines.push(...named.map(([name, id]) => lineOf(ask, name, id)));
  if (wanted !== '' && named.length === 0) {
    const known = linesOfKnown(ask, wanted);
    if (known === undefined) return refuse('person.id.mention', { name: shorten(wanted, 40) });
    lines.push(...known);
  }
  if (!asker.staff && mayAsk) lines.push(t(asker.language, 'person.id.setup'));
  return accept({ replies: [{ kind: 'whisper', tone: 'plain', text: lines.join('\n') }], facts: [] });
}

function decides({ asker, person, book: { source } }: Ask): boolean {
  const able = directorsOf(source.people);
  const isSetUp = able.some((key) => Object.hasOwn(source.people[key]?.ids ?? {}, person.platform));
  return isSetUp ? asker.staff && able.includes(asker.key) : !person.external && asker.customer === undefined;
}

function deciders({ asker, book: { source } }: Ask): string {
  const names = directorsOf(source.people).map((key) => personName(source.people, key, asker.language));
  return names.join(t(asker.language, 'list.separator'));
}

function ownLine({ asker, person, book }: Ask): string {
  const { language } = asker;
  const key = findPerson(book.source.people, person);
  const id = person.external ? `${person.teamId}/${person.userId}` : person.userId;
  const name = key === undefined ? '' : personName(book.source.people, key, language);
  return key === undefined
    ? t(language, 'person.id.own-unknown', { id })
    : t(language, 'person.id.own', { id, name, key });
}

function channelLine({ asker, place, book }: Ask): string {
  const { language } = asker;
  const entry = Object.entries(book.source.channels).find(
    ([, { platform, id }]) => platform === place.platform && id === place.channelId,
  );
  return entry
    ? t(language, 'person.id.channel', { id: place.channelId, key: entry[0] })
    : t(language, 'person.id.channel-unknown', { id: place.channelId });
}

function lineOf({ asker, person, book }: Ask, name: string, id: string): string {
  const { people } = book.source;
  const key = findPersonById(people, person.platform, id);
  return key === undefined
    ? t(asker.language, 'person.id.other-unknown', { name, id })
    : t(asker.language, 'person.id.other', { name, id, key });
}

/** The ids of a person of the book, by key or name; undefined: no one is called so. */
function linesOfKnown(ask: Ask, word: string): string[] | undefined {
  const { asker, person, book, mentions } = ask;
  const { people } = book.source;
  const key = resolvePerson(people, word, { platform: person.platform, mentions });
  if (key === undefined) return undefined;
  const name = personName(people, key, asker.language);
  const ids = Object.entries(people[key]?.ids ?? {});
  if (ids.length === 0) return [t(asker.language, 'person.id.none', { name, key })];
  return ids.map(([platform, id]) => t(asker.language, 'person.id.book', { name, platform, id: id ?? '', key }));
}
