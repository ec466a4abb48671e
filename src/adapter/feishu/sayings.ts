import { type Language, type Named, named } from '../../lib/language.ts';

/** What is said to an asker beside what the desk says. */
const SAYINGS = {
  stale: {
    zh: '这个按钮已失效，请在最新的卡片上操作。',
    en: 'This button is out of date. Please use the newest card.',
  },
  failed: {
    zh: '刚才的请求已收到，但结果没能显示。请再试一次，或用“状态”查看。',
    en: 'Your request arrived, but its answer could not be shown. Please try again, or ask for “status”.',
  },
  working: { zh: '正在处理，结果稍后发给您。', en: 'At work: the answer follows as a message.' },
  done: { zh: '已完成。', en: 'Done.' },
  sent: { zh: '结果已发给您。', en: 'The answer was sent to you.' },
  formSent: {
    zh: '表单已发到您与我的私聊，请在那里填写。',
    en: 'The form is in your chat with me. Please fill it in there.',
  },
} as const satisfies Record<string, Named>;

export function say(saying: keyof typeof SAYINGS, language: Language): string {
  return named(SAYINGS[saying], language);
}
