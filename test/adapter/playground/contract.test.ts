import { countChars, LIMITS } from '../../../src/adapter/playground/limits.ts';
import type { CardView } from '../../../src/adapter/playground/render.ts';
import type { Card } from '../../../src/chat/card.ts';
import type { Form } from '../../../src/chat/form.ts';
import { MINUTE, SECOND } from '../../../src/lib/instant.ts';
import { type AdapterBench, keepsAdapterContract, lineOf, type Seal, SIGNED } from '../contract.ts';
import { openRoom, WALL } from './room.ts';

/** A fixture: a card to post, a form the desk shows, and what the page then sends. */
interface Recorded {
  readonly standing?: Card;
  readonly asked?: Form;
  readonly requests: readonly { readonly action: string; readonly body: object }[];
}

const PLACE = { platform: 'playground', channelId: 'sample', threadId: '' };

const SEALS: Readonly<Record<Seal, Record<string, string>>> = {
  genuine: {},
  forged: { 'x-deskbell-token': 'a token of another process' },
  old: { 'x-deskbell-stamp': String(WALL - 5 * MINUTE - SECOND) },
  'from-the-future': { 'x-deskbell-stamp': String(WALL + 5 * MINUTE + SECOND) },
};

async function openBench(): Promise<AdapterBench> {
  let asked: Form | undefined;
  const room = await openRoom({
    hear: (event) => (asked && event.kind === 'words' ? [{ kind: 'form', form: asked }] : []),
  });
  const { adapter } = room;
  const messages = async () => (await room.state('customer1')).messages;
  return {
    adapter,
    heard: room.heard,
    place: PLACE,
    async replay(payload, seal) {
      const recorded = payload as Recorded;
      asked = recorded.asked;
      if (recorded.standing) await adapter.send(PLACE, { ...lineOf(''), card: recorded.standing }, 'standing');
      let status = 0;
      for (const { action, body } of recorded.requests) status = (await room.post(action, body, SEALS[seal])).status;
      return status;
    },
    // The playground has no webhook; its own messages are only in the history.
    echoOwnMessage: async () => void (await adapter.send(PLACE, lineOf('@Deskbell /fault'), 'echo')),
    countMessages: async () => (await messages()).length,
    dutyGroup: {
      name: 'on-call',
      people: ['engineer1', 'engineer2', 'senior'],
      members: async () => (await room.state('engineer1')).groups[0]?.members ?? [],
    },
    async findOverruns(card) {
      await adapter.send(PLACE, { ...lineOf(''), card }, 'card');
      const shown = (await messages()).at(-1)?.card;
      return shown ? overrunsOf(shown) : ['the card is not there'];
    },
    close: () => room.close(),
  };
}

function overrunsOf(card: CardView): string[] {
  const overruns: string[] = [];
  const check = (what: string, size: number, limit: number) => {
    if (size > limit) overruns.push(`${what}: ${size} > ${limit}`);
  };
  check('title', countChars(card.title), LIMITS.cardTitleChars);
  for (const badge of card.badges) check('badge', countChars(badge.text), LIMITS.badgeChars);
  for (const part of card.parts) {
    if (part.part === 'text') check('text', countChars(part.text), LIMITS.cardTextChars);
    if (part.part === 'fields')
      for (const field of part.fields) check('field', countChars(field.value), LIMITS.fieldChars);
    if (part.part === 'clocks')
      for (const clock of part.clocks) check('clock', countChars(clock.when), LIMITS.fieldChars);
    if (part.part === 'scale') check('steps', part.steps.length, LIMITS.scaleSteps);
    if (part.part === 'actions') {
      check('main buttons', part.main.length, LIMITS.mainButtons);
      check('more buttons', part.more.length, LIMITS.moreButtons);
      for (const button of [...part.main, ...part.more]) check('button', countChars(button.label), LIMITS.buttonChars);
    }
  }
  return overruns;
}

keepsAdapterContract({ platform: 'playground', way: 'by HTTP', wrongSeals: SIGNED }, openBench);
