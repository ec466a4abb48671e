import { html, useId } from './lib.js';
import { usePage } from './page-context.js';

/** Up to this many choices are shown side by side; more become a list. */
const CHOICES_IN_SIGHT = 5;
const COUNT_FROM = 0.8;

/** A form's field with label, hint and error. */
export function FormField({ field, value, error, onChange }) {
  const { texts } = usePage();
  const id = useId();
  const inSight = field.kind === 'choice' && field.required && field.options.length <= CHOICES_IN_SIGHT;
  const described = [field.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const shared = {
    id,
    'aria-invalid': error ? 'true' : undefined,
    'aria-describedby': described,
    'aria-required': field.required,
  };
  const label = html`${field.label}${!field.required && html` <span class="muted">${texts.optional}</span>`}`;
  return html`<div class=${`field ${error ? 'wrong' : ''}`} role=${inSight ? 'radiogroup' : undefined} aria-labelledby=${inSight ? `${id}-label` : undefined}>
    ${inSight ? html`<span class="label" id=${`${id}-label`}>${label}</span>` : html`<label for=${id}>${label}</label>`}
    ${field.hint && html`<p class="field-hint" id=${`${id}-hint`}>${field.hint}</p>`}
    ${inSight ? html`<${Choices} field=${field} value=${value} shared=${shared} onChange=${onChange} />` : html`<${Input} field=${field} value=${value} shared=${shared} onChange=${onChange} />`}
    <${Count} field=${field} value=${value} />
    ${error && html`<p class="field-error" id=${`${id}-error`}>${error}</p>`}
  </div>`;
}

function Input({ field, value, shared, onChange }) {
  const { texts } = usePage();
  const onInput = (event) => onChange(event.target.value);
  switch (field.kind) {
    case 'text':
      return html`<textarea ...${shared} rows="4" dir="auto" value=${value} onInput=${onInput}></textarea>`;
    case 'datetime':
      return html`<input ...${shared} type="datetime-local" value=${value} onInput=${onInput} />`;
    case 'choice':
      return html`<select ...${shared} value=${value} onInput=${onInput}>
        <option value="">${texts.choose}</option>
        ${field.options.map((option) => html`<option value=${option.value} selected=${option.value === value}>${option.label}</option>`)}
      </select>`;
    default:
      return html`<input ...${shared} type="text" dir="auto" value=${value} onInput=${onInput} />`;
  }
}

function Choices({ field, value, shared, onChange }) {
  return html`<div class="choices">
    ${field.options.map(
      (option, index) => html`<label class="choice">
        <input ...${shared} id=${`${shared.id}-${index}`} type="radio" name=${shared.id} value=${option.value} checked=${option.value === value}
          onChange=${() => onChange(option.value)} /><span dir="auto">${option.label}</span>
      </label>`,
    )}
  </div>`;
}

/** Shows the character count near the limit. */
function Count({ field, value }) {
  const { texts } = usePage();
  if (!field.maxLength || value.length < field.maxLength * COUNT_FROM) return null;
  const count = Array.from(value).length;
  return html`<p class=${`count-chars ${count > field.maxLength ? 'over' : ''}`}>${texts.chars(count, field.maxLength)}</p>`;
}
