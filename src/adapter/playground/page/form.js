import { Dialog } from './dialog.js';
import { FormField } from './form-field.js';
import { html, useRef, useState } from './lib.js';
import { usePage } from './page-context.js';
import { fieldErrorText } from './texts.js';

/** A form of the desk. Errors appear beside their fields, a refusal at the top; the input is kept. */
export function FormDialog({ form }) {
  const { texts, act } = usePage();
  const [values, setValues] = useState(() =>
    Object.fromEntries(form.fields.map((field) => [field.name, field.initial])),
  );
  const [wrong, setWrong] = useState({});
  const [busy, setBusy] = useState(false);
  const body = useRef();

  async function submit(event) {
    event.preventDefault();
    setBusy(true);
    const answer = await act.submit(form, values);
    if (!answer) return;
    setBusy(false);
    setWrong(answer);
    requestAnimationFrame(() => body.current?.querySelector('[aria-invalid="true"], .refusal')?.focus());
  }

  function change(name, value) {
    setValues({ ...values, [name]: value });
    if (wrong.fields?.[name]) setWrong({ ...wrong, fields: { ...wrong.fields, [name]: undefined } });
  }

  return html`<${Dialog} title=${form.title} onClose=${act.closeForm}>
    <form class="form" onSubmit=${submit} noValidate ref=${body}>
      <div class="form-fields">
        ${wrong.text && html`<p class="refusal words" role="alert" tabindex="-1" dir="auto">${wrong.text}</p>`}
        ${form.intro && html`<p class="words intro" dir="auto">${form.intro}</p>`}
        ${form.fields.map((field) => {
          const error = wrong.fields?.[field.name];
          return html`<${FormField} key=${field.name} field=${field} value=${values[field.name]}
            error=${error && fieldErrorText(texts, error)} onChange=${(value) => change(field.name, value)} />`;
        })}
      </div>
      <footer>
        <button type="button" class="button" onClick=${act.closeForm}>${texts.cancel}</button>
        <button type="submit" class="button primary" disabled=${busy} aria-busy=${busy}>${form.submit}</button>
      </footer>
    </form>
  <//>`;
}
