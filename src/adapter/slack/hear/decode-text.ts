/** `<https://a|label>`, `<@U1|name>`, `<#C1|name>`, `<!here>`: the ways Slack marks up what people type. */
const MARKUP = /<(?:([@#!])|(?=https?:|mailto:|tel:))([^<>|]*)(?:\|([^<>]*))?>/g;

/** What somebody typed, and whom it names by their ids: `@name` as it stands in the text → user id. */
export interface DecodedText {
  readonly text: string;
  readonly mentions: Readonly<Record<string, string>>;
}

/** What a person typed, from how Slack hands it on: markup back to words, entities decoded once, no blanks around. */
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
