import { recordSettings } from '../desk/chain/setting/store.ts';
import type { Command, Fact } from '../desk/desk.ts';
import { t } from '../i18n/i18n.ts';
import type { Language } from '../lib/language.ts';
import { plainWord } from '../lib/plain-text.ts';
import { accept, refuse } from '../lib/refusal.ts';

const WORDS: ReadonlyMap<string, Language> = new Map([
  ['zh', 'zh-CN'],
  ['zh-cn', 'zh-CN'],
  ['中文', 'zh-CN'],
  ['en', 'en'],
  ['english', 'en'],
  ['英文', 'en'],
]);

/** `/desk language en` sets the language of a channel. Everyone who may write there may choose it. */
export const languageCommand: Command = {
  name: 'desk.language',
  for: 'everyone',
  changesStart: true,
  typed: { slash: 'desk', zh: ['语言'], en: ['language'], takes: ['language'] },
  async run({ turn, place, book, input }) {
    const language = WORDS.get(plainWord(input.language ?? ''));
    if (!language) return refuse('desk.language-unknown', { allowed: 'zh, en' });
    const { platform, channelId } = place;
    const channel = Object.values(book.source.channels).find(
      (each) => each.platform === platform && each.id === channelId,
    );
    const spoken = turn.overrides.languages[`${platform}/${channelId}`] ?? channel?.language;
    if (spoken !== language) {
      await turn.tx.prisma.channelLanguage.upsert({
        where: { platform_channel: { platform, channel: channelId } },
        create: { platform, channel: channelId, language },
        update: { language },
      });
      const about = [`${platform}/${channelId}`];
      await recordSettings(turn.tx, { setting: 'channel-language', about, by: turn.actor, at: turn.now });
    }
    const facts: Fact[] = spoken === language ? [] : [{ kind: 'channel.language-chosen', place, language }];
    return accept({ replies: [{ kind: 'whisper', tone: 'plain', text: t(language, 'desk.language-set') }], facts });
  },
};
