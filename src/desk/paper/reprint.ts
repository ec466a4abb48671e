import { numberOf } from '../address/number.ts';
import type { DeskTurn } from '../desk.ts';
import type { StoredTicket } from '../ticket/case/loaded.ts';
import { withTerms } from '../ticket/flow.ts';
import { makeFile } from './file.ts';
import { gatherCase } from './gather.ts';
import type { Paper } from './paper.ts';

/**
 * The paper with its Word file printed again, because it has one more signature. The log counts up to when it was handed
 * in, so that no name stands under what its bearer did not read. A paper that was handed in as files stays as it is.
 */
export async function reprint(
  turn: DeskTurn,
  stored: StoredTicket | undefined,
  id: number,
  state: Paper,
): Promise<Paper> {
  const { handedIn, paper, signatures = [] } = state;
  if (!stored || !handedIn || Object.keys(handedIn.parts).length === 0) return state;
  const source = await gatherCase(turn, await withTerms(turn, stored), paper, handedIn.at);
  const identity = { number: numberOf('paper', id), version: handedIn.version ?? 1 };
  const file = await makeFile(turn, paper, source, handedIn.parts, { state: 'final', identity, signatures });
  const sent = handedIn.files.filter(({ from }) => from !== 'desk');
  return { ...state, handedIn: { ...handedIn, files: [...sent, file] } };
}
