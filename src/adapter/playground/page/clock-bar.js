import { Dialog } from './dialog.js';
import { Icon } from './icon.js';
import { html, useId, useState } from './lib.js';
import { usePage } from './page-context.js';
import { clockTime, shortDay, wallTime, zoneName } from './time.js';

/** The virtual time, and the buttons that move it. */
export function ClockBar() {
  const { state, texts, act } = usePage();
  const [choosing, setChoosing] = useState(false);
  // True from the press on: the feed tells later that the clock moves, and until then a second press would be refused.
  const [asked, setAsked] = useState(false);
  const { now } = state.clock;
  const moving = state.clock.moving || asked;
  const moves = [
    { label: texts.plusFive, how: { minutes: 5 } },
    { label: texts.plusHour, how: { minutes: 60 } },
    { label: texts.nextWorkday, short: texts.nextWorkdayShort, how: { next: 'workday' } },
  ];
  async function move(how) {
    setAsked(true);
    await act.moveClock(how);
    setAsked(false);
  }
  return html`<section class=${`clock-bar ${moving ? 'moving' : ''}`} aria-label=${texts.virtualTime}>
    <p class="now" role="timer" aria-live="off" title=${`${texts.virtualTime} · ${state.timeZone}`}>
      <${Icon} name="clock" />
      <strong>${clockTime(state, now)}</strong><span class="now-day">${shortDay(state, now)}</span><span class="now-zone">${zoneName(state, now)}</span>
    </p>
    <div class="moves" role="group">
      ${moves.map(
        ({ label, short, how }) => html`<button type="button" disabled=${moving} aria-label=${label} title=${label}
          onClick=${() => move(how)}>${short ? html`<span class="wide">${label}</span><span class="narrow">${short}</span>` : label}</button>`,
      )}
      <button type="button" disabled=${moving} onClick=${() => setChoosing(true)}>${texts.moveTo}</button>
    </div>
    <span class="moving-words" role="status">${moving && texts.moving}</span>
    ${choosing && html`<${MoveDialog} onMove=${move} onClose=${() => setChoosing(false)} />`}
  </section>`;
}

function MoveDialog({ onMove, onClose }) {
  const { state, texts } = usePage();
  const earliest = wallTime(state, state.clock.now);
  const [to, setTo] = useState(earliest);
  const id = useId();
  function move(event) {
    event.preventDefault();
    onClose();
    onMove({ to });
  }
  return html`<${Dialog} title=${texts.moveTitle} onClose=${onClose} class="small">
    <form onSubmit=${move}>
      <p class="words muted">${texts.moveIntro}</p>
      <div class="field">
        <label for=${id}>${texts.moveLabel} <span class="muted">${zoneName(state, state.clock.now)}</span></label>
        <input id=${id} type="datetime-local" required min=${earliest} value=${to} onInput=${(event) => setTo(event.target.value)} />
      </div>
      <footer>
        <button type="button" class="button" onClick=${onClose}>${texts.cancel}</button>
        <button type="submit" class="button primary">${texts.move}</button>
      </footer>
    </form>
  <//>`;
}
