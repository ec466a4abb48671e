const RETRY_MS = 2_000;

/**
 * Follows a person's live feed from a position. The browser reconnects by itself; if it gives up, or the server cannot
 * resume, `onLost` has to load a new snapshot. Returns a function that closes the feed.
 */
export function followFeed(as, position, { onEvent, onConnected, onLost }) {
  const source = new EventSource(`api/stream?${new URLSearchParams({ as, after: position })}`);
  let timer;
  for (const kind of ['message', 'read', 'clock', 'groups']) {
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
