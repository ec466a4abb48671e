import type { DeliveryContext } from './courier.ts';
import { isSilent } from './reroute.ts';
import type { TakenNotice } from './store.ts';

/** Counts a notice that people got, and how late. Cards that changed silently tell them nothing. */
export function noteDelivered({ meter, clock }: DeliveryContext, { place, lane, post, at }: TakenNotice): void {
  if (lane === 'card' || isSilent(post)) return;
  meter?.delivered({ platform: place.platform, lane }, Math.max(0, clock.now() - at));
}
