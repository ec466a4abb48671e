import { completionsOf } from './completion.js';
import { Icon } from './icon.js';
import { html, useId, useLayoutEffect, useRef, useState } from './lib.js';
import { usePage } from './page-context.js';

/** The share of the limit from which the character count is shown. */
const COUNT_FROM = 0.8;

/** Unsent text by person and place, until the page is closed. */
const drafts = new Map();

/** The text input: Enter sends, Shift+Enter starts a line, `/` offers the commands. */
export function Composer({ channelId, threadId, placeholder, reportButton }) {
  const { state, texts, act } = usePage();
  const draft = `${state.me} ${channelId} ${threadId}`;
  const [text, setText] = useState(drafts.get(draft) ?? '');
  const [sending, setSending] = useState(false);
  const [chosen, setChosen] = useState(0);
  const input = useRef();
  const id = useId();
  const offered = completionsOf(text, state.commands, state.language);
  const count = text.length > state.textChars * COUNT_FROM ? Array.from(text).length : 0;

  useLayoutEffect(() => {
    drafts.set(draft, text);
    const box = input.current;
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight}px`;
  }, [text]);

  useLayoutEffect(() => {
    document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  function write(next) {
    setText(next);
    setChosen(0);
    input.current.focus();
  }

  async function send() {
    if (text.trim() !== '') await sendWith(undefined);
  }

  /** Sends the text with the name of a file; the playground keeps no bytes. */
  async function sendWith(file) {
    if (sending) return;
    setSending(true);
    const sent = await act.say(text, channelId, threadId, file);
    setSending(false);
    if (sent) write('');
  }

  function onKeyDown(event) {
    // Enter that confirms a Chinese input method's words does not send.
    if (event.isComposing || event.keyCode === 229) return;
    if (offered.length > 0 && ['ArrowDown', 'ArrowUp'].includes(event.key)) {
      const step = event.key === 'ArrowDown' ? 1 : offered.length - 1;
      setChosen((chosen + step) % offered.length);
    } else if (offered.length > 0 && event.key === 'Escape') setText('');
    else if (offered.length > 0 && (event.key === 'Tab' || event.key === 'Enter')) write(offered[chosen].insert);
    else if (event.key === 'Enter' && !event.shiftKey) send();
    else return;
    event.preventDefault();
  }

  return html`<div class="composer">
    ${
      offered.length > 0 &&
      html`<ul class="suggestions" role="listbox" id=${id} aria-label=${texts.commands}>
        ${offered.map(
          (each, index) =>
            html`<li role="option" id=${`${id}-${index}`} aria-selected=${index === chosen} onPointerDown=${(event) => {
              event.preventDefault();
              write(each.insert);
            }}><code>${each.insert}</code><span>${each.says}</span></li>`,
        )}
      </ul>`
    }
    <div class="composer-box">
      <label class="icon-button attach" title=${texts.attach}>
        <${Icon} name="attach" />
        <input type="file" aria-label=${texts.attach} disabled=${sending} onChange=${({ target }) => {
          const [file] = target.files;
          target.value = '';
          if (file) sendWith(file.name);
        }} />
      </label>
      <textarea ref=${input} rows="1" dir="auto" value=${text} placeholder=${placeholder} aria-label=${placeholder}
        aria-controls=${offered.length > 0 ? id : undefined} aria-activedescendant=${offered.length > 0 ? `${id}-${chosen}` : undefined}
        onInput=${(event) => {
          setText(event.target.value);
          setChosen(0);
        }} onKeyDown=${onKeyDown}></textarea>
      ${count > 0 && html`<span class=${`count-chars ${count > state.textChars ? 'over' : ''}`}>${texts.chars(count, state.textChars)}</span>`}
      <button type="button" class="icon-button send" aria-label=${texts.send} title=${texts.send} disabled=${text.trim() === '' || sending} onClick=${send}><${Icon} name="send" /></button>
    </div>
    <div class="composer-foot">
      ${reportButton && html`<button type="button" class="button slim" onClick=${() => act.say(texts.reportCommand, channelId, threadId)}>${texts.reportFault}</button>`}
      <span class="hint">${texts.messageHint}</span>
    </div>
  </div>`;
}
