import { Composer } from './composer.js';
import { EmptyState } from './empty-state.js';
import { Icon } from './icon.js';
import { html, useLayoutEffect, useRef, useState } from './lib.js';
import { Message } from './message.js';
import { usePage } from './page-context.js';
import { findChannel, findPerson, isNew, listRoots, nameOf } from './store.js';
import { dayName } from './time.js';

/** Closer to the end than this, the reader counts as following the channel. */
const NEAR_END_PX = 80;
/** Messages of one person within this time are grouped under one name. */
const GROUP_MS = 5 * 60_000;

/** The open channel: its messages and the composer. */
export function ChannelView() {
  const { state, texts } = usePage();
  const channel = findChannel(state, state.channelId);
  const direct = channel.purpose === 'direct';
  const name = direct ? texts.direct : nameOf(state, channel.name, channel.id);
  const roots = listRoots(state, channel.id);
  const customer = findPerson(state, state.me)?.customer !== '';
  const canReport = channel.purpose === 'customer' && customer && roots.length > 0;
  return html`<main class="channel">
    <header class="channel-header">
      <h1 dir="auto"><${Icon} name=${channel.purpose} />${name}</h1>
      <p>${texts.purpose[channel.purpose]}</p>
    </header>
    ${roots.length === 0 ? html`<${EmptyState} channel=${channel} />` : html`<${MessageList} channel=${channel} roots=${roots} name=${name} />`}
    <${Composer} channelId=${channel.id} threadId="" reportButton=${canReport}
      placeholder=${direct ? texts.directPlaceholder : texts.messagePlaceholder(name)} />
  </main>`;
}

function MessageList({ channel, roots, name }) {
  const { state, texts, act } = usePage();
  const list = useRef();
  const atEnd = useRef(true);
  const [behind, setBehind] = useState(false);
  const last = roots.at(-1);

  function toEnd() {
    list.current.scrollTop = list.current.scrollHeight;
  }
  function onScroll() {
    const { scrollTop, scrollHeight, clientHeight } = list.current;
    atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (atEnd.current) setBehind(false);
  }
  // Scrolls to one's own message always, to others' only if the reader is at the end.
  useLayoutEffect(() => {
    if (atEnd.current || last.from === state.me || last.onlyYou) toEnd();
    else setBehind(true);
  }, [last.id]);
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
  }, [state.messages, state.threadId]);

  return html`<div class="list-frame">
    <div class="list" role="log" aria-label=${name} tabindex="0" ref=${list} onScroll=${onScroll}>
      ${channel.hasEarlier && html`<button type="button" class="button earlier" onClick=${() => act.showEarlier(channel.id, roots[0].n)}>${texts.earlier}</button>`}
      ${roots.map((message, index) => html`<${ListedMessage} key=${message.id} message=${message} before=${roots[index - 1]} />`)}
    </div>
    ${behind && html`<button type="button" class="jump" onClick=${toEnd}><${Icon} name="down" />${texts.jumpToNew}</button>`}
  </div>`;
}

/** A message with a separator above it where a day or the unread messages begin. */
function ListedMessage({ message, before }) {
  const { state, texts } = usePage();
  const day = dayName(state, message.at);
  const newDay = !before || dayName(state, before.at) !== day;
  // In a channel that was never read all is new, its first message too.
  const firstNew = isNew(state, message) && (!before || before.n <= state.newAfter);
  const grouped =
    !newDay &&
    !firstNew &&
    before.from === message.from &&
    before.onlyYou === message.onlyYou &&
    message.at - before.at < GROUP_MS &&
    !message.card &&
    !before.card;
  return html`${newDay && html`<p class="divider"><span>${day}</span></p>`}
    ${firstNew && html`<p class="divider new"><span>${texts.newMessages}</span></p>`}
    <${Message} message=${message} grouped=${grouped} threadId="" />`;
}
