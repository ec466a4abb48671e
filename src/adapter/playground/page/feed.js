const RETRY_MS = 2_000;

/**
 * Follows one person's live feed from a position on. The browser resumes a lost feed by itself; where it gives up, and
 * where the server says that it cannot resume, `onLost` is asked for a new beginning. Returns a function that ends it.
 */
export function followFeed(as, position, { onEvent, onConnected, onLost }) {
  const source = new EventSource(`api/stream?${new URLSearchParams({ as, after: position })}`);
  let timer;
  for (const kind of ['message', 'read', 'clock']) {
    source.addEventListener(kind, (event) => onEvent({ do: kind, ...wrap(kind, JSON.parse(event.data)) }));
  }
  source.addEventListener('reset', () => onLost());
  source.addEventListener('open', () => onConnected(true));
  source.addEventListener('error', () => {
    onConnected(false);
    if (source.readyState === EventSource.CLOSED) timer = setTimeout(onLost, RETRY_MS);
  });
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

function wrap(kind, data) {
  return kind === 'read' ? data : { [kind]: data };
}
