/** One event of a live feed as received. */
export interface FeedEvent {
  readonly id: string;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

/** Reads an open feed as a browser does. */
export interface FeedReader {
  /** Waits for the next `count` events. */
  take(count: number): Promise<readonly FeedEvent[]>;
  /** Reads to the end of the feed. */
  rest(): Promise<readonly FeedEvent[]>;
  close(): Promise<void>;
}

export async function openFeed(origin: string, as: string, lastEventId = ''): Promise<FeedReader> {
  const headers: Record<string, string> = lastEventId === '' ? {} : { 'last-event-id': lastEventId };
  const response = await fetch(`${origin}/playground/api/stream?as=${as}`, { headers });
  const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
  let text = '';

  async function more(): Promise<boolean> {
    const { done, value } = await reader.read();
    text += value ?? '';
    return !done;
  }

  function shift(): FeedEvent | undefined {
    const end = text.indexOf('\n\n');
    if (end < 0) return undefined;
    const lines = text.slice(0, end).split('\n');
    text = text.slice(end + 2);
    const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
    return field('event') === ''
      ? shift()
      : { id: field('id'), event: field('event'), data: JSON.parse(field('data')) };
  }

  await more();
  return {
    async take(count) {
      const events: FeedEvent[] = [];
      while (events.length < count) {
        const event = shift();
        if (event) events.push(event);
        else if (!(await more())) throw new Error(`the feed ended after ${events.length} of ${count} events`);
      }
      return events;
    },
    async rest() {
      while (await more());
      const events: FeedEvent[] = [];
      for (let event = shift(); event; event = shift()) events.push(event);
      return events;
    },
    close: () => reader.cancel(),
  };
}
