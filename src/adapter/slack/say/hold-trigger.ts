import type { types } from '@slack/bolt';
import type { Language } from '../../../lib/language.ts';
import type { Interaction } from '../hear/interaction.ts';
import type { SlackClient } from '../wire/client.ts';
import { say } from './words.ts';

/** A trigger that is kept alive. */
export interface Hold {
  /** The view that waits to be filled with the answer; empty: the trigger itself is still good, or there is none. */
  release(): Promise<string>;
}

/**
 * What a click may open has to be opened within three seconds of it. Where the desk takes long, a view is opened that
 * says so and is filled when the answer is there.
 */
export function holdTrigger(client: SlackClient, interaction: Interaction, language: Language, afterMs: number): Hold {
  const { triggerId: trigger_id, surface } = interaction;
  let opened: Promise<string> | undefined;
  const timer = setTimeout(() => {
    if (trigger_id === '') return;
    const view = pleaseWaitView(language);
    const opening =
      surface === 'modal' ? client.views.push({ trigger_id, view }) : client.views.open({ trigger_id, view });
    opened = opening.then(
      ({ view }) => view?.id ?? '',
      () => '',
    );
  }, afterMs);
  return {
    async release() {
      clearTimeout(timer);
      return (await opened) ?? '';
    },
  };
}

/** Says that it takes a moment. */
export function pleaseWaitView(language: Language): types.ModalView {
  const plain = (text: string) => ({ type: 'plain_text', text, emoji: false }) as const;
  return {
    type: 'modal',
    title: plain(say('oneMoment', language)),
    close: plain(say('close', language)),
    blocks: [{ type: 'section', text: plain(say('atWork', language)) }],
  };
}
