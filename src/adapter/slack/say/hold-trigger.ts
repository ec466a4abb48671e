import type { types } from '@slack/bolt';
import type { Language } from '../../../lib/language.ts';
import type { Interaction } from '../hear/interaction.ts';
import type { SlackClient } from '../wire/client.ts';
import { say } from './words.ts';

/** A click whose trigger is kept usable. */
export interface Hold {
  /** Stops holding. Gives the id of the "please wait" view, to be updated with the answer; empty if none was opened. */
  release(): Promise<string>;
}

/**
 * A click's trigger can open a view within 3 s only. If the desk takes longer than `afterMs`, opens a "please wait"
 * view, which is updated when the answer is there.
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

/** The view that says it takes a moment. */
export function pleaseWaitView(language: Language): types.ModalView {
  const plain = (text: string) => ({ type: 'plain_text', text, emoji: false }) as const;
  return {
    type: 'modal',
    title: plain(say('oneMoment', language)),
    close: plain(say('close', language)),
    blocks: [{ type: 'section', text: plain(say('atWork', language)) }],
  };
}
