/** The text itself, or its beginning with an ellipsis: at most `max` UTF-16 units, never half a character. */
export function clip(text: string, max: number): string {
  return text.length <= max ? text : `${wholeChars(text, max - 1)}…`;
}

/** The text in pieces of at most `max` units; what does not fit into `most` pieces is cut with an ellipsis. */
export function splitText(text: string, max: number, most: number): string[] {
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
