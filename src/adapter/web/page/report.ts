import { named } from '../../../lib/language.ts';
import { redirectTo, showMessage, showPage } from '../answer.ts';
import { LIMITS } from '../limits.ts';
import { endOfDay, madeAfter } from '../link.ts';
import type { PassOf } from '../schema.ts';
import { lastDayOf, queryOf, type Visit } from '../site.ts';
import type { SentForm } from '../upload/upload.ts';
import { signPass } from '../verify.ts';
import { EMPTY_FORM, type FormState, renderAlertOfFiles, renderFields, renderFileChooser } from './form.ts';
import { html } from './html.ts';
import { renderMessagePage, renderPage } from './layout.ts';
import { addPersonFields } from './person-field.ts';
import { problemText } from './problem.ts';
import { idsOf, newSubmissionKey, readSignedForm, signForm, submitOnce, valuesOf } from './submit.ts';
import { say } from './text.ts';
import { statusOf } from './ticket.ts';

type ReportPass = PassOf<'report'>;

/** The page for reporting a fault: the desk's form, name and contact, files. */
export async function showReport(
  visit: Visit,
  pass: ReportPass,
  filled: FormState = EMPTY_FORM,
  status = 200,
): Promise<Response> {
  const { context, deskClient, visitor, layout, language, site } = visit;
  const asked = await deskClient.askForReport(visitor);
  if (!asked) return showMessage(context, 404, 'unknown');
  const form = addPersonFields(asked, language);
  const customer = site.book.customers.get(pass.customer);
  const title = say(language, 'report.title', { customer: customer ? named(customer.name, language) : '' });
  const once = filled.values.once ?? newSubmissionKey();
  const main = html`<form method="post" enctype="multipart/form-data" class="send">
<h1>${title}</h1><p>${say(language, 'report.intro')}</p>
${renderAlertOfFiles(filled.refusal?.text, language)}
<input type="hidden" name="once" value="${once}">
<input type="hidden" name="form" value="${signForm(visit, pageName(pass), form)}">
${renderFields(form, filled, language, site.book.timeZone)}
${renderFileChooser(language)}
<button class="primary">${form.submit}</button>
<p class="small">${say(language, 'report.until', { day: lastDayOf(visit, pass.exp) })}</p>
</form>`;
  return showPage(context, renderPage(layout, title, main), status);
}

export async function postReport(visit: Visit, pass: ReportPass, sent: SentForm): Promise<Response> {
  const { language, site } = visit;
  const { fields } = sent;
  const again = (text: string, field: string | undefined, status: number) =>
    showReport(visit, pass, { values: fields, refusal: { text, field } }, status);
  if (!sent.ok) return again(problemText(language, sent.problem), undefined, statusOf(sent.problem.code));

  const form = readSignedForm(visit, pageName(pass), fields.form ?? '');
  const missing = form?.fields.find(({ name, required }) => required && (fields[name] ?? '').trim() === '');
  if (!form || missing) {
    await site.fileStore.remove(idsOf(sent.files));
    return missing
      ? again(say(language, 'problem.missing', { field: missing.label }), missing.name, 422)
      : again(say(language, 'form-gone.text'), undefined, 422);
  }
  const { person = '', contact = '', ...values } = valuesOf(form, fields);
  const name = person.trim().slice(0, LIMITS.personChars);
  const result = await submitOnce(
    { ...visit, visitor: { ...visit.visitor, name } },
    pageName(pass),
    fields.once ?? '',
    {
      command: form.command,
      args: form.args,
      values: { ...values, contact: `${name} · ${contact.trim().slice(0, LIMITS.contactChars)}` },
      files: sent.files,
    },
  );
  if (result.outcome === 'refused') return again(result.text, result.field, 422);
  // Sent again after a restart: it was accepted, but the number of the ticket is not known any more.
  if (result.made === undefined)
    return showPage(visit.context, renderMessagePage(visit.layout, say(language, 'done.sent'), ''));
  return redirectTo(visit.context, `../t/${ticketToken(visit, pass, result.made)}${queryOf(visit, 'new')}`);
}

/** Valid as long as the report's link, because these people have no chat to ask for a new one. */
function ticketToken({ site }: Visit, { customer, after }: ReportPass, id: number): string {
  const exp = endOfDay(site.clock.now() + LIMITS.reportLinkMs);
  return signPass(site.key, { kind: 'ticket', id, customer, exp, ...madeAfter(after) });
}

function pageName({ customer }: ReportPass): string {
  return `report/${customer}`;
}
