import { ConfirmDialog } from './dialog.js';
import { Icon } from './icon.js';
import { html, useState } from './lib.js';
import { Menu } from './menu.js';
import { usePage } from './page-context.js';

/** A card's buttons: at most two visible, the others in a menu. None can be pressed while a press is being sent. */
export function CardActions({ class: kind = '', main, more, texts, message, threadId }) {
  const { act } = usePage();
  const [asking, setAsking] = useState();
  const [busy, setBusy] = useState('');

  async function press(button) {
    setAsking(undefined);
    setBusy(button.id);
    await act.press(message, button, threadId);
    setBusy('');
  }
  const begin = (button) => (button.confirm ? setAsking(button) : press(button));

  const items = more.map((button) => ({
    id: button.id,
    content: button.label,
    danger: button.style === 'danger',
    button,
  }));
  return html`<div class=${`actions ${kind}`} role="group">
    ${main.map(
      (button) => html`<button type="button" key=${button.id} class=${`button ${button.style}`} disabled=${busy !== ''}
        aria-busy=${busy === button.id} onClick=${() => begin(button)}>${button.label}</button>`,
    )}
    ${
      items.length > 0 &&
      html`<${Menu} class="more" label=${texts.more} disabled=${busy !== ''} button=${html`${texts.more}<${Icon} name="down" />`}
        groups=${[{ label: '', items }]} onChoose=${({ button }) => begin(button)} />`
    }
    ${
      asking &&
      html`<${ConfirmDialog} question=${asking.confirm} yes=${asking.label} danger=${asking.style === 'danger'}
        onYes=${() => press(asking)} onClose=${() => setAsking(undefined)} />`
    }
  </div>`;
}
