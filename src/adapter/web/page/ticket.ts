import type { Card } from '../../../chat/card.ts';
import { showMessage, showPage } from '../answer.ts';
import { complainToken } from '../link.ts';
import type { PassOf } from '../schema.ts';
import { lastDayOf, type Visit } from '../site.ts';
import type { SentForm, StoredFile } from '../upload/upload.ts';
import { EMPTY_FORM, type FormState, renderAlert, renderAlertOfFiles, renderFileChooser } from './form.ts';
import { type Html, html } from './html.ts';
import { renderPage } from './layout.ts';
import { backTo, type CardPage, type Fields, press, refused, renderDone, submit } from './press.ts';
import { problemText } from './problem.ts';
import { buttonFor, renderCard, renderHistory } from './render.ts';
import { newSubmissionKey, submitOnce } from './submit.ts';
import { say } from './text.ts';

type TicketPass = PassOf<'ticket'>;

/** The page of one ticket: its card and buttons, a form for text and files, its log. */
export async function showTicket(
  visit: Visit,
  pass: TicketPass,
  filled: FormState = EMPTY_FORM,
  status = 200,
): Promise<Response> {
  const { context, deskClient, visitor, layout, language } = visit;
  const shown = await deskClient.showTicket(visitor, pass.id);
  if (!shown) return showMessage(context, 404, 'unknown');
  const { card, log } = shown;
  const main = html`${status === 200 && renderDone(visit)}
${renderCard(card, language, newSubmissionKey())}
${isClosed(card) ? renderClosed(visit, filled) : renderSend(visit, filled)}
${renderComplain(visit, pass, card)}
${log && html`<section class="history"><h2>${say(language, 'history')}</h2>${renderHistory(log, language)}</section>`}
<p class="small">${say(language, 'until', { day: lastDayOf(visit, pass.exp) })}</p>`;
  return showPage(context, renderPage(layout, card.title, main), status);
}

/** A complaint gets a page of its own, because others may have this page's link. */
function renderComplain({ site }: Visit, { customer, id, after }: TicketPass, card: Card): Html | undefined {
  const button = buttonFor(card, 'complaint.open');
  const token = button && complainToken(site.key, { customer, ticketId: id, after }, site.clock.now());
  return token === undefined ? undefined : html`<p class="small"><a href="../c/${token}">${button?.label}</a></p>`;
}

/** On a closed ticket the desk's card has no link for sending files. */
function isClosed({ parts }: Card): boolean {
  return !parts.some(({ part }) => part === 'links');
}

function renderClosed({ language }: Visit, { refusal }: FormState): Html {
  return html`${renderAlert(refusal?.text)}<p class="small">${say(language, 'closed')}</p>`;
}

function renderSend({ language }: Visit, { values, refusal }: FormState): Html {
  return html`<form method="post" enctype="multipart/form-data" class="send">
<h2>${say(language, 'send.title')}</h2>
${renderAlertOfFiles(refusal?.text, language)}
<input type="hidden" name="do" value="send"><input type="hidden" name="once" value="${newSubmissionKey()}">
<div class="field"><label for="text">${say(language, 'send.text')} <span class="optional">${say(language, 'optional')}</span></label>
<textarea id="text" name="text" rows="3" maxlength="4000">${values.text}</textarea></div>
${renderFileChooser(language)}
<button class="primary">${say(language, 'send.submit')}</button>
</form>`;
}

export async function postTicket(visit: Visit, pass: TicketPass, sent: SentForm): Promise<Response> {
  const { fields } = sent;
  if (!sent.ok) {
    const refusal = { text: problemText(visit.language, sent.problem), field: undefined };
    return showTicket(visit, pass, { values: fields, refusal }, statusOf(sent.problem.code));
  }
  switch (fields.do) {
    case 'send':
      return send(visit, pass, fields, sent.files);
    case 'press':
      return press(pageOf(visit, pass), fields);
    case 'submit':
      return submit(pageOf(visit, pass), fields);
    default:
      return showTicket(visit, pass, EMPTY_FORM, 400);
  }
}

function pageOf(visit: Visit, pass: TicketPass): CardPage {
  return {
    visit,
    name: pageName(pass),
    findCard: async () => (await visit.deskClient.showTicket(visit.visitor, pass.id))?.card,
    again: (filled, status) => showTicket(visit, pass, filled, status),
  };
}

/** The status for a refused upload: 413 if something is too large or too much, else 422. */
export function statusOf(code: string): number {
  if (code === 'not-scanned') return 503;
  return ['too-large', 'file-too-large', 'too-many-files', 'link-full', 'customer-full'].includes(code) ? 413 : 422;
}

async function send(visit: Visit, pass: TicketPass, fields: Fields, files: readonly StoredFile[]): Promise<Response> {
  const text = (fields.text ?? '').trim();
  if (files.length === 0 && text === '')
    return refused(pageOf(visit, pass), fields, { text: say(visit.language, 'problem.nothing'), field: undefined });
  const command = files.length > 0 ? 'ticket.attach' : 'ticket.update';
  const submitted = { command, args: { ticket: `T-${pass.id}` }, values: { text }, files };
  const result = await submitOnce(visit, pageName(pass), fields.once ?? '', submitted);
  return result.outcome === 'refused' ? refused(pageOf(visit, pass), fields, result) : backTo(visit, 'sent');
}

function pageName({ id }: TicketPass): string {
  return `ticket/${id}`;
}
