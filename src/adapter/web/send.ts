import { AdapterError } from '../../chat/adapter.ts';
import { WEB } from '../../chat/page.ts';

/** A page reaches nobody by itself: whoever looks at it is shown how things stand. Throws AdapterError `rejected`. */
export async function sendNothing(): Promise<never> {
  throw new AdapterError(WEB, 'rejected');
}
