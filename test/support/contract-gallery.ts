import type { Card } from '../../src/chat/card.ts';
import type { Form } from '../../src/chat/form.ts';
import type { Language } from '../../src/lib/language.ts';
import type { Surface } from './care-gallery.ts';
import { openHouse } from './house.ts';
import { must } from './must.ts';
import { REPORTER, SHARED } from './report.ts';
import { sampleBook } from './sample-book.ts';

/** Cards and forms of what a contract brings: its end, patches, the service file, promised assurances, go-lives. */
export async function contractSurfaces(language: Language): Promise<readonly Surface[]> {
  const surfaces: Surface[] = [];
  const keep = (name: string, shown: Card | Form | undefined) => {
    const found = must(shown);
    surfaces.push('fields' in found ? { name, form: found } : { name, card: found });
  };
  const say = (zh: string, en: string) => (language === 'en' ? en : zh);
  const house = await openHouse({
    database: 'pglite-memory',
    at: Date.parse('2026-09-28T10:10:00+08:00'),
    book: await contractBook(language),
    terms: true,
  });
  const newest = (channel: string, subject: string) =>
    house
      .seen(channel)
      .cards.filter((card) => card.subject.startsWith(subject))
      .at(-1);
  try {
    const form = must((await house.say('projectManager', 'team', '/desk patch plan')).form);
    keep('patch: the form', form);
    await house.submit('projectManager', 'team', form, {
      'patch-title': 'JunOS 21.4R3-S5',
      'patch-device': '*',
      'patch-purpose': say('修复远程拒绝服务漏洞，不打补丁可能被外部流量打断业务', 'Closes a remote denial of service'),
      'patch-tested': say('实验室同型号运行两周，转发与主备切换正常', 'Two weeks on the same model in the laboratory'),
      'patch-steps': say(
        '备份配置\n先升级备机，再升级主机\n逐台验证业务',
        'Back up\nUpgrade the standby, then the active\nVerify',
      ),
      'patch-rollback': say('从备用分区启动，约 10 分钟', 'Boot the second partition, 10 minutes'),
      'patch-preparation': say('请客户开放机房权限', 'Access to the server room'),
      'patch-impact': say('22:00 起中断约 8 分钟', 'Eight minutes without traffic from 22:00'),
      date: '2026-10-12',
      person: 'engineer2',
    });
    keep('patch: the customer is asked', newest(SHARED, 'patch/'));
    const question = must((await house.press(REPORTER, SHARED, 'patch.ask-question')).form);
    keep('patch: a question', question);
    await house.submit(REPORTER, SHARED, question, { text: say('能否安排在周末？', 'Can it be on a weekend?') });
    keep('patch: our person answers', newest('@engineer2', 'patch/'));
    const answer = must((await house.press('engineer2', '@engineer2', 'patch.answer')).form);
    await house.submit('engineer2', '@engineer2', answer, { text: say('可以，周一凌晨', 'Monday before dawn') });
    await house.press(REPORTER, SHARED, 'patch.agree');
    await house.forward({ days: 14 });
    const result = must((await house.press('engineer2', '@engineer2', 'patch.result')).form);
    keep('patch: the result of a device', result);
    for (const unit of ['SN-E-0001', 'SN-E-0002'])
      await house.submit('engineer2', '@engineer2', result, {
        device: `device1#${unit}`,
        'patch-result': unit.endsWith('1') ? 'done' : 'failed',
        'patch-note': unit.endsWith('1') ? '' : say('升级后反复重启，已回退', 'Rebooted again and again; rolled back'),
      });
    keep('patch: to be signed', newest(SHARED, 'patch/'));
    const record = must((await house.say('engineer1', 'team', '/desk file add')).form);
    keep('file: a new record', record);
    await house.submit('engineer1', 'team', record, {
      kind: 'configuration',
      device: 'device1#SN-E-0001',
      'file-title': say('升级前配置', 'Before the upgrade'),
      'file-version': '21.4R3-S4',
      date: '2026-10-12',
      'file-text': 'set system host-name fw-1',
      'file-readers': 'inside',
    });
    keep('file: a record', (await house.say('engineer1', 'team', '/desk file F-1')).card);
    keep('file: the list', (await house.say('engineer1', 'team', '/desk file')).card);
    keep('report: which unit?', (await house.say(REPORTER, SHARED, '/fault')).form);
    await house.forward({ days: 50 });
    keep('the contract ends', newest('@projectManager', 'term/sample/contract'));
    keep('the warranty ends', newest('@projectManager', 'term/sample/warranty'));
    keep('too few assurances', newest('@coordinator', 'assurance-year/'));
    keep('the duty plan after the go-live', newest(SHARED, 'attendance/'));
    keep('the service file', (await house.say('engineer1', 'team', '/desk dossier')).card);
  } finally {
    await house.close();
  }
  return surfaces;
}

/** Plan E's sample with a pair of firewalls, a contract that ends this year, and a go-live. */
async function contractBook(language: Language) {
  const book = await sampleBook(language, 'network-security');
  const { sample } = book.customers;
  const { standard } = book.policies;
  const [device] = sample?.devices ?? [];
  if (!sample || !standard || !device) throw new Error('no sample customer');
  const pair = { ...device, serial: '', serials: ['SN-E-0001', 'SN-E-0002'], count: 2, warrantyUntil: '2027-01-14' };
  const contract = { from: '2024-01-01', until: '2027-01-14', goLive: '2026-10-12' };
  const assurance = { clause: 'C4', perYear: 4 };
  const afterGoLive = { clause: 'A9', weeks: 1, toldBefore: '1wd' };
  return {
    ...book,
    policies: { standard: { ...standard, assurance, afterGoLive } },
    customers: { sample: { ...sample, contract, devices: [pair] } },
  };
}
