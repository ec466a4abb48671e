import { setImmediate } from 'node:timers/promises';
import { t } from '../../src/i18n/i18n.ts';
import { buttonNamed, type PlaygroundClient } from './playground-client.ts';
import { until } from './until.ts';

/** One request of a person to the desk. `confirmed`: an HTTP answer reached them. */
export interface Asked {
  readonly action: string;
  readonly body: { readonly eventId: string; readonly [field: string]: unknown };
  /** The title of the ticket that it is about. */
  readonly title: string;
  confirmed: boolean;
}

const CUSTOMER = 'customer-sample-1';
const ENGINEER = 'engineer1';
const MOVE_MINUTES = 25;
/** One in so many tickets is not acknowledged, so that its promises break. */
const LEFT_ALONE = 3;

/**
 * People who report faults, acknowledge them and move the clock, several at a time, until the desk is gone. What they
 * asked stays in `asked`; `onAnswer` hears of every answer.
 */
export function createBusyPeople(asked: Asked[]) {
  let tickets = 0;

  async function ask(client: PlaygroundClient, one: Asked): Promise<void> {
    // A desk that has too much to do says so, and is asked again.
    const { status, body } = await until('an answer', async () => {
      const answer = await client.ask(one.action, one.body);
      return answer.status === 503 ? undefined : answer;
    });
    // A press that was heard before finds its button gone.
    if (status !== 200 && !(status === 409 && one.action === 'press'))
      throw new Error(`${one.action} was answered ${status} ${JSON.stringify(body)}`);
    one.confirmed = true;
  }

  async function reportAndAcknowledge(client: PlaygroundClient, onAnswer: () => void): Promise<void> {
    tickets += 1;
    const title = `fault-${tickets}`;
    const isLeft = tickets % LEFT_ALONE === 0;
    const where = { channelId: 'customer-sample', threadId: '' };
    const say = { as: CUSTOMER, eventId: `report-of-${title}`, ...where, text: `/fault ${title}` };
    const report: Asked = { action: 'say', body: say, title, confirmed: false };
    asked.push(report);
    await ask(client, report);
    onAnswer();
    if (isLeft) return;
    const found = await findButton(client, title);
    const press = { as: ENGINEER, eventId: `press-on-${title}`, threadId: '', ...found };
    const acknowledge: Asked = { action: 'press', body: press, title, confirmed: false };
    asked.push(acknowledge);
    await ask(client, acknowledge);
    onAnswer();
  }

  return {
    /** Asks once more what was never answered, as a page does when its server is back. */
    async askAgain(client: PlaygroundClient): Promise<void> {
      for (const one of asked) if (!one.confirmed) await ask(client, one);
    },
    /** Resolves when the desk is gone; a desk that answers wrongly is thrown. */
    async work(client: PlaygroundClient, onAnswer: () => void): Promise<void> {
      const worker = async () => {
        for (;;) await reportAndAcknowledge(client, onAnswer);
      };
      const mover = async () => {
        for (let moves = 0; ; moves += 1) {
          const body = { as: ENGINEER, eventId: `move-${moves}-after-${tickets}`, minutes: MOVE_MINUTES };
          const { status } = await client.ask('clock', body);
          if (status !== 200) throw new Error(`the clock was answered ${status}`);
          onAnswer();
        }
      };
      await Promise.all([worker(), worker(), worker(), mover()].map(untilGone));
    },
  };
}

/** The desk's end shows as a request that fails. */
async function untilGone(work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof TypeError)) throw error;
  });
}

async function findButton(client: PlaygroundClient, title: string): Promise<{ messageId: string; button: string }> {
  for (;;) {
    const { messages } = await client.state(ENGINEER);
    for (const message of messages.filter((each) => each.channelId === 'team' && each.card?.title.endsWith(title))) {
      const button = buttonNamed(message, t('zh-CN', 'button.acknowledge'));
      if (button) return { messageId: message.id, button: button.id };
    }
    await setImmediate();
  }
}
