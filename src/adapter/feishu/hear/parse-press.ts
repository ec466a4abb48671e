import type { Header } from '../wire/envelope.ts';
import { readFormContext } from '../wire/form-context.ts';
import { readQueries, readTurn } from '../wire/form-turn.ts';
import { idOf } from '../wire/person-id.ts';
import { directPlace, groupPlace } from '../wire/place.ts';
import { decodePress, type Press } from '../wire/press.ts';
import { readPicked } from '../wire/time.ts';
import type { Asked, Interaction } from './interaction.ts';
import type { CardAction } from './schema.ts';

/** Parses a press on one of our cards, or a form submitted from one. */
export function parsePress({ event, context: beside }: CardAction, header: Header): Interaction | undefined {
  const { operator, action } = event;
  const userId = idOf(operator);
  if (userId === '') return undefined;
  const inside = event.context;
  const messageId = inside?.open_message_id || beside?.open_message_id || event.open_message_id;
  const chatId = inside?.open_chat_id || beside?.open_chat_id || event.open_chat_id;
  const form = action.form_value ? readFormContext(action.value) : undefined;
  const said = {
    person: { userId, tenantKey: operator.tenant_key, homeTenantKey: header.tenant_key },
    place: chatId === '' ? directPlace(userId) : groupPlace(chatId, ''),
    directChatId: '',
    surface: 'card',
    locale: undefined,
    timeZone: action.timezone,
    script: undefined,
    message: undefined,
    names: {},
    parentId: '',
    replyTo: messageId,
  } as const;
  const turned = form && readTurn(action.value);
  if (form && turned) {
    const { begun: _begun, ...about } = form;
    const { by, pages, origin } = turned;
    const turn = { by, pages, queries: readQueries(readValues(action)), values: readFields(action) };
    return { ...said, id: `event/${header.event_id}`, ...about, asked: origin, turn };
  }
  const press = decodePress(action.value, typeof action.option === 'string' ? action.option : undefined);
  if (!form || !press) return { ...said, id: `event/${header.event_id}`, asked: askedBy(action, press) };
  const { command, args } = press;
  // The id is the same for every press on one form, so a form counts once.
  const id = `form/${messageId || header.event_id}`;
  const { begun, ...about } = form;
  return { ...said, id, ...about, asked: { kind: 'submit', command, args, values: readFields(action), begun } };
}

/** Field name → value; an empty field is an empty string. */
function readValues({ form_value, timezone }: Action): Readonly<Record<string, string>> {
  const given = Object.entries(form_value ?? {});
  return Object.fromEntries(given.map(([name, value]) => [name, readValue(value, timezone)]));
}

/** The values of the desk's own fields. */
function readFields(action: Action): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(readValues(action)).filter(([name]) => !name.startsWith('_')));
}

type Action = CardAction['event']['action'];

function askedBy({ value, form_value }: Action, press: Press | undefined): Asked {
  if (form_value) return { kind: 'stale' };
  if (press) {
    const { command, args, subject, version } = press;
    return { kind: 'button', command, args, subject, ...(version === '' ? {} : { version }) };
  }
  const subject = subjectOf(value);
  return subject === '' ? { kind: 'stale' } : { kind: 'button', command: '', args: {}, subject };
}

/** Several choices are joined by commas. */
function readValue(given: unknown, timeZone: string): string {
  if (Array.isArray(given)) return given.map(String).join(',');
  return typeof given === 'string' ? readPicked(given, timeZone) : '';
}

/** The card's subject, for a button whose command we no longer know. */
function subjectOf(value: unknown): string {
  const subject = typeof value === 'object' && value !== null && 's' in value ? value.s : '';
  return typeof subject === 'string' ? subject : '';
}
