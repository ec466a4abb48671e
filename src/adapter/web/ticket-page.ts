import type { Card } from '../../chat/card.ts';
import type { Form } from '../../chat/form.ts';
import { refusalOf } from './ask.ts';
import { EMPTY, type Filled, renderAlert, renderAlertOfFiles, renderFields, renderFileChooser } from './form.ts';
import { renderNotice, renderPage } from './frame.ts';
import { type Html, html } from './html.ts';
import { problemText } from './problem.ts';
import { findButton, renderCard, renderHistory } from './render.ts';
import { Once, type PassOf } from './schema.ts';
import { lastDayOf, queryOf, type Told, type Visit } from './site.ts';
import { newOnce, openForm, sealForm, submitOnce, valuesOf } from './submit.ts';
import { say, type TextKey } from './text.ts';
import type { SentForm, StoredFile } from './upload.ts';

type TicketPass = PassOf<'ticket'>;
type Fields = Readonly<Record<string, string>>;

/** The page of one ticket: how it stands, what may be pressed, files and words for it, what happened so far. */
export async function showTicket(visit: Visit, pass: TicketPass, filled: Filled = EMPTY, status = 200): Promise<Told> {
  const { asking, visitor, frame, language, url } = visit;
  const shown = await asking.showTicket(visitor, pass.id);
  if (!shown) return notThere(visit);
  const { card, log } = shown;
  const done: TextKey | undefined = DONE[url.searchParams.get('done') ?? ''];
  const main = html`${done && status === 200 && html`<p class="done" role="status">${say(language, done)}</p>`}
${renderCard(card, language, newOnce())}
${isClosed(card) ? renderClosed(visit, filled) : renderSend(visit, filled)}
${log && html`<section class="history"><h2>${say(language, 'history')}</h2>${renderHistory(log, language)}</section>`}
<p class="small">${say(language, 'until', { day: lastDayOf(visit, pass.exp) })}</p>`;
  return { status, page: renderPage(frame, card.title, main) };
}

const DONE: Readonly<Record<string, TextKey>> = { sent: 'done.sent', new: 'done.new', pressed: 'done.pressed' };

/** The desk gives the customer's card of a closed ticket no way to send anything. */
function isClosed({ parts }: Card): boolean {
  return !parts.some(({ part }) => part === 'links');
}

function renderClosed({ language }: Visit, { refusal }: Filled): Html {
  return html`${renderAlert(refusal?.text)}<p class="small">${say(language, 'closed')}</p>`;
}

function renderSend({ language }: Visit, { values, refusal }: Filled): Html {
  return html`<form method="post" enctype="multipart/form-data" class="send">
<h2>${say(language, 'send.title')}</h2>
${renderAlertOfFiles(refusal?.text, language)}
<input type="hidden" name="do" value="send"><input type="hidden" name="once" value="${newOnce()}">
<div class="field"><label for="text">${say(language, 'send.text')} <span class="optional">${say(language, 'optional')}</span></label>
<textarea id="text" name="text" rows="3" maxlength="4000">${values.text}</textarea></div>
${renderFileChooser(language)}
<button class="primary">${say(language, 'send.submit')}</button>
</form>`;
}

export async function postTicket(visit: Visit, pass: TicketPass, sent: SentForm): Promise<Told> {
  const { fields } = sent;
  if (!sent.ok) {
    const refusal = { text: problemText(visit.language, sent.problem), field: undefined };
    return showTicket(visit, pass, { values: fields, refusal }, statusOf(sent.problem.code));
  }
  switch (fields.do) {
    case 'send':
      return send(visit, pass, fields, sent.files);
    case 'press':
      return press(visit, pass, fields);
    case 'submit':
      return submit(visit, pass, fields);
    default:
      return showTicket(visit, pass, EMPTY, 400);
  }
}

/** A body that is too large is told so by its own status. */
export function statusOf(code: string): number {
  return ['too-large', 'file-too-large', 'too-many-files'].includes(code) ? 413 : 422;
}

