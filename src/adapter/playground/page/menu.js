import { html, useId, useLayoutEffect, useRef, useState } from './lib.js';

const GAP_PX = 6;
const EDGE_PX = 8;

/** Places a menu below its button, or above if there is more room, inside the window. */
function placeBeside(list, button) {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = list;
  const below = at.bottom + GAP_PX;
  const above = at.top - GAP_PX - height;
  const top = below + height <= innerHeight - EDGE_PX ? below : Math.max(above, EDGE_PX);
  list.style.top = `${top}px`;
  list.style.left = `${Math.max(EDGE_PX, Math.min(at.left, innerWidth - EDGE_PX - width))}px`;
}

/**
 * A button that opens a menu. `groups`: `[{ label, items: [{ id, content, checked, danger }] }]`; `label` may be empty.
 * Arrow keys, Home, End and first letters move; Escape and a press elsewhere close it.
 */
export function Menu({ class: className = '', label, button, groups, onChoose, disabled = false }) {
  const [open, setOpen] = useState(false);
  const root = useRef();
  const id = useId();
  const items = () => [...root.current.querySelectorAll('[role^="menuitem"]')];

  function close(focusButton) {
    setOpen(false);
    if (focusButton) root.current.querySelector('button').focus();
  }

  useLayoutEffect(() => {
    if (!open) return undefined;
    const list = root.current.querySelector('.menu-list');
    const place = () => placeBeside(list, root.current.querySelector('button'));
    const outside = ({ target }) => root.current.contains(target) || setOpen(false);
    list.showPopover();
    place();
    (list.querySelector('[aria-checked="true"]') ?? items()[0])?.focus();
    document.addEventListener('pointerdown', outside);
    addEventListener('scroll', place, true);
    addEventListener('resize', place);
    return () => {
      document.removeEventListener('pointerdown', outside);
      removeEventListener('scroll', place, true);
      removeEventListener('resize', place);
    };
  }, [open]);

  function onKeyDown(event) {
    if (!open) return;
    const all = items();
    const at = all.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (next !== undefined) all.at(next % all.length)?.focus();
    else if (event.key === 'Escape') close(true);
    else if (event.key === 'Tab') setOpen(false);
    else return;
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation();
  }

  function choose(item) {
    close(true);
    onChoose(item);
  }

  return html`<div class=${`menu ${className}`} ref=${root} onKeyDown=${onKeyDown}>
    <button type="button" class="menu-button" aria-haspopup="menu" aria-expanded=${open} aria-controls=${id}
      aria-label=${label} title=${label} disabled=${disabled} onClick=${() => setOpen(!open)}>${button}</button>
    ${
      open &&
      html`<div class="menu-list" popover="manual" role="menu" id=${id} aria-label=${label}>
        ${groups.map(
          (group) => html`<div role="group" aria-label=${group.label}>
            ${group.label && html`<p class="menu-group">${group.label}</p>`}
            ${group.items.map(
              (
                item,
              ) => html`<button type="button" tabindex="-1" role=${item.checked === undefined ? 'menuitem' : 'menuitemradio'}
                aria-checked=${item.checked} class=${item.danger ? 'danger' : ''} onClick=${() => choose(item)}>${item.content}</button>`,
            )}
          </div>`,
        )}
      </div>`
    }
  </div>`;
}
