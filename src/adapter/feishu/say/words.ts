import { type Language, type Named, named } from '../../../lib/language.ts';

/** The few texts that only Feishu needs; all others come finished from the desk. */
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
  formComing: {
    zh: '表单将发到您与我的私聊；无法私聊时发在这里。',
    en: 'The form comes in your chat with me, or here where I cannot write to you there.',
  },
  formOpen: {
    zh: '群内成员都能看到这张表单及其已提交，但看不到您填写的内容。',
    en: 'Everybody in this group sees this form and that it was sent, but not what you write in it.',
  },
  formOpenPage: {
    zh: '想让群内无人知晓，请改用此页面：',
    en: 'So that nobody here learns of it, use this page instead:',
  },
  doneAlone: {
    zh: '已收到。内容仅告知提交人。',
    en: 'It has arrived. What came of it is for its sender alone.',
  },
  notAlone: {
    zh: '已收到，但我无法私聊您，结果也不便在群内显示。请联系您的服务商。',
    en: 'It has arrived, but I cannot write to you alone, and the answer is not for this group. Please ask your service provider.',
  },
} as const satisfies Record<string, Named>;

export function say(word: keyof typeof WORDS, language: Language): string {
  return named(WORDS[word], language);
}

/** The language of a text from the desk: Chinese if it has a Chinese character. */
export function languageOf(text: string): Language {
  return /\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en';
}
