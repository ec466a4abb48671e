/** Keeps an open page of the board as the desk sees it. Without it the page is loaded again by hand. */

const sign = document.querySelector('#live');
if (sign) follow(sign);

for (const select of document.querySelectorAll('form.filter select'))
  select.addEventListener('change', () => select.form.requestSubmit());

function follow(live) {
  const query = new URLSearchParams(location.search);
  query.set('as', location.pathname.split('/').at(-1) ?? '');
  const events = new EventSource(`live?${query}`);
  const say = (words, state) => {
    if (live.textContent !== words) live.textContent = words;
    live.dataset.state = state;
  };
  events.addEventListener('open', () => say(live.dataset.live, 'live'));
  events.addEventListener('error', () => say(live.dataset.lost, 'lost'));
  events.addEventListener('message', ({ data }) => show(JSON.parse(data)));
  events.addEventListener('ended', () => {
    events.close();
    say(live.dataset.ended, 'ended');
  });
}

/** Puts changed elements into the page. The link that has the focus keeps it. */
function show({ html = {}, rows = {}, asOf }) {
  const focused = document.activeElement?.closest('[id]')?.id;
  document.querySelector('#as-of').textContent = asOf;
  const drawn = new Map(Object.entries(html).map(([id, markup]) => [id, elementOf(markup)]));
  for (const [id, element] of drawn) document.getElementById(id)?.replaceWith(element);
  for (const [id, order] of Object.entries(rows)) {
    const elements = order.map((row) => document.getElementById(row) ?? drawn.get(row)).filter(Boolean);
    document.getElementById(id)?.replaceChildren(...elements);
  }
  const again = focused && drawn.has(focused) ? document.getElementById(focused) : undefined;
  again?.querySelector('a')?.focus({ preventScroll: true });
}

/** A row of a table is no element by itself: a template takes any. */
function elementOf(markup) {
  const template = document.createElement('template');
  template.innerHTML = markup;
  return template.content.firstElementChild;
}
