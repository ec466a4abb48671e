import type { Form } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import { isCalled, named, namesIn } from '../../lib/language.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import { extendOverrides } from '../address/overrides.ts';
import { isSamePlace } from '../address/route.ts';
import { bookOf } from '../address/turn-book.ts';
import { bindChannel, unbindChannel } from '../book/store.ts';
import { customerOptions } from '../card/customer.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { answerForm, tell } from '../tell.ts';
import { enqueueReportCards } from './channel.ts';

/** Binds a channel that the book does not name to a customer, from chat. */
export const bindingCommands: readonly Command[] = [
  {
    name: 'channel.bind',
    for: 'staff',
    changesStart: true,
    typed: { slash: 'desk', zh: ['绑定'], en: ['bind'], takes: ['customer'] },
    run: bind,
  },
  {
    name: 'channel.unbind',
    for: 'staff',
    changesStart: true,
    typed: { slash: 'desk', zh: ['解绑'], en: ['unbind'], takes: [] },
    run: unbind,
  },
];

async function bind(ask: Ask): Promise<Result<Answer>> {
  const { turn, asker, book, place } = ask;
  const refusal = refusalHere(ask);
  if (refusal) return refusal;
  const { customers } = book.source;
  const wanted = (ask.input.customer ?? '').trim();
  if (wanted === '') return answerForm(bindForm(ask));
  const found = Object.entries(customers).find(([key, { name }]) => isCalled(wanted, key, name));
  if (!found) return refuse('channel.no-customer', { allowed: namesIn(customers) });
  const [key, customer] = found;
  if (!(await bindChannel(turn.tx, place, key, asker.key, turn.now))) return refuse('channel.bound-already');

  const bound = { ...turn.overrides.bound, [`${place.platform}/${place.channelId}`]: key };
  const { source } = await bookOf({ tx: turn.tx, overrides: extendOverrides(turn.overrides, { bound }) }, turn.book);
  await enqueueReportCards(turn, source, (route) => isSamePlace(route.place, place), 'pin');
  return tell(ask, 'channel.bound', { customer: named(customer.name, asker.language) });
}

async function unbind(ask: Ask): Promise<Result<Answer>> {
  const isUnbound = await unbindChannel(ask.turn.tx, ask.place, ask.asker.key, ask.turn.now);
  return isUnbound ? tell(ask, 'channel.unbound') : (refusalHere(ask) ?? refuse('channel.not-bound-here'));
}

/** Direct messages and the channels of the book cannot be bound. */
function refusalHere({ turn, book, place }: Ask): Result<Answer> | undefined {
  if (place.channelId.startsWith('@')) return refuse('channel.direct');
  const key = `${place.platform}/${place.channelId}`;
  if (turn.overrides.bound[key] !== undefined) return undefined;
  const isNamed = Object.values(book.source.channels).some(({ platform, id }) => `${platform}/${id}` === key);
  return isNamed ? refuse('channel.in-book') : undefined;
}

function bindForm({ asker: { language }, book }: Ask): Form {
  return {
    command: 'channel.bind',
    args: {},
    title: t(language, 'channel.bind.title'),
    submit: t(language, 'channel.bind.submit'),
    intro: '',
    fields: [
      {
        kind: 'choice',
        name: 'customer',
        label: t(language, 'form.field.customer'),
        hint: '',
        required: true,
        initial: '',
        options: customerOptions(book.source, language),
      },
    ],
  };
}
