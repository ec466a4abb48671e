import type { ServerResponse } from 'node:http';
import type { DutyGroupView } from './duty-group.ts';
import type { Change, History } from './history.ts';
import { LIMITS } from './limits.ts';
import { renderMessage } from './render.ts';
import { type ClockView, mayHear, parsePosition, positionText } from './view.ts';
import { findPerson, type PlaygroundWorkspace } from './workspace.ts';

/** The live feeds of all open tabs, as server-sent events. */
export interface Feed {
  /** Opens a person's feed from position `after`; empty: from now. */
  open(response: ServerResponse, userId: string, after: string): void;
  /** Sends the state of the virtual clock to every tab. */
  tellClock(clock: ClockView): void;
  /** Sends the duty groups to every tab of our own people. */
  tellGroups(groups: readonly DutyGroupView[]): void;
  /** Ends every feed. */
  close(): void;
}

interface Tab {
  readonly userId: string;
  readonly response: ServerResponse;
}

/** How soon a tab that lost its feed reconnects. */
const RETRY_MS = 1_000;

export function createFeed(history: History, workspace: () => PlaygroundWorkspace): Feed {
  const tabs = new Set<Tab>();

  function tell(tab: Tab, change: Change): void {
    const person = findPerson(workspace(), tab.userId);
    if (!person || !mayHear(workspace(), person, change)) return;
    const id = positionText(history.epoch, change.n);
    if (change.kind === 'message') write(tab, 'message', renderMessage(change.message), id);
    else write(tab, 'read', { channelId: change.channelId, readUpTo: change.n }, id);
  }

  /** A tab that does not read its feed is cut off; it reconnects with the last id it has. */
  function write(tab: Tab, event: string, data: unknown, id = ''): void {
    const idLine = id === '' ? '' : `id: ${id}\n`;
    tab.response.write(`${idLine}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    if (tab.response.writableLength > LIMITS.feedBytes) tab.response.destroy();
  }

  history.onChange((change) => {
    for (const tab of tabs) tell(tab, change);
  });

  return {
    open(response, userId, after) {
      const tab: Tab = { userId, response };
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
      response.write(`retry: ${RETRY_MS}\n\n`);
      response.on('close', () => tabs.delete(tab));
      tabs.add(tab);
      const from = after === '' ? history.position() : parsePosition(history, after);
      if (from === undefined) write(tab, 'reset', {});
      else for (const change of history.listSince(from)) tell(tab, change);
    },
    tellClock(clock) {
      for (const tab of tabs) write(tab, 'clock', clock);
    },
    tellGroups(groups) {
      for (const tab of tabs) if (findPerson(workspace(), tab.userId)?.customer === '') write(tab, 'groups', groups);
    },
    close() {
      for (const tab of tabs) tab.response.end();
    },
  };
}
