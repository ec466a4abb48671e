import type { ButtonView, MessageView } from '../../src/adapter/playground/render.ts';
import type { Snapshot } from '../../src/adapter/playground/view.ts';

/** The playground's page, as far as its requests go. Everything here fails as `fetch` does when the desk is gone. */
export interface PlaygroundClient {
  /** Asks `action` (`say`, `press`, `clock` …); the body's `eventId` names the event. */
  ask(action: string, body: object): Promise<{ status: number; body: Record<string, unknown> }>;
  state(as: string): Promise<Snapshot>;
}

export async function openClient(url: string, now: () => number = Date.now): Promise<PlaygroundClient> {
  const page = await (await fetch(`${url}playground/`)).text();
  const token = /name="deskbell-token" content="([^"]+)"/.exec(page)?.[1];
  if (token === undefined) throw new Error('the page carries no token');
  return {
    async ask(action, body) {
      const response = await fetch(`${url}playground/api/${action}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: new URL(url).origin,
          'x-deskbell-token': token,
          'x-deskbell-stamp': String(now()),
        },
        body: JSON.stringify({ language: 'zh-CN', ...body }),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    state: async (as) => (await (await fetch(`${url}playground/api/state?as=${as}`)).json()) as Snapshot,
  };
}

/** The button with this label on a message's card. */
export function buttonNamed(message: MessageView, label: string): ButtonView | undefined {
  const parts = message.card?.parts ?? [];
  return parts
    .flatMap((part) => (part.part === 'actions' ? [...part.main, ...part.more] : []))
    .find((button) => button.label === label);
}
