import { describe, expect, it } from 'vitest';
import { renderCard } from '../../../src/adapter/feishu/say/render.ts';
import { renderText } from '../../../src/adapter/feishu/say/render-text.ts';
import { renderPost } from '../../../src/adapter/slack/say/render.ts';
import type { Post } from '../../../src/chat/adapter.ts';
import { digestOf } from '../../../src/desk/address/digest.ts';
import { foldTicket } from '../../../src/desk/ticket/case/fold.ts';
import type { TicketId } from '../../../src/desk/ticket/case/ticket.ts';
import { headlineOf } from '../../../src/desk/ticket/view/headline.ts';
import { entryPost } from '../../../src/desk/ticket/view/post.ts';
import type { Language } from '../../../src/lib/language.ts';
import { type Story, storiesOf } from '../../support/story.ts';

const telecom = await storiesOf('telecom-province');
const ID = 1 as TicketId;
const TITLE = 'core switch down';

function course(): Story {
  return telecom()
    .report('10:00', { level: 'severe', outageSince: '09:00', affectedPercent: 50, title: TITLE })
    .until('10:40')
    .step('10:41', 'acknowledge')
    .step('10:42', 'ask-customer', { text: 'Which room?' })
    .step('10:50', 'customer-answered', { text: 'Room 3' })
    .step('10:55', 'dispatch')
    .until('15:30')
    .step('15:31', 'resolve', { text: 'New fan' })
    .step('15:40', 'reject-fix', { text: 'Still hot' });
}

/** The post of the first entry of a kind (and of an update's verb), as it stands in a channel. */
function postOf(
  story: Story,
  kind: string,
  audience: string,
  language: Language,
  what?: string,
  platform = 'slack',
): Omit<Post, 'about'> {
  const at = story.log.findIndex(
    (entry) => entry.kind === kind && (!what || (entry.data as { what?: string }).what === what),
  );
  const entry = story.log[at];
  if (!entry) throw new Error(`${kind} did not happen`);
  const folded = foldTicket(story.log.slice(0, at + 1));
  const reporter = { platform: 'slack', userId: 'TCLIENT/U7' };
  const ticket = { ...folded, facts: { ...folded.facts, reporter } };
  const house = {
    source: story.source,
    terms: story.terms,
    speaksBoth: () => false,
    links: { upload: () => '', page: () => '' } as never,
  };
  const route = {
    place: { platform, channelId: 'C1', threadId: '' },
    language,
    name: { zh: '', en: '' },
  };
  return entryPost({ id: ID, ticket, entry, base: 'ticket/1|x', isLast: false }, house, audience, route);
}

describe('what a phone shows of a ticket', () => {
  it.each<[string, Language, string, RegExp]>([
    ['ticket.opened', 'en', 'team', /^New ticket · T-1 core switch down · \S.* due .*\d\d:\d\d/],
    ['ticket.opened', 'zh-CN', 'team', /^新工单 · T-1 core switch down · .*应在 .*\d\d:\d\d 前/],
    ['sla.warning', 'en', 'engineer1', /^Due soon · T-1 core switch down · respond due .*\d\d:\d\d$/],
    ['sla.warning', 'zh-CN', 'engineer1', /^即将到期 · T-1 core switch down · 响应应在 .*\d\d:\d\d 前$/],
    ['sla.breached', 'en', 'escalation', /^Promise broken · T-1 core switch down · respond was due .*\d\d:\d\d$/],
    ['sla.breached', 'zh-CN', 'escalation', /^承诺已超时 · T-1 core switch down · 响应应在 .*\d\d:\d\d 前$/],
    ['sla.raised', 'en', 'manager2', /^Still open · T-1 core switch down · .* was due .*\d\d:\d\d$/],
    ['ticket.acknowledged', 'en', 'team', / acknowledged · T-1 core switch down · .* due .*\d\d:\d\d$/],
    ['ticket.stale', 'en', 'team', /^No news · T-1 core switch down · No news from the staff since/],
    ['ticket.resolved', 'en', 'customer', / resolved it · T-1 core switch down · New fan$/],
    ['ticket.reopened', 'en', 'team', /not fixed: reopened · T-1 core switch down · .*Still hot$/],
  ])('%s in %s for %s: what happened, to what, until when', (kind, language, audience, expected) => {
    const { headline, ...post } = postOf(course(), kind, audience, language);
    expect(headline).toMatch(expected);
    expect(renderPost({ ...post, headline: headline ?? '' }).text).toMatch(/^(?!<@)/);
  });

  it('begins like this for every entry that is told, in both languages, on both platforms, with any mentions', () => {
    const story = course();
    for (const language of ['en', 'zh-CN'] as const) {
      for (const [index, entry] of story.log.entries()) {
        const ticket = foldTicket(story.log.slice(0, index + 1));
        const view = { source: story.source, terms: story.terms, language, links: {} as never };
        const headline = headlineOf(ID, entry, ticket, view);
        expect(headline).toMatch(/^\S.* · T-1 core switch down/);
        const said = { card: undefined, line: 'x', headline, mentions: ['ou_1'], language, full: undefined };
        expect(renderPost({ ...said, mentions: ['U1'] }).text.endsWith(' <@U1>')).toBe(true);
        expect(renderText(said).startsWith(headline.slice(0, 5))).toBe(true);
        expect(JSON.stringify(renderCard(said).config.summary)).toContain('T-1 core switch down');
      }
    }
  });

  it('mentions no one of the customer in its thread: who has to act gets a card that mentions them', () => {
    for (const [kind, what] of [
      ['ticket.updated', 'ask-customer'],
      ['ticket.resolved', undefined],
    ] as const) {
      const told = postOf(course(), kind, 'customer', 'en', what);
      expect(told.mentions).toEqual([]);
      expect(told).not.toHaveProperty('aloud');
    }
  });
});

const asPart = (post: Post) => ({ post, latest: undefined });

describe('what a phone shows of a digest', () => {
  it('names the count and the worst first, with the cases', () => {
    const told = (number: number, kind: string, language: Language): Post => {
      const subject = `ticket/${number}`;
      const about = { id: subject, kind, subject, at: 0, audience: 'team', to: ['team'], fields: {} };
      const bare = { card: undefined, line: '', mentions: ['U1'], readers: 'staff', full: undefined } as const;
      return { ...bare, about, language, gist: `T-${number}` };
    };
    const posts = (language: Language) => [
      told(1, 'ticket.opened', language),
      told(3, 'sla.breached', language),
      told(2, 'ticket.opened', language),
      told(9, 'sla.breached', language),
    ];
    const english = digestOf(posts('en').map(asPart), 'digest/1');
    expect(renderPost(english).text).toBe('4 notices: 2 promises broken (T-3, T-9), 2 new tickets (T-1, T-2) <@U1>');
    expect(digestOf(posts('zh-CN').map(asPart), 'digest/1').headline).toBe(
      '4 条通知：2 项承诺超时（T-3、T-9）、2 张新工单（T-1、T-2）',
    );
  });
});
