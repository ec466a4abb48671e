import type { Language, Named } from '../../../lib/language.ts';
import { type Blanks, fillIn } from '../fill-in.ts';

/** The texts of the pages themselves; texts about a case come from the desk. `{…}` are placeholders. */
const TEXTS = {
  language: { zh: 'English', en: '中文' },
  'send.title': { zh: '发送附件或补充说明', en: 'Send files or add details' },
  'send.files': { zh: '文件', en: 'Files' },
  'send.drop': { zh: '将文件拖到此处，或点击选择', en: 'Drop files here, or choose them' },
  'send.limits': {
    zh: '最多 {files} 个文件，每个不超过 {file} MB，合计不超过 {request} MB。支持：照片、PDF、文本与日志、Office 文档、zip、视频（mp4、mov）。',
    en: 'Up to {files} files of {file} MB each, {request} MB together: photos, PDF, text and logs, Office documents, zip, video (mp4, mov).',
  },
  'send.text': { zh: '说明', en: 'Message' },
  'send.submit': { zh: '发送', en: 'Send' },
  'send.remove': { zh: '移除', en: 'Remove' },
  'send.sending': { zh: '正在发送', en: 'Sending' },
  'send.lost': {
    zh: '连接中断，附件未送达。请检查网络后重试。',
    en: 'The connection was lost and nothing was sent. Check your network and try again.',
  },
  history: { zh: '处理记录', en: 'What happened so far' },
  closed: { zh: '此工单已关闭，不再接收附件。', en: 'This ticket is closed and takes no more files.' },
  until: {
    zh: '此页面仅限本工单，链接有效期至 {day}。持有链接者均可查看，请勿外传。',
    en: 'This page is for this ticket alone. Its link is good until {day}; whoever has it can read along, so keep it to yourself.',
  },
  'report.title': { zh: '{customer} · 报障', en: 'Report a fault · {customer}' },
  'report.intro': {
    zh: '填写后值班工程师会立即收到通知，您将得到一个可随时查看进度的页面。',
    en: 'The engineer on duty is told at once, and you get a page where you can follow the case.',
  },
  'report.person': { zh: '您的姓名', en: 'Your name' },
  'report.contact': { zh: '电话或邮箱', en: 'Phone or e-mail' },
  'report.until': {
    zh: '链接有效期至 {day}，仅供贵单位使用。',
    en: 'This link is good until {day} and meant for your organisation alone.',
  },
  'complain.until': {
    zh: '链接有效期至 {day}。持此链接者都可提交投诉，但看不到他人提交的内容。',
    en: 'This link is good until {day}. Whoever has it may complain, and sees nothing of what others sent.',
  },
  'complaint.until': {
    zh: '只有持有此链接的人能看到本页，请收藏并妥善保管。链接有效期至 {day}。',
    en: 'Nobody without this link sees this page: bookmark it and keep it to yourself. It is good until {day}.',
  },
  'clock.running': { zh: '计时中', en: 'running' },
  'clock.paused': { zh: '已暂停', en: 'paused' },
  'clock.met': { zh: '已兑现', en: 'kept' },
  'clock.breached': { zh: '已超时', en: 'late' },
  optional: { zh: '选填', en: 'optional' },
  choose: { zh: '请选择', en: 'Choose' },
  zone: { zh: '时区：{zone}', en: 'Time zone: {zone}' },
  back: { zh: '返回', en: 'Back' },
  'done.sent': { zh: '已收到，服务团队已得到通知。', en: 'It has arrived, and the service team has been told.' },
  'done.new': {
    zh: '报障已登记。请收藏此页面，以便随时查看进度和补充信息。',
    en: 'Your report has arrived. Bookmark this page: here you follow the case and add to it.',
  },
  'done.complained': {
    zh: '投诉已登记，主管会按您留的联系方式答复您。请收藏此页面，以便随时查看进展。',
    en: 'Your complaint has arrived. A manager answers you by the contact you left. Bookmark this page: it shows how it stands.',
  },
  'done.pressed': { zh: '已完成。', en: 'Done.' },
  'done.photos': {
    zh: '已收到，已记入巡检。可继续上传。',
    en: 'It has arrived and is on record. Go on with the next one.',
  },
  'inspection.until': {
    zh: '此页面仅限本次巡检，仅供收到链接的人使用，有效期至 {day}。所传内容记在其名下，请勿外传。',
    en: 'This page is for this inspection and for whoever got the link, until {day}. What is sent is on record under their name, so keep it to yourself.',
  },
  'inspection-gone.text': {
    zh: '链接有时间限制。请在聊天中发送“巡检 页面 I-3”获取新链接。',
    en: 'Links are good for some time only. Ask the bot for a new one (“inspection page I-3”).',
  },
  'gone.title': { zh: '链接已失效', en: 'This link is no longer good' },
  'gone.text': {
    zh: '链接有时间限制。请在群里 @服务台 发送“附件”和工单号（如“附件 T-12”）获取新链接，或联系您的服务商。',
    en: 'Links are good for some time only. Ask the bot in your channel for a new one (“files T-12”), or ask your service provider.',
  },
  'duty-gone.text': {
    zh: '此值班日历链接已停用。请在聊天中发送“值班日历”获取新链接。',
    en: 'This calendar link is no longer served. Ask the bot for a new one (“calendar”).',
  },
  'revoked.title': { zh: '此链接已撤销', en: 'This link has been revoked' },
  'revoked.text': {
    zh: '您的服务商已撤销此链接。请在群里 @服务台 发送“附件”和工单号（如“附件 T-12”）获取新链接，或联系您的服务商。',
    en: 'Your service provider has revoked this link. Ask the bot in your channel for a new one (“files T-12”), or ask your service provider.',
  },
  'revoked.report': {
    zh: '您的服务商已撤销此链接。请联系服务商获取新链接。',
    en: 'Your service provider has revoked this link. Ask them for a new one.',
  },
  'revoked.inspection': {
    zh: '此链接已被管理员撤销。请在聊天中发送“巡检 页面 I-3”获取新链接。',
    en: 'A director has revoked this link. Ask the bot for a new one (“inspection page I-3”).',
  },
  'revoked.file': {
    zh: '此链接已被管理员撤销。请在聊天中重新打开工单（“查看 T-12”），其中的附件链接是新的。',
    en: 'A director has revoked this link. Show the ticket in your chat again (“show T-12”): its links are fresh.',
  },
  'unknown.title': { zh: '页面不存在', en: 'There is nothing here' },
  'unknown.text': {
    zh: '链接可能不完整。请从消息中重新打开或完整复制链接；仍无法打开时，请联系您的服务商。',
    en: 'The link may be incomplete. Open it from the message again, or copy all of it; if that does not help, ask your service provider.',
  },
  'file-gone.text': {
    zh: '请在聊天中重新打开工单（“查看 T-12”），其中的附件链接是新的。',
    en: 'Show the ticket in your chat again (“show T-12”): its links are fresh.',
  },
  'form-gone.text': {
    zh: '表单已过期，请返回后重新填写。',
    en: 'This form has waited too long. Go back and fill it in again.',
  },
  'fault.title': { zh: '出错了', en: 'Something went wrong' },
  'fault.text': {
    zh: '未能完成，您的内容未提交。请稍后重试。',
    en: 'That did not work, and nothing was sent. Please try again in a little while.',
  },
  'busy.title': { zh: '操作过于频繁', en: 'Too much at once' },
  'busy.text': { zh: '请过几分钟再试。', en: 'Please try again in a few minutes.' },
  'problem.again': {
    zh: '如已选择文件，请重新选择后再发送。',
    en: 'If you had chosen files, choose them again before you send.',
  },
  'problem.nothing': { zh: '请选择文件或填写说明。', en: 'Choose a file or write something.' },
  'problem.too-large': {
    zh: '内容过大：合计最多 {request} MB。',
    en: 'That is too large: at most {request} MB together.',
  },
  'problem.file-too-large': {
    zh: '“{name}”过大：每个文件最多 {file} MB。',
    en: '“{name}” is too large: at most {file} MB a file.',
  },
  'problem.too-many-files': { zh: '文件过多：一次最多 {files} 个。', en: 'Too many files: at most {files} at a time.' },
  'problem.link-full': {
    zh: '此页面 {days} 天内最多接收 {linkFiles} 个文件、合计 {linkMegabytes} MB，现已达上限。可先只填写说明，或联系您的服务商。',
    en: 'This page takes {linkFiles} files of {linkMegabytes} MB together within {days} days, and has them. Write without files, or ask your service provider.',
  },
  'problem.customer-full': {
    zh: '贵单位 {days} 天内最多可发送 {customerFiles} 个文件、合计 {customerMegabytes} MB，现已达上限。可先只填写说明，或联系您的服务商。',
    en: 'Your organisation may send {customerFiles} files of {customerMegabytes} MB together within {days} days, and has done so. Write without files, or ask your service provider.',
  },
  'problem.wrong-type': {
    zh: '无法接收“{name}”：类型不受支持，或内容与扩展名不符。',
    en: '“{name}” cannot be taken: its kind is not allowed, or it is not what its name says.',
  },
  'problem.file-empty': { zh: '“{name}”是空文件。', en: '“{name}” is empty.' },
  'problem.infected': {
    zh: '“{name}”含有病毒或恶意代码，已拒收且未保存。其他文件也未送达，请移除后重新发送。',
    en: '“{name}” contains a virus or other malware and was not kept. Nothing was sent: send the rest again without it.',
  },
  'problem.not-scanned': {
    zh: '暂时无法对“{name}”进行安全检查，文件未送达。请稍后重试，或先只填写说明。',
    en: '“{name}” cannot be checked for viruses right now, and nothing was sent. Try again later, or write without files.',
  },
  'problem.not-understood': {
    zh: '无法识别提交的内容，请重新打开页面。',
    en: 'What was sent is no form of ours. Open the page again.',
  },
  'problem.cut': { zh: '连接中断，附件未送达。', en: 'The connection was lost and nothing was sent.' },
  'problem.missing': { zh: '请填写“{field}”。', en: 'Please fill in “{field}”.' },
} as const satisfies Readonly<Record<string, Named>>;

export type TextKey = keyof typeof TEXTS;

export function say(language: Language, key: TextKey, blanks?: Blanks): string {
  return fillIn(TEXTS[key], language, blanks);
}
