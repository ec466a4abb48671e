/** The text itself, or its beginning with an ellipsis: at most `max` UTF-16 units, never half a character. */
export function clip(text: string, max: number): string {
  return text.length <= max ? text : `${wholeChars(text, max - 1)}…`;
}

/** The text in pieces of at most `max` units; what does not fit into `most` pieces is cut with an ellipsis. */
export function spread(text: string, max: number, most: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > max && pieces.length < most - 1) {
    const piece = wholeChars(rest, max);
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return [...pieces, clip(rest, max)].filter((piece) => piece.trim() !== '');
}

function wholeChars(text: string, max: number): string {
  const cut = text.slice(0, max);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/** For `mrkdwn` and a message's `text`, where `<!channel>` would call people: Slack's three characters, once. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** `<https://a|label>`, `<@U1|name>`, `<#C1|name>`, `<!here>`: the ways Slack marks up what people type. */
const MARKUP = /<(?:([@#!])|(?=https?:|mailto:|tel:))([^<>|]*)(?:\|([^<>]*))?>/g;

/** What somebody typed, and whom it names by their ids: `@name` as it stands in the text → user id. */
export interface Typed {
  readonly text: string;
  readonly mentions: Readonly<Record<string, string>>;
}

/** What a person typed, from how Slack hands it on: markup back to words, entities decoded once, no blanks around. */
export function decodeText(text: string): Typed {
  const mentions: [string, string][] = [];
  const said = text
    .replace(/\r\n?/g, '\n')
    .replace(MARKUP, (_whole, sign: string | undefined, target: string, label: string | undefined) => {
      if (sign === '#') return `#${label || target}`;
      if (sign === '@') mentions.push([`@${label || target}`, target]);
      if (sign !== undefined) return `@${label || target}`;
      return label === undefined || target.endsWith(label) ? target.replace(/^mailto:/, '') : `${label} (${target})`;
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  return { text: said.trim(), mentions: Object.fromEntries(mentions) };
}
