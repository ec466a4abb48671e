import { clip } from '../wire/clip.ts';
import type { TruncatedField } from '../wire/form-context.ts';
import type { Interaction } from './interaction.ts';
import type { Messages } from './message.ts';
import type { People } from './people.ts';

/** Adds to an interaction what Feishu has to be asked for: the message that it replies to, forwarded messages. */
export interface Completion {
  /** Never throws: what Feishu does not give is left out. */
  complete(interaction: Interaction): Promise<Interaction>;
}

export function createCompletion(messages: Messages, people: People): Completion {
  async function find(messageId: string) {
    const found = await messages.find(messageId);
    people.learnNames(found?.names ?? {});
    return found;
  }

  /**
   * A reply that only asks for a ticket opens the form with what can be taken of the message above it. Of a message that
   * is gone, and of our own, nothing is.
   */
  async function withReported(interaction: Interaction, parentId: string): Promise<Interaction> {
    const found = await find(parentId);
    const parent = found?.isOurs ? undefined : found;
    const { message } = interaction;
    // The thread of a message that is gone is gone too.
    const alone = message && { ...message, threadId: message.messageId, untaken: ['gone'] as const };
    const own = found ? message : alone;
    const args = { text: parent?.text ?? '' };
    const asked = { kind: 'button', command: 'ticket.report-message', args, subject: '' } as const;
    return { ...interaction, asked, message: parent ?? own };
  }

  /** A reply gets the files of the message above it, because in Feishu a file is a message without text. */
  async function withParentFiles(interaction: Interaction): Promise<Interaction> {
    const { message } = interaction;
    const above = message && (await find(interaction.parentId));
    return above ? { ...interaction, message: { ...message, files: [...message.files, ...above.files] } } : interaction;
  }

  /** Forwarded messages are not part of the delivery. With their words it is said in words. */
  async function withForwarded(interaction: Interaction): Promise<Interaction> {
    const { asked, message } = interaction;
    const text = (message && (await find(message.messageId)))?.text ?? '';
    if (asked.kind !== 'words' || text === '') return interaction;
    const { wordless: _forward, ...words } = asked;
    return { ...interaction, asked: { ...words, text } };
  }

  /**
   * Completes a form field that showed only the beginning of a long message. If the message was recalled meanwhile, the
   * field stays as it is.
   */
  async function withWholeMessage(interaction: Interaction): Promise<Interaction> {
    const { asked, message } = interaction;
    if (asked.kind !== 'submit' || !asked.begun || !message) return interaction;
    const { begun, values } = asked;
    const whole = (await messages.find(message.messageId))?.text;
    if (whole === undefined) return interaction;
    const text = completeText(values[begun.field] ?? '', whole, begun);
    return { ...interaction, asked: { ...asked, values: { ...values, [begun.field]: text } } };
  }

  return {
    async complete(interaction) {
      const { asked, parentId } = interaction;
      if (asked.kind === 'about') return withReported(interaction, asked.parentId);
      if (asked.kind === 'submit') return withWholeMessage(interaction);
      if (asked.kind !== 'words') return interaction;
      if (asked.wordless === 'forward') return withForwarded(interaction);
      // What was said to others may reply to a picture that was heard already.
      const isAlone = parentId === '' || asked.overheard === true || asked.wordless !== undefined;
      return isAlone ? interaction : withParentFiles(interaction);
    },
  };
}

/** An unchanged field becomes the whole message; a changed one is put before it. */
function completeText(written: string, whole: string, { shown, most }: TruncatedField): string {
  const isLeft = written.trim() === clip(whole, shown).trim();
  return clip(isLeft ? whole : `${written.trim()}\n\n${whole}`, most);
}
