import { redirectTo, showMessage, showPage } from '../answer.ts';
import { LIMITS } from '../limits.ts';
import { endOfDay, madeAfter } from '../link.ts';
import type { PassOf } from '../schema.ts';
import { lastDayOf, queryOf, type Visit } from '../site.ts';
import type { SentForm } from '../upload/upload.ts';
import { signPass } from '../verify.ts';
import { EMPTY_FORM, type FormState, renderAlert, renderFields } from './form.ts';
import { html } from './html.ts';
import { renderPage } from './layout.ts';
import { addPersonFields } from './person-field.ts';
import { type CardPage, press, renderDone, submit } from './press.ts';
import { problemText } from './problem.ts';
import { renderCard } from './render.ts';
import { idsOf, newSubmissionKey, readSignedForm, signForm, submitOnce, valuesOf } from './submit.ts';
import { say } from './text.ts';
import { statusOf } from './ticket.ts';

type ComplainPass = PassOf<'complain'>;
type ComplaintPass = PassOf<'complaint'>;

/** The page for making a complaint, which no chat channel can read: the desk's form, name and contact. */
export async function showComplain(
  visit: Visit,
  pass: ComplainPass,
  filled = EMPTY_FORM,
  status = 200,
): Promise<Response> {
  const { context, deskClient, visitor, layout, language, site } = visit;
  const asked = await deskClient.askForComplaint(visitor, pass.ticket);
  if (!asked) return showMessage(context, 404, 'unknown');
  const form = addPersonFields(asked, language);
  const main = html`<form method="post" class="send">
<h1>${form.title}</h1><p>${form.intro}</p>
${renderAlert(filled.refusal?.text)}
<input type="hidden" name="once" value="${filled.values.once ?? newSubmissionKey()}">
<input type="hidden" name="form" value="${signForm(visit, pageName(pass), form)}">
${renderFields(form, filled, language, site.book.timeZone)}
<button class="primary">${form.submit}</button>
<p class="small">${say(language, 'complain.until', { day: lastDayOf(visit, pass.exp) })}</p>
</form>`;
  return showPage(context, renderPage(layout, form.title, main), status);
}

/** Redirects to a page that only the complainant can open. */
export async function postComplain(visit: Visit, pass: ComplainPass, sent: SentForm): Promise<Response> {
  const { language, site, visitor } = visit;
  const { fields } = sent;
  const again = (text: string, field: string | undefined, status: number) =>
    showComplain(visit, pass, { values: fields, refusal: { text, field } }, status);
  if (!sent.ok) return again(problemText(language, sent.problem), undefined, statusOf(sent.problem.code));
  await site.fileStore.remove(idsOf(sent.files));

  const form = readSignedForm(visit, pageName(pass), fields.form ?? '');
  if (!form) return again(say(language, 'form-gone.text'), undefined, 422);
  const missing = form.fields.find(({ name, required }) => required && (fields[name] ?? '').trim() === '');
  if (missing) return again(say(language, 'problem.missing', { field: missing.label }), missing.name, 422);
  const { person = '', contact = '', ...values } = valuesOf(form, fields);
  const name = person.trim().slice(0, LIMITS.personChars);
  const who = fields.once ?? '';
  const result = await submitOnce({ ...visit, visitor: { ...visitor, name, who } }, pageName(pass), who, {
    command: form.command,
    args: form.args,
    values: { ...values, contact: `${name} · ${contact.trim().slice(0, LIMITS.contactChars)}` },
    files: [],
  });
  if (result.outcome === 'refused') return again(result.text, result.field, 422);
  // Sent again after a restart: it was accepted, but the number of the complaint is not known any more.
  if (result.made === undefined)
    return showPage(
      visit.context,
      renderPage(visit.layout, form.title, html`<p class="done">${say(language, 'done.sent')}</p>`),
    );
  const exp = endOfDay(site.clock.now() + LIMITS.reportLinkMs);
  const about = { customer: pass.customer, ...madeAfter(pass.after) };
  const token = signPass(site.key, { ...about, kind: 'complaint', id: result.made, who, exp });
  return redirectTo(visit.context, `../k/${token}${queryOf(visit, 'complained')}`);
}

/** The complaint's page, for the complainant. */
export async function showComplaint(
  visit: Visit,
  pass: ComplaintPass,
  filled: FormState = EMPTY_FORM,
  status = 200,
): Promise<Response> {
  const { context, layout, language } = visit;
  const card = await pageOf(visit, pass).findCard();
  if (!card) return showMessage(context, 404, 'unknown');
  const main = html`${status === 200 && renderDone(visit)}
${renderAlert(filled.refusal?.text)}
${renderCard(card, language, newSubmissionKey())}
<p class="small">${say(language, 'complaint.until', { day: lastDayOf(visit, pass.exp) })}</p>`;
  return showPage(context, renderPage(layout, card.title, main), status);
}

export async function postComplaint(visit: Visit, pass: ComplaintPass, sent: SentForm): Promise<Response> {
  const page = pageOf(visit, pass);
  await visit.site.fileStore.remove(idsOf(sent.ok ? sent.files : []));
  if (sent.ok && sent.fields.do === 'press') return press(page, sent.fields);
  if (sent.ok && sent.fields.do === 'submit') return submit(page, sent.fields);
  return page.again(EMPTY_FORM, sent.ok ? 400 : statusOf(sent.problem.code));
}

function pageOf(visited: Visit, pass: ComplaintPass): CardPage {
  const visit: Visit = { ...visited, visitor: { ...visited.visitor, who: pass.who } };
  return {
    visit,
    name: `complaint/${pass.id}`,
    findCard: () => visit.deskClient.showComplaint(visit.visitor, pass.id),
    again: (filled, status) => showComplaint(visited, pass, filled, status),
  };
}

function pageName({ customer, ticket }: ComplainPass): string {
  return `complain/${customer}/${ticket ?? ''}`;
}