async function send(visit: Visit, pass: TicketPass, fields: Fields, files: readonly StoredFile[]): Promise<Told> {
  const text = (fields.text ?? '').trim();
  if (files.length === 0 && text === '')
    return refused(visit, pass, fields, { text: say(visit.language, 'problem.nothing'), field: undefined });
  const command = files.length > 0 ? 'ticket.attach' : 'ticket.update';
  const submitted = { command, args: { ticket: `T-${pass.id}` }, values: { text }, files };
  const heard = await submitOnce(visit, pageName(pass), fields.once ?? '', submitted);
  return heard.outcome === 'refused' ? refused(visit, pass, fields, heard) : backTo(visit, 'sent');
}

/** A button of the card as it stands now; what it asks for never comes from the page. */
async function press(visit: Visit, pass: TicketPass, fields: Fields): Promise<Told> {
  const { asking, visitor, language } = visit;
  const shown = await asking.showTicket(visitor, pass.id);
  const button = shown && findButton(shown.card, fields.button ?? '');
  const once = Once.safeParse(fields.once);
  if (!button || !once.success) return showTicket(visit, pass, EMPTY, 409);
  if (button.confirm !== '' && fields.sure !== 'yes') return askIfSure(visit, button.confirm, button.label, fields);
  const replies = await asking.press(visitor, button, shown.card.subject, `${pageName(pass)}/${once.data}`);
  const refusal = refusalOf(replies);
  if (refusal) return refused(visit, pass, {}, refusal);
  const form = replies.find((reply) => reply.kind === 'form')?.form;
  if (form) return showForm(visit, pass, form, EMPTY, 200);
  const card = replies.find((reply) => reply.kind === 'card')?.card;
  if (!card) return backTo(visit, 'pressed');
  const main = html`${renderCard(card, language, undefined)}${renderBack(visit)}`;
  return { status: 200, page: renderPage(visit.frame, card.title, main) };

  function askIfSure(
    { frame, token }: Visit,
    question: string,
    label: string,
    { button: id, once: name }: Fields,
  ): Told {
    const yes = html`<form method="post"><input type="hidden" name="do" value="press"><input type="hidden" name="sure" value="yes">
<input type="hidden" name="once" value="${name}"><button class="primary" name="button" value="${id}">${label}</button>
<a href="${token}">${say(language, 'back')}</a></form>`;
    return { status: 200, page: renderNotice(frame, label, question, yes) };
  }
}

async function submit(visit: Visit, pass: TicketPass, fields: Fields): Promise<Told> {
  const form = openForm(visit, pageName(pass), fields.form ?? '');
  if (!form) return refused(visit, pass, {}, { text: say(visit.language, 'form-gone.text'), field: undefined });
  const values = valuesOf(form, fields);
  const submitted = { command: form.command, args: form.args, values, files: [] };
  const heard = await submitOnce(visit, pageName(pass), fields.once ?? '', submitted);
  if (heard.outcome === 'refused') return showForm(visit, pass, form, { values, refusal: heard }, 422);
  return backTo(visit, 'pressed');
}

function showForm(visit: Visit, pass: TicketPass, form: Form, filled: Filled, status: number): Told {
  const { frame, language, site } = visit;
  const main = html`<form method="post" class="send"><h1>${form.title}</h1>
${renderAlert(filled.refusal?.text)}${form.intro !== '' && html`<p>${form.intro}</p>`}
<input type="hidden" name="do" value="submit"><input type="hidden" name="once" value="${newOnce()}">
<input type="hidden" name="form" value="${sealForm(visit, pageName(pass), form)}">
${renderFields(form, filled, language, site.directory.timeZone)}
<button class="primary">${form.submit}</button> ${renderBack(visit)}</form>`;
  return { status, page: renderPage(frame, form.title, main) };
}

function renderBack({ language, token }: Visit): Html {
  return html`<a class="back" href="${token}">${say(language, 'back')}</a>`;
}

function refused(visit: Visit, pass: TicketPass, values: Fields, refusal: Filled['refusal']): Promise<Told> {
  return showTicket(visit, pass, { values, refusal }, 422);
}

function backTo(visit: Visit, done: keyof typeof DONE): Told {
  return { to: `${visit.token}${queryOf(visit, done)}` };
}

function notThere({ frame, language }: Visit): Told {
  return { status: 404, page: renderNotice(frame, say(language, 'unknown.title'), say(language, 'unknown.text')) };
}

function pageName({ id }: TicketPass): string {
  return `ticket/${id}`;
}
