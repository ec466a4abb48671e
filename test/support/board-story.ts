import type { BookSource } from '../../src/desk/book/schema.ts';
import type { Language } from '../../src/lib/language.ts';
import { must } from './must.ts';
import { sampleBook, withRival } from './sample-book.ts';
import { openWebHouse, type WebHouse } from './web-house.ts';

/** A name that is too long for any column. */
const LONG = {
  zh: '西部地区综合交通运输信息化建设与运行维护中心（集团）有限责任公司',
  en: 'Western Region Integrated Transport Information and Operations Centre Group Ltd.',
};

const WORDS = {
  'zh-CN': {
    faults: [
      '营业厅三楼打印机卡纸',
      '机房空调报警，温度 31 度',
      '备用链路偶尔丢包',
      '核心交换机不通，全省业务中断',
      '监控平台登录很慢，页面要等一分钟，客服大厅和两个分公司都受影响，昨天下午开始出现',
      '短信网关偶发超时',
    ],
    rival: ['门禁系统无法刷卡', '财务服务器磁盘空间不足'],
    training: '新版监控平台使用培训',
    drill: '机房断电应急演练',
    complaint: '工程师到场太晚，也没有提前电话通知',
  },
  en: {
    faults: [
      'Printer on floor 3 jams',
      'Air conditioning of the server room reports 31 °C',
      'Backup link drops packets now and then',
      'Core switch is down, all branches offline',
      'Monitoring takes a minute to log in, the service hall and two branches are affected since yesterday afternoon',
      'SMS gateway times out sometimes',
    ],
    rival: ['Door cards are not read any more', 'Disk of the finance server is nearly full'],
    training: 'How to use the new monitoring',
    drill: 'Power failure drill',
    complaint: 'The engineer came too late and did not call before',
  },
} as const;

/** A desk in the middle of its work: cases of two customers in every state, inspections, appointments, a complaint, papers. */
export async function openBusyHouse(language: Language): Promise<WebHouse> {
  const house = await openWebHouse(withLongName(withRival(await sampleBook(language))));
  const words = WORDS[language];
  const [reporter, shared] = ['customer-sample-1', 'customer-sample'];
  const fault = (text: string) => house.say(reporter, shared, `/fault ${text}`);
  for (const text of words.faults.slice(0, 3)) await fault(text);
  await house.say('engineer1', 'team', '/desk ack T-1');
  await house.say('engineer1', 'team', '/desk resolve T-1 new roller');
  house.forward({ minutes: 95 });
  for (const text of words.rival) await house.say('customer-rival-1', 'customer-rival', `/fault ${text}`);
  await house.say('engineer1', 'team', '/desk ack T-2');
  await house.say('engineer1', 'team', '/desk ack T-4');
  await fault(must(words.faults[3]));
  await fault(must(words.faults[4]));
  house.forward({ minutes: 25 });
  await fault(must(words.faults[5]));
  const planned = await house.say('projectManager', shared, '/desk inspection plan 10/12');
  if (!planned.text.includes('I-1')) throw new Error(`no inspection was planned: ${planned.text}`);
  await appointment(house, { kind: 'training', what: words.training, date: '11/16', person: 'senior' });
  await appointment(house, { kind: 'drill', what: words.drill, date: '10/15', person: 'engineer2' });
  const { form } = await house.say(reporter, shared, '/complaint');
  const complaint = { text: words.complaint, urgency: 'urgent', contact: '138-0000-1111', answerIn: 'privately' };
  const told = await house.submit(reporter, shared, must(form), complaint);
  if (told.refused) throw new Error(told.text);
  return house;
}

async function appointment(house: WebHouse, values: Record<string, string>): Promise<void> {
  const { form } = await house.say('projectManager', 'team', '/desk appointment plan');
  const told = await house.submit('projectManager', 'team', must(form), { customer: 'sample', ...values });
  if (told.refused) throw new Error(told.text);
}

function withLongName(source: BookSource): BookSource {
  const rival = must(source.customers.rival);
  return { ...source, customers: { ...source.customers, rival: { ...rival, name: LONG } } };
}
