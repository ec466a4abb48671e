import type { Card } from '../../../chat/card.ts';
import type { Form } from '../../../chat/form.ts';
import { refusalOf } from '../../../chat/read-replies.ts';
import { redirectTo, showPage } from '../answer.ts';
import { SubmissionKey } from '../schema.ts';
import { queryOf, type Visit } from '../site.ts';
import { EMPTY_FORM, type FormState, renderAlert, renderFields } from './form.ts';
import { type Html, html } from './html.ts';
import { renderMessagePage, renderPage } from './layout.ts';
import { findButton, renderCard } from './render.ts';
import { newSubmissionKey, readSignedForm, signForm, submitOnce, valuesOf } from './submit.ts';
import { say, type TextKey } from './text.ts';

export type Fields = Readonly<Record<string, string>>;

/** A page that shows a card whose buttons can be pressed. */
export interface CardPage {
  readonly visit: Visit;
  /** The page's name; forms and submission keys made for it are not accepted on another. */
  readonly name: string;
  /** The current card; undefined if the visitor may not see it. */
  findCard(): Promise<Card | undefined>;
  /** Shows the page again, with input and error. */
  again(filled: FormState, status: number): Promise<Response>;
}

/** The message for the `done` parameter in a page's address. */
export const DONE: Readonly<Record<string, TextKey>> = {
  sent: 'done.sent',
  new: 'done.new',
  complained: 'done.complained',
  pressed: 'done.pressed',
};

/** The message about what was just done; false if there is none. */
export function renderDone({ context, language }: Visit): Html | false {
  const asked = context.req.query('done') ?? '';
  const done = Object.hasOwn(DONE, asked) ? DONE[asked] : undefined;
  return done !== undefined && html`<p class="done" role="status">${say(language, done)}</p>`;
}

/**
 * Handles a press. The button is looked up on the current card, so command and arguments never come from the browser.
 */
export async function press(page: CardPage, fields: Fields): Promise<Response> {
  const { visit } = page;
  const { deskClient, visitor, language } = visit;
  const shown = await page.findCard();
  const button = shown && findButton(shown, fields.button ?? '');
  const once = SubmissionKey.safeParse(fields.once);
  if (!button || !once.success) return page.again(EMPTY_FORM, 409);
  if (button.confirm !== '' && fields.sure !== 'yes') return askIfSure(visit, button.confirm, button.label, fields);
  const replies = await deskClient.press(visitor, button, shown.subject, `${page.name}/${once.data}`);
  const refusal = refusalOf(replies);
  if (refusal) return refused(page, {}, refusal);
  const form = replies.find((reply) => reply.kind === 'form')?.form;
  if (form) return showForm(page, form, EMPTY_FORM, 200);
  const card = replies.find((reply) => reply.kind === 'card')?.card;
  if (!card) return backTo(visit, 'pressed');
  const main = html`${renderCard(card, language, undefined)}${renderBack(visit)}`;
  return showPage(visit.context, renderPage(visit.layout, card.title, main));
}

function askIfSure(
  { context, layout, token, language }: Visit,
  question: string,
  label: string,
  { button: id, once: name }: Fields,
): Response {
  const yes = html`<form method="post"><input type="hidden" name="do" value="press"><input type="hidden" name="sure" value="yes">
<input type="hidden" name="once" value="${name}"><button class="primary" name="button" value="${id}">${label}</button>
<a href="${token}">${say(language, 'back')}</a></form>`;
  return showPage(context, renderMessagePage(layout, label, question, yes));
}

/** Handles the form that a button opened. */
export async function submit(page: CardPage, fields: Fields): Promise<Response> {
  const { visit } = page;
  const form = readSignedForm(visit, page.name, fields.form ?? '');
  if (!form) return refused(page, {}, { text: say(visit.language, 'form-gone.text'), field: undefined });
  const values = valuesOf(form, fields);
  const submitted = { command: form.command, args: form.args, values, files: [] };
  const result = await submitOnce(visit, page.name, fields.once ?? '', submitted);
  if (result.outcome === 'refused') return showForm(page, form, { values, refusal: result }, 422);
  return backTo(visit, 'pressed');
}

function showForm({ visit, name }: CardPage, form: Form, filled: FormState, status: number): Response {
  const { context, layout, language, site } = visit;
  const main = html`<form method="post" class="send"><h1>${form.title}</h1>
${renderAlert(filled.refusal?.text)}${form.intro !== '' && html`<p>${form.intro}</p>`}
<input type="hidden" name="do" value="submit"><input type="hidden" name="once" value="${newSubmissionKey()}">
<input type="hidden" name="form" value="${signForm(visit, name, form)}">
${renderFields(form, filled, language, site.book.timeZone)}
<button class="primary">${form.submit}</button> ${renderBack(visit)}</form>`;
  return showPage(context, renderPage(layout, form.title, main), status);
}

function renderBack({ language, token }: Visit): Html {
  return html`<a class="back" href="${token}">${say(language, 'back')}</a>`;
}

export function refused(page: CardPage, values: Fields, refusal: FormState['refusal']): Promise<Response> {
  return page.again({ values, refusal }, 422);
}

export function backTo(visit: Visit, done: keyof typeof DONE): Response {
  return redirectTo(visit.context, `${visit.token}${queryOf(visit, done)}`);
}
