/**
 * Slack's markup for links, people, channels and broadcasts: `<https://a|label>`, `<@U1|name>`, `<#C1|name>`,
 * `<!here>`.
 */
const MARKUP = /<(?:([@#!])|(?=https?:|mailto:|tel:))([^<>|]*)(?:\|([^<>]*))?>/g;

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
