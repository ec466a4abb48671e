/**
 * Escapes Slack's three special characters, for `mrkdwn` and a message's `text`, where `<!channel>` would ping people.
 */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
