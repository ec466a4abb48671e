import { describe, expect, it } from 'vitest';
import { readWords } from '../../src/command/words.ts';
import { COMMANDS } from '../../src/commands.ts';
import type { Asker } from '../../src/desk/desk.ts';
import type { TicketId } from '../../src/desk/ticket/case/ticket.ts';

const CUSTOMER: Asker = { key: 'customer', staff: false, roles: [], customer: 'sample', name: 'Ma', language: 'en' };
const STAFF: Asker = { ...CUSTOMER, key: 'engineer1', staff: true, roles: ['engineer'] };
const HERE = [7 as TicketId];

/** What words are read as: `command {input}`, `free` or a refusal's code. */
function read(text: string, asker: Asker, here: readonly TicketId[] = []): string {
  const asked = readWords(COMMANDS, '', text, asker, here);
  if (!asked.ok) return asked.code;
  if (!asked.value) return 'free';
  const { command, input } = asked.value;
  const given = Object.entries(input).map(([name, value]) => ` ${name}=${value}`);
  return command.name + given.join('');
}

describe('the words of a customer', () => {
  it.each([
    ['confirm T-1', 'ticket.confirm ticket=t-1'],
    ['确认修复T-1', 'ticket.confirm ticket=t-1'],
    ['确认修复 T－１，谢谢', 'ticket.confirm ticket=t-1'],
    ['【确认修复】T-1', 'ticket.confirm ticket=t-1'],
    ['T1確認修復', 'ticket.confirm ticket=t1'],
    ['confirm T-1.', 'ticket.confirm ticket=t-1'],
    ['T-1 confirm pls', 'ticket.confirm ticket=t-1'],
    ['麻烦确认修复一下T-1吧', 'ticket.confirm ticket=t-1'],
    ['确认修复1', 'ticket.confirm ticket=1'],
    ['未修好 Ｔ－１ 還是不通', 'ticket.reject-fix ticket=t-1 text=還是不通'],
    ['T-1：未修好，还是黑屏！', 'ticket.reject-fix ticket=t-1 text=还是黑屏！'],
    ['补充#1 三楼也是', 'ticket.update ticket=#1 text=三楼也是'],
    ['Help!', 'desk.help'],
    ['帮助。', 'desk.help'],
    ['status?', 'ticket.open'],
    ['状态？', 'ticket.open'],
    ['T-1?', 'ticket.show ticket=t-1'],
    ['@@@', 'desk.help'],
    ['投诉 没人接电话', 'complaint.open text=没人接电话'],
    ['投诉：没人接电话', 'complaint.open text=没人接电话'],
    ['fault: gate 3 is open', 'ticket.report text=gate 3 is open'],
    ['fault core switch down', 'ticket.report text=core switch down'],
    ['报障', 'ticket.report'],
  ])('“%s” is a command: %s', (text, asked) => {
    expect(read(text, CUSTOMER)).toBe(asked);
  });

  it.each([
    'open door alarm does not stop',
    'confirm whether T-1 is yours',
    'update?',
    'any update',
    '报障流程是什么',
    '投诉流程是什么',
    '投诉太慢了',
    'answer the phone',
    'hello',
  ])('“%s” is none', (text) => {
    expect(read(text, CUSTOMER)).toBe('free');
  });

  it.each(['assign T-1', '转派 T-1', 'devices', '设备'])('“%s” belongs to staff', (text) => {
    expect(read(text, CUSTOMER)).toBe('command.staff-only');
  });

  it.each([
    ['confirm, thanks!', 'ticket.confirm ticket=T-7'],
    ['确认修复', 'ticket.confirm ticket=T-7'],
    ['reject it blinks again', 'ticket.reject-fix ticket=T-7 text=it blinks again'],
    ['补充 12 号柜也是', 'ticket.update ticket=T-7 text=12 号柜也是'],
    ['进展？', 'free'],
    ['还是不行', 'free'],
  ])('in a ticket’s thread “%s” is %s', (text, asked) => {
    expect(read(text, CUSTOMER, HERE)).toBe(asked);
  });
});

describe('the words of staff', () => {
  it.each([
    ['ack T-1', 'ticket.acknowledge ticket=t-1'],
    ['T-12派给李伟', 'ticket.assign ticket=t-12 to=李伟'],
    ['resolve T-1: new fan', 'ticket.resolve ticket=t-1 text=new fan'],
    ['resovle T-1', 'command.unknown-near'],
    ['the projector is broken', 'command.unknown'],
  ])('“%s” is %s', (text, asked) => {
    expect(read(text, STAFF)).toBe(asked);
  });

  it.each([
    ['reply 12 racks are back', 'ticket.tell-customer ticket=T-7 text=12 racks are back'],
    ['we are on our way', 'free'],
    ['resovle', 'command.unknown-near'],
  ])('in a ticket’s thread “%s” is %s', (text, asked) => {
    expect(read(text, STAFF, HERE)).toBe(asked);
  });
});
