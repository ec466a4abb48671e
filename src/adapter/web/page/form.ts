import type { Form, FormField } from '../../../chat/form.ts';
import type { Language } from '../../../lib/language.ts';
import { LIMITS } from '../limits.ts';
import { ENDINGS } from '../upload/media-type.ts';
import { type Html, html } from './html.ts';
import { say } from './text.ts';

/** A form's state when it is shown again: earlier input, and what was wrong with it. */
export interface FormState {
  readonly values: Readonly<Record<string, string>>;
  /** In words; undefined if nothing is wrong. */
  readonly refusal: { readonly text: string; readonly field: string | undefined } | undefined;
}

export const EMPTY_FORM: FormState = { values: {}, refusal: undefined };

/** Renders a form's fields as inputs. `timeZone`: the zone of the times typed in. */
export function renderFields(form: Form, filled: FormState, language: Language, timeZone: string): Html {
  return html`${form.fields.map((field) => renderField(field, filled, language, timeZone))}`;
}

function renderField(field: FormField, { values, refusal }: FormState, language: Language, timeZone: string): Html {
  const value = values[field.name] ?? field.initial;
  const zone = field.kind === 'datetime' ? say(language, 'zone', { zone: timeZone }) : '';
  const hint = [field.hint, zone].filter((each) => each !== '').join(' ');
  const wrong = refusal?.field === field.name;
  const common = html`id="${field.name}" name="${field.name}"${field.required && html` required`}${wrong && html` aria-invalid="true"`}${hint !== '' && html` aria-describedby="${field.name}-hint"`}`;
  return html`<div class="field">
<label for="${field.name}">${field.label}${!field.required && html` <span class="optional">${say(language, 'optional')}</span>`}</label>
${renderInput(field, value, common, language)}
${hint !== '' && html`<p class="hint" id="${field.name}-hint">${hint}</p>`}
</div>`;
}

function renderInput(field: FormField, value: string, common: Html, language: Language): Html {
  switch (field.kind) {
    case 'text':
      return html`<textarea ${common} rows="5" maxlength="${field.maxLength}">${value}</textarea>`;
    case 'line':
      return html`<input type="text" ${common} maxlength="${field.maxLength}" value="${value}">`;
    case 'datetime':
      return html`<input type="datetime-local" ${common} value="${value}">`;
    case 'choice':
      return html`<select ${common}>${field.initial === '' && html`<option value="">${say(language, 'choose')}</option>`}${field.options.map(
        (option) =>
          html`<option value="${option.value}"${option.value === value && html` selected`}>${option.label}</option>`,
      )}</select>`;
  }
}

/** The input for files. The page's script adds drag and drop, a list and progress. */
export function renderFileChooser(language: Language): Html {
  const { files, fileMegabytes, requestMegabytes, fileBytes, requestBytes } = LIMITS;
  const limits = say(language, 'send.limits', { files, file: fileMegabytes, request: requestMegabytes });
  return html`<div class="field files" data-files="${files}" data-file-bytes="${fileBytes}" data-request-bytes="${requestBytes}"
 data-remove="${say(language, 'send.remove')}" data-too-many="${say(language, 'problem.too-many-files', { files })}"
 data-too-large="${say(language, 'problem.file-too-large', { file: fileMegabytes })}"
 data-all-too-large="${say(language, 'problem.too-large', { request: requestMegabytes })}"
 data-lost="${say(language, 'send.lost')}" data-sending="${say(language, 'send.sending')}">
<label for="files">${say(language, 'send.files')} <span class="optional">${say(language, 'optional')}</span></label>
<div class="drop"><p class="invite" aria-hidden="true">${say(language, 'send.drop')}</p>
<input type="file" id="files" name="files" multiple accept="${ENDINGS.map((ending) => `.${ending}`).join(',')}" aria-describedby="files-hint"></div>
<ul class="chosen" hidden></ul>
<p class="hint" id="files-hint">${limits}</p>
</div>`;
}

/** An error message above the form. */
export function renderAlert(text: string | undefined): Html | false {
  return text !== undefined && html`<p class="alert" role="alert">${text}</p>`;
}

/** The same, with a hint to choose the files again: a browser without scripts has lost them. */
export function renderAlertOfFiles(text: string | undefined, language: Language): Html | false {
  return text !== undefined && html`${renderAlert(text)}<p class="small">${say(language, 'problem.again')}</p>`;
}
