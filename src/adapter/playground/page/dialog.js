import { Icon } from './icon.js';
import { html, useEffect, useId, useRef } from './lib.js';
import { usePage } from './page-context.js';

/**
 * A modal dialog. The browser keeps the focus inside, closes it on Escape, and returns the focus. `onClose` is called
 * for every way to close it except the dialog's own buttons.
 */
export function Dialog({ title, onClose, class: className = '', children }) {
  const { texts } = usePage();
  const dialog = useRef();
  const id = useId();

  useEffect(() => {
    const before = document.activeElement;
    dialog.current.showModal();
    return () => before?.focus();
  }, []);

  function onCancel(event) {
    event.preventDefault();
    onClose();
  }

  return html`<dialog class=${`dialog ${className}`} ref=${dialog} aria-labelledby=${id} onCancel=${onCancel}
    onPointerDown=${(event) => event.target === dialog.current && onClose()}>
    <div class="dialog-body">
      <header><h2 id=${id} dir="auto">${title}</h2>
        <button type="button" class="icon-button" aria-label=${texts.close} title=${texts.close} onClick=${onClose}><${Icon} name="close" /></button>
      </header>
      ${children}
    </div>
  </dialog>`;
}

/** Asks for confirmation. */
export function ConfirmDialog({ question, yes, danger, onYes, onClose }) {
  const { texts } = usePage();
  return html`<${Dialog} title=${texts.confirm} onClose=${onClose} class="small">
    <p class="words" dir="auto">${question}</p>
    <footer>
      <button type="button" class="button" onClick=${onClose}>${texts.cancel}</button>
      <button type="button" class=${`button ${danger ? 'danger' : 'primary'}`} autofocus onClick=${onYes}>${yes}</button>
    </footer>
  <//>`;
}
