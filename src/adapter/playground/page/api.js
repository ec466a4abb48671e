/** The page's requests to the server; `status` 0 means that the server cannot be reached. */

const tokenIn = (page) => page.querySelector('meta[name="deskbell-token"]').content;
let token = tokenIn(document);

/** A random id for an action. Not `randomUUID`, which exists only on localhost and https. */
export function newEventId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Sends an action: `{ status, body }`. If the server was restarted since the page was loaded, fetches its new token and
 * tries once more.
 */
export async function post(action, body) {
  const asked = JSON.stringify({ eventId: newEventId(), ...body });
  const first = await send(action, asked);
  if (first.status !== 401) return first;
  await renewToken();
  return send(action, asked);
}

export async function getState(as) {
  return getJson(as === '' ? 'state' : `state?as=${encodeURIComponent(as)}`);
}

export async function getEarlier(as, channel, before) {
  return getJson(`earlier?${new URLSearchParams({ as, channel, before })}`);
}

async function send(action, body) {
  const headers = {
    'content-type': 'application/json',
    'x-deskbell-token': token,
    'x-deskbell-stamp': String(Date.now()),
  };
  try {
    const response = await fetch(`api/${action}`, { method: 'POST', headers, body });
    return { status: response.status, body: await response.json() };
  } catch {
    return { status: 0, body: { error: 'unreachable' } };
  }
}

async function renewToken() {
  try {
    const page = await (await fetch('.', { cache: 'no-store' })).text();
    token = tokenIn(new DOMParser().parseFromString(page, 'text/html'));
  } catch {
    // The request that follows reports that the server cannot be reached.
  }
}

async function getJson(path) {
  try {
    const response = await fetch(`api/${path}`);
    return { status: response.status, body: await response.json() };
  } catch {
    return { status: 0, body: { error: 'unreachable' } };
  }
}
