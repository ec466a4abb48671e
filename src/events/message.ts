import type { Event } from '../api/event-shape.ts';
import { ticketView } from '../api/view.ts';
import { WEBHOOK, type WebhookMessage } from '../chat/webhook.ts';
import { isNumbered, numberOf } from '../desk/address/number.ts';
import type { BookSource } from '../desk/book/schema.ts';
import { isToldOf } from '../desk/book/webhook-rule.ts';
import { isoOf } from '../lib/instant.ts';
import type { Notice } from '../outbox/notice.ts';
import type { LoggedEvent } from './store.ts';

/** What a webhook is told of an entry: keys, states and instants, never its words but those of the ticket itself. */
export function messageOf(event: LoggedEvent): WebhookMessage {
  const { kind, seq, by, at, what } = event;
  const entry = { seq, kind, by, at: isoOf(at), ...(what === undefined ? {} : { what }) };
  const about = event.ticket ? { ticket: ticketView(event.ticket) } : { matter: matterOf(event) };
  const body: Event = { type: kind, timestamp: isoOf(at), data: { ...about, entry } };
  return { id: `evt_${nameOf(event)}_${seq}`, body: JSON.stringify(body) };
}

function matterOf({ of, id, customer, status, ticketId, ...rest }: LoggedEvent) {
  const ticket = ticketId === undefined ? {} : { ticket: numberOf('ticket', ticketId) };
  return { number: nameOf({ of, id, ...rest }), feature: of, customer, status, ...ticket };
}

function nameOf({ of, id }: Pick<LoggedEvent, 'of' | 'id'>): string {
  return isNumbered(of) ? numberOf(of, id) : `${of}-${id}`;
}

/** Which webhooks are told. */
export interface Told {
  readonly source: BookSource;
  /** Keys of webhooks that are told nothing. */
  readonly disabled: ReadonlySet<string>;
  /** Only this one; left out: all of the book. */
  readonly only?: string;
  /** Tells one replay from others and from the first time; left out: it is the first time. */
  readonly replay?: string;
}

/** The notices of these events, in their order for each webhook. */
export function noticesOf(events: readonly LoggedEvent[], { source, disabled, only, replay }: Told): Notice[] {
  const webhooks = Object.entries(source.webhooks ?? {}).filter(
    ([key]) => !disabled.has(key) && (only === undefined || key === only),
  );
  return webhooks.flatMap(([key, rule]) =>
    events.flatMap((event) => {
      const { kind, customer } = event;
      const known = Object.hasOwn(source.customers, customer) ? source.customers[customer] : undefined;
      const about = { kind, customer: customer || undefined, isConfidential: known?.confidential !== undefined };
      return isToldOf(rule, about) ? [noticeOf(key, event, messageOf(event), source, replay)] : [];
    }),
  );
}

function noticeOf(
  key: string,
  { of, id, kind, at }: LoggedEvent,
  message: WebhookMessage,
  { provider }: BookSource,
  replay: string | undefined,
): Notice {
  return {
    key: [`webhook/${key}`, message.id, ...(replay === undefined ? [] : [replay])].join('|'),
    kind: `webhook.${kind}`,
    subject: `${of}/${id}`,
    at,
    audience: 'webhook',
    place: { platform: WEBHOOK, channelId: key, threadId: '' },
    lane: 'normal',
    fallbacks: [],
    post: {
      webhook: message,
      line: kind,
      card: undefined,
      mentions: [],
      about: undefined,
      readers: 'staff',
      language: provider.language,
      gist: '',
      full: undefined,
    },
  };
}
