import { describe, expect, it } from 'vitest';
import { asksForAllCases } from '../../../src/desk/heard/reader/cue/all-cases.ts';

describe('B9: whether words ask for all tickets of the person', () => {
  it.each([
    'my tickets',
    'My tickets, please',
    'show me all my tickets',
    'list our closed tickets',
    'our old cases?',
    'ticket history',
    'how can I see all my tickets?',
    'where do we see our tickets',
    '我的工单',
    '我的工单呢？',
    '我们的工单有哪些',
    '历史工单',
    '查看全部工单',
    '帮我查一下我的工单',
    '怎么查我的工单？',
    '在哪看我的工单',
    '已关闭的工单',
  ])('%s: yes', (said) => expect(asksForAllCases(said)).toBe(true));

  it.each([
    'stop closing my tickets',
    'my tickets are all late, this is a disgrace',
    'my ticket printer is down',
    'tickets',
    '我的工单到哪了',
    '我的工单是不是已经关闭了',
    '擅自关闭我的工单，我很生气',
    '历史工单有多少',
    '工单系统打不开',
    'our reports server is down',
  ])('%s: no', (said) => expect(asksForAllCases(said)).toBe(false));
});
