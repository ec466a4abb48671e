import { plainOf } from '../../../../lib/plain-text.ts';

/** Sentences that ask for the list of all of a customer's tickets: each is the whole of what was said. */
const SENTENCES: readonly RegExp[] = [
  /^(?:(?:please |can you |could you )?(?:show|list|see|give)(?: me| us)? )?(?:(?:all|my|our|old|past|previous|earlier|closed|of|the) )+(?:tickets|cases|reports)(?:,? please)?$/,
  /^(?:(?:my|our|the) )?(?:ticket|case)(?:s)? history$/,
  /^(?:how|where) (?:can|do) (?:i|we) (?:see|find) (?:(?:all|my|our|old|closed|of|the) )+(?:tickets|cases)$/,
  /^(?:请|麻烦)?(?:帮我)?(?:我?要|我?想)?(?:查看|查询|查一下|看一下|查|看|列出|显示)?(?:一下)?(?:(?:我们?|你们|咱们)的?|全部的?|所有的?|历史|以前的|过去的|(?:已经?)?关闭的)+(?:工单|报障记录|报障单|服务记录)(?:列表|记录)?(?:呢|有哪些|在哪里?看?)?$/,
  /^(?:怎么|如何|在哪里?|哪里可以)(?:能)?(?:查看|查询|查|看)(?:到)?(?:我们?的?|全部|所有|历史)+工单$/,
];

/** Whether a customer asks for all of their tickets ("my tickets", 我的工单), and says nothing beside that. */
export function asksForAllCases(text: string): boolean {
  const said = plainOf(text)
    .plain.replace(/[\s\p{P}]+$/u, '')
    .trim();
  return SENTENCES.some((sentence) => sentence.test(said));
}
