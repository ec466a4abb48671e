import { Icon } from './icon.js';
import { html, useLayoutEffect, useRef } from './lib.js';
import { usePage } from './page-context.js';
import { countUnread, findPerson, nameOf } from './store.js';

/** The channels a person may see; a drawer on a phone. */
export function Sidebar({ open, onClose }) {
  const { state, texts, act } = usePage();
  const nav = useRef();
  const shared = state.channels.filter((channel) => channel.purpose !== 'direct');
  const direct = state.channels.filter((channel) => channel.purpose === 'direct');

  useLayoutEffect(() => {
    if (!open) return undefined;
    const before = document.activeElement;
    nav.current.querySelector('[aria-current]')?.focus();
    const onKeyDown = (event) => event.key === 'Escape' && onClose();
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      before?.focus();
    };
  }, [open]);

  const line = (channel) =>
    html`<${ChannelLine} key=${channel.id} channel=${channel} onOpen=${() => {
      act.openChannel(channel.id);
      onClose();
    }} />`;
  return html`<nav class=${`sidebar ${open ? 'open' : ''}`} aria-label=${texts.channels} ref=${nav}>
    <h2>${texts.channels}</h2>
    <ul>${shared.map(line)}</ul>
    <h2>${texts.directMessages}</h2>
    <ul>${direct.map(line)}</ul>
    ${
      state.groups.length > 0 &&
      html`<h2>${texts.dutyGroups}</h2>
    <ul>${state.groups.map((group) => html`<${GroupLine} key=${group.name} group=${group} />`)}</ul>`
    }
  </nav>
  <div class="shade" onClick=${onClose}></div>`;
}

/** A group whose members follow the duty schedule: who a mention of it reaches. */
function GroupLine({ group }) {
  const { state } = usePage();
  const names = group.members.map((id) => nameOf(state, findPerson(state, id)?.name, id));
  return html`<li class="group-line">
    <${Icon} name="bell" /><span class="group-name" dir="auto">@${group.name}</span><span class="group-members" dir="auto">${names.join(', ')}</span>
  </li>`;
}

function ChannelLine({ channel, onOpen }) {
  const { state, texts } = usePage();
  const current = channel.id === state.channelId;
  // No count for the open channel: it would only flicker, because the channel is being read.
  const { unread, pings } = current ? { unread: 0, pings: 0 } : countUnread(state, channel);
  const name = channel.name ? nameOf(state, channel.name, channel.id) : texts.direct;
  const spoken = [name, unread > 0 && texts.unread(unread), pings > 0 && texts.pings(pings)].filter(Boolean).join(', ');
  return html`<li>
    <button type="button" class=${`channel-line ${unread > 0 ? 'unread' : ''}`} aria-current=${current ? 'page' : undefined}
      aria-label=${spoken} title=${name} onClick=${onOpen}>
      <${Icon} name=${channel.purpose} /><span class="channel-name" dir="auto">${name}</span>
      ${unread > 0 && html`<span class=${`count ${pings > 0 ? 'ping' : ''}`} aria-hidden="true">${pings > 0 && channel.purpose !== 'direct' ? '@' : ''}${unread > 99 ? '99+' : unread}</span>`}
    </button>
  </li>`;
}
