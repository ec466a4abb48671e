import type { Hear } from '../../chat/adapter.ts';
import type { ChatEvent } from '../../chat/event.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { Logger } from '../../lib/log.ts';
import type { Answering } from './answer.ts';
import type { Identity } from './identity.ts';
import { type Heard, parsePayload } from './parse.ts';
import type { People } from './people.ts';
import { say } from './words.ts';

export interface ListeningParts {
  readonly identity: Identity;
  readonly people: People;
  readonly answering: Answering;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface Listening {
  /** Works on an acknowledged payload: what it asks goes to `hear`, what comes of it to the asker. Never throws. */
  listen(body: unknown, hear: Hear): Promise<void>;
}

export function createListening({ identity, people, answering, clock, log }: ListeningParts): Listening {
  async function listen(body: unknown, hear: Hear): Promise<void> {
    const self = await identity.find();
    const heard = parsePayload(body, self, clock.now());
    if (!heard) return;
    const { name, language } = await people.find(heard.person.teamId, heard.person.userId);
    const person = { ...heard.person, displayName: name ?? heard.person.displayName };
    try {
      await answer({ ...heard, person }, language, hear);
    } catch (error) {
      log.error({ err: error }, 'slack.not-answered');
      await answering.whisper(heard, say('failed', language ?? 'en'));
    }
  }

  async function answer(heard: Heard, language: Language | undefined, hear: Hear): Promise<void> {
    const { id, at, person, place, asked } = heard;
    const spoken = language ?? 'en';
    switch (asked.kind) {
      case 'words':
      case 'button':
      case 'submit': {
        const common = { id, at, person, place, language, message: undefined };
        const event: ChatEvent =
          asked.kind === 'button'
            ? { ...common, ...asked, subject: '' }
            : asked.kind === 'words'
              ? { ...common, ...asked, mentions: {} }
              : { ...common, ...asked };
        return answering.tell(heard, await hear(event), spoken);
      }
      case 'confirm':
        return answering.confirm(heard, asked, spoken);
      case 'form':
        return answering.openWaiting(heard, asked.formId, spoken);
      case 'stale':
        return answering.whisper(heard, say('stale', spoken));
    }
  }

  return {
    listen: (body, hear) =>
      listen(body, hear).catch((error: unknown) => log.error({ err: error }, 'slack.not-listened')),
  };
}
