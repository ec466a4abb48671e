import type { Language, Named } from '../../../lib/language.ts';

/** The few words that only Feishu makes us say; everything else comes finished from the desk. */
export const WORDS = {
  noChoice: { zh: '没有可选项', en: 'nothing to choose from' },
  choose: { zh: '请选择', en: 'Please choose' },
  more: { zh: '更多…', en: 'More…' },
  cut: { zh: '内容过长，后面的部分没有显示。', en: 'Too long: the rest is not shown.' },
  longText: {
    zh: '此处最多 {{max}} 字；更长的内容请直接作为消息发送。',
    en: 'At most {{max}} characters here; please send what is longer as a message.',
  },
  wholeKept: {
    zh: '这里只有消息的开头；整条消息都会写入工单。',
    en: 'This is the beginning of the message; all of it goes into the ticket.',
  },
} as const satisfies Record<string, Named>;

/** The language of a finished text of the desk: whatever has a Chinese character is Chinese. */
export function languageOf(text: string): Language {
  return /\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en';
}
