import { redirectTo, showMessage, showPage } from '../answer.ts';
import type { PassOf } from '../schema.ts';
import { lastDayOf, queryOf, type Visit } from '../site.ts';
import type { SentForm } from '../upload/upload.ts';
import { EMPTY_FORM, type FormState, renderAlertOfFiles, renderFields, renderFileChooser } from './form.ts';
import { html } from './html.ts';
import { renderPage } from './layout.ts';
import { problemText } from './problem.ts';
import { renderCard } from './render.ts';
import { idsOf, newSubmissionKey, readSignedForm, signForm, submitOnce, valuesOf } from './submit.ts';
import { say } from './text.ts';
import { statusOf } from './ticket.ts';

type InspectionPass = PassOf<'inspection'>;

/** The page of an inspection for an engineer on site: choose an item, write a note, add photos. */
export async function showInspection(
  visit: Visit,
  pass: InspectionPass,
  filled: FormState = EMPTY_FORM,
  status = 200,
): Promise<Response> {
  const { context, deskClient, visitor, layout, language, site } = visit;
  const shown = await deskClient.showInspection(visitor, pass.id);
  if (!shown) return showMessage(context, 404, 'unknown');
  const { card, form } = shown;
  const isSent = context.req.query('done') === 'sent' && status === 200;
  const main = html`${isSent && html`<p class="done" role="status">${say(language, 'done.photos')}</p>`}
<form method="post" enctype="multipart/form-data" class="send">
<h1>${form.title}</h1>
${renderAlertOfFiles(filled.refusal?.text, language)}
<input type="hidden" name="once" value="${newSubmissionKey()}">
<input type="hidden" name="form" value="${signForm(visit, pageName(pass), form)}">
${renderFields(form, filled, language, site.book.timeZone)}
${renderFileChooser(language)}
<button class="primary">${say(language, 'send.submit')}</button>
</form>
${renderCard(card, language, undefined)}
<p class="small">${say(language, 'inspection.until', { day: lastDayOf(visit, pass.exp) })}</p>`;
  return showPage(context, renderPage(layout, card.title, main), status);
}

export async function postInspection(visit: Visit, pass: InspectionPass, sent: SentForm): Promise<Response> {
  const { language, site, token } = visit;
  const { fields } = sent;
  const again = (text: string, field: string | undefined, status: number) =>
    showInspection(visit, pass, { values: fields, refusal: { text, field } }, status);
  if (!sent.ok) return again(problemText(language, sent.problem), undefined, statusOf(sent.problem.code));
  const form = readSignedForm(visit, pageName(pass), fields.form ?? '');
  const isNothing = sent.files.length === 0 && (fields.text ?? '').trim() === '';
  if (!form || isNothing) {
    await site.fileStore.remove(idsOf(sent.files));
    return again(say(language, form ? 'problem.nothing' : 'form-gone.text'), undefined, 422);
  }
  const { command, args } = form;
  const submitted = { command, args, values: valuesOf(form, fields), files: sent.files };
  const result = await submitOnce(visit, pageName(pass), fields.once ?? '', submitted);
  if (result.outcome === 'refused') return again(result.text, result.field, 422);
  return redirectTo(visit.context, `${token}${queryOf(visit, 'sent')}`);
}

function pageName({ id, person }: InspectionPass): string {
  return `inspection/${id}/${person}`;
}
