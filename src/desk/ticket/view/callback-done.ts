import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import type { Notice } from '../../../outbox/notice.ts';
import { redraw } from '../../address/announce.ts';
import { inLine } from '../../address/in-line.ts';
import { showTicketButton } from '../../card/button.ts';
import { subjectOf } from '../case/names.ts';
import { byClock } from '../clock/level.ts';
import { keyOf } from './audience.ts';
import { CALLBACK_PINGS } from './callback-row.ts';
import { coordinatorOf } from './called.ts';
import { drawPing } from './ping.ts';
import type { HouseView, TicketChange } from './view.ts';

/** Once a call was made, the messages that asked for it say so. They are redrawn; no one is pinged again. */
export function callbackDone({ id, before, after }: TicketChange, house: HouseView): Notice[] {
  const { no, until: due } = before?.callback ?? {};
  if (!before || after.callback || no === undefined || due === undefined) return [];
  const subject = subjectOf(id);
  const to = [...new Set([before.assignee ?? 'team', coordinatorOf(house.source.people)])];
  const { customer } = after.facts;
  return CALLBACK_PINGS.flatMap((kind) => {
    const own = keyOf(subject, byClock(due, kind, { due, no }), no);
    const shown = {
      key: `${own}|done|#${after.entries}`,
      subject,
      at: after.asOfAt,
      to,
      inPlace: [...inLine(house.source, customer, ['coordinator', 'projectManager']), 'team'],
      customer,
    };
    return redraw(house, shown, (_, language: Language) => {
      const badge = t(language, 'ping.callback.made');
      const said = { subject: own, tone: 'good', badge, text: t(language, 'ping.callback.made.text') } as const;
      return drawPing(id, said, after, { main: [showTicketButton(id, language)], more: [] }, { ...house, language });
    });
  });
}
