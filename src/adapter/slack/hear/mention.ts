import { trimBlanksAtEnd } from './decode-text.ts';

/** A person's mention: `<@U1>` or `<@U1|name>`. */
const MENTION = /<@([A-Z0-9]+)(?:\|[^<>]*)?>/g;

/** The blanks after a mention, with its own colon or comma. A colon that begins an emoji (`:fire:`) is not its own. */
const AFTER_MENTION = /^[^\S\n]*(?:(?:[：,，]|:(?![\w+'-]+:))[^\S\n]*)?/;

/** Whether a text in Slack's markup mentions one of these people. */
export function mentionsOne(markup: string, userIds: readonly string[]): boolean {
  return [...markup.matchAll(MENTION)].some(([, id = '']) => userIds.includes(id));
}

/** Takes the mentions of these people out of a text in Slack's markup, each with its own colon or comma. */
export function removeMentions(markup: string, userIds: readonly string[]): string {
  let rest = '';
  let from = 0;
  for (const { 0: mention, 1: id = '', index } of markup.matchAll(MENTION)) {
    if (!userIds.includes(id)) continue;
    rest += `${trimBlanksAtEnd(markup.slice(from, index))} `;
    from = index + mention.length;
    from += AFTER_MENTION.exec(markup.slice(from))?.[0].length ?? 0;
  }
  return rest + markup.slice(from);
}
