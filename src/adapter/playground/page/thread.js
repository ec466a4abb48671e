import { Composer } from './composer.js';
import { Icon } from './icon.js';
import { html, useLayoutEffect, useRef } from './lib.js';
import { Message } from './message.js';
import { usePage } from './page-context.js';
import { listReplies } from './store.js';

/** A message and its thread, beside the channel; on a phone above it. */
export function ThreadPanel() {
  const { state, texts, act } = usePage();
  const panel = useRef();
  const list = useRef();
  const root = state.messages.get(state.threadId);
  const replies = listReplies(state, state.threadId);

  useLayoutEffect(() => {
    const before = document.activeElement;
    panel.current.focus();
    return () => before?.isConnected && before.focus();
  }, []);
  useLayoutEffect(() => {
    if (replies.length > 0) list.current.scrollTop = list.current.scrollHeight;
  }, [replies.length]);

  function onKeyDown(event) {
    if (event.key === 'Escape' && !event.defaultPrevented) act.openThread('');
  }
  if (!root) return null;
  return html`<aside class="thread" aria-label=${texts.thread} tabindex="-1" ref=${panel} onKeyDown=${onKeyDown}>
    <header class="channel-header">
      <h2><${Icon} name="reply" />${texts.thread}</h2>
      <button type="button" class="icon-button" aria-label=${texts.close} title=${texts.close} onClick=${() => act.openThread('')}><${Icon} name="close" /></button>
    </header>
    <div class="list" role="log" aria-label=${texts.thread} tabindex="0" ref=${list}>
      <${Message} message=${root} grouped=${false} threadId=${root.id} />
      ${replies.length > 0 && html`<p class="divider left"><span>${texts.replies(replies.length)}</span></p>`}
      ${replies.map((message) => html`<${Message} key=${message.id} message=${message} grouped=${false} threadId=${root.id} />`)}
    </div>
    <${Composer} channelId=${root.channelId} threadId=${root.id} placeholder=${texts.threadPlaceholder} reportButton=${false} />
  </aside>`;
}
