import type { BookSource } from '../../src/desk/book/schema.ts';
import type { Language } from '../../src/lib/language.ts';
import { type Story, type Surface, surfacesOfStories } from './care-gallery.ts';
import { must } from './must.ts';

/** Small edits of the service book in chat: lists, forms, and what the director sees of them. */
export function editSurfaces(language: Language): Promise<readonly Surface[]> {
  return surfacesOfStories([['telecom-province', edits]], language, undefined, galleryFile);
}

const edits: Story = async (house, say, keep) => {
  const ours = (person: string, zh: string, en: string) => house.say(person, 'team', `/desk ${say(zh, en)}`);
  await ours('desk', '联系人 sample 王芳 13700000001 机房', 'contact sample Wang Fang 13700000001 the machine room');
  await ours('desk', '联系人 sample 赵敏 13700000002 发票', 'contact sample Zhao Min 13700000002 invoices');
  const list = (await ours('desk', '联系人 sample', 'contact sample')).card;
  keep(say('客户联系人', 'a customer’s contacts'), list);
  keep(say('新增联系人', 'a new contact'), (await house.press('desk', 'team', 'contact.add', { on: must(list) })).form);
  const devices = (await ours('desk', '设备', 'devices')).card;
  keep(say('设备清单', 'devices'), devices);
  const add = must((await house.press('desk', 'team', 'device.add', { on: must(devices) })).form);
  keep(say('新增设备', 'a new device'), add);
  const site = must(must(house.book.customers.sample).sites[0]).key;
  await house.submit('desk', 'team', add, { 'device-name': 'GW-9', 'device-site': site, 'device-serial': 'SN-1' });
  await ours('desk', '设备 sample GW-9 型号 X200', 'device sample GW-9 model X200');
  keep(say('本人电话', 'one’s own number'), (await ours('engineer1', '电话', 'phone')).form);
  await ours('engineer1', '电话 139 0000 1234', 'phone 139 0000 1234');
  keep(say('请假', 'days away'), (await ours('engineer1', '请假', 'away')).form);
  await ours('engineer1', '请假 9月29日到30日', 'away 29 Sep to 30 Sep');
  keep(say('手册里的小改', 'small edits in the book'), (await ours('director', '手册', 'book')).card);
  file = changedFile(house.book);
  keep(say('新文件与小改', 'a new file over them'), (await ours('director', '手册 应用', 'book apply')).card);
};

let file: BookSource | undefined;
/** What stands in the file of the gallery's desk. */
const galleryFile = async (): Promise<BookSource> => must(file);

/** A file that changes one of the edited fields. */
function changedFile(book: BookSource): BookSource {
  const copy = structuredClone(book);
  must(copy.people.engineer1).phone = '138-0000-9999';
  return copy;
}
