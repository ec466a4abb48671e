import { SECOND, writeInstant } from '../../../lib/instant.ts';

/**
 * Slack's markup: `<https://a|label>`, `<@U1|name>`, `<#C1|name>`, `<!here>`, `<!subteam^S1|@oncall>`,
 * `<!date^1700000000^{date}|fallback>`. A `<` that a person types comes escaped, so it never looks like markup.
 */
const MARKUP = /<(?:([@#!])|(?=[a-z][a-z\d+.-]*:))([^<>|]*)(?:\|([^<>]*))?>/gi;

/** `mentions`: the people named in the text, `@name` as it appears there → user id. */
export interface DecodedText {
  readonly text: string;
  readonly mentions: Readonly<Record<string, string>>;
}

/**
 * Decodes text as Slack sends it: markup becomes plain words, entities are decoded once, surrounding blanks are
 * trimmed.
 */
export function decodeText(text: string): DecodedText {
  const mentions: [string, string][] = [];
  const said = withoutFences(text.replace(/\r\n?/g, '\n'))
    .replace(MARKUP, (_whole, sign: string | undefined, target: string, label = '') => {
      if (sign === '#') return `#${label || target}`;
      if (sign === '!') return decodeSpecial(target, label);
      if (sign === undefined) return decodeLink(target, label);
      mentions.push([`@${label || target}`, target]);
      return `@${label || target}`;
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  return { text: said.trim(), mentions: Object.fromEntries(mentions) };
}

/** Takes the marks off code blocks. Their lines stay lines of their own. */
function withoutFences(text: string): string {
  const [first = '', ...parts] = text.split(FENCE);
  const said: string[] = [];
  let rest = first;
  for (let at = 0; at < parts.length; at += 2) {
    const [code = '', after] = parts.slice(at, at + 2);
    if (after === undefined) return [...said, rest, FENCE, code].join('');
    const before = trimBlanksAtEnd(rest);
    if (before !== '') said.push(before, before.endsWith('\n') ? '' : '\n');
    said.push(code.replace(/^\n|\n$/g, ''), '\n');
    rest = after.replace(/^[^\S\n]*\n?/, '');
  }
  return [...said, rest].join('');
}

const FENCE = '```';

/** A loop, because a regular expression takes long on a text with many blanks. */
export function trimBlanksAtEnd(text: string): string {
  let end = text.length;
  while (end > 0 && /[^\S\n]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** A broadcast (`here`), a group of people (`subteam^S1`) or a time (`date^seconds^format^link`). */
function decodeSpecial(target: string, label: string): string {
  const [kind = '', id = '', , link] = target.split('^');
  if (kind !== 'date') return `@${(label || id || kind).replace(/^@/, '')}`;
  const time =
    label ||
    (writeInstant(Number(id) * SECOND)
      ?.slice(0, 16)
      .replace('T', ' ')
      .concat(' UTC') ??
      '');
  return link === undefined ? time : `${time} (${link})`;
}

/** The label with the address after it, or only one of them if they say the same. */
function decodeLink(target: string, label: string): string {
  const address = target.replace(/^(?:mailto|tel):/i, '');
  if (label === '' || bareAddress(address) === bareAddress(label)) return address;
  const isSameNumber = /^tel:/i.test(target) && digitsOf(label) !== '' && digitsOf(address).endsWith(digitsOf(label));
  return isSameNumber ? label : `${label} (${address})`;
}

/** An address as people shorten it: `https://www.a.example/` → `a.example`. */
function bareAddress(address: string): string {
  return address.replace(/^[a-z]+:\/\/(?:www\.)?/i, '').replace(/\/$/, '');
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
