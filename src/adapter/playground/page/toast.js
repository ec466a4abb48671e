import { Icon } from './icon.js';
import { html, useEffect } from './lib.js';
import { usePage } from './page-context.js';

const SHOWN_MS = 8_000;

/** A short message about what went wrong. */
export function Toast() {
  const { state, texts, act } = usePage();
  const { toast } = state;
  useEffect(() => {
    if (!toast) return undefined;
    const timer = setTimeout(act.dismissToast, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast]);
  return html`<div class="toasts" role="status">
    ${
      toast &&
      html`<p class="toast"><span>${toast.text}</span>
        <button type="button" class="icon-button" aria-label=${texts.close} onClick=${act.dismissToast}><${Icon} name="close" /></button></p>`
    }
  </div>`;
}
