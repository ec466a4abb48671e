import type { OwedFile, PostFile } from '../../chat/file.ts';
import type { ChatPlace } from '../../chat/place.ts';
import type { Language } from '../../lib/language.ts';
import type { Notice } from '../../outbox/notice.ts';

/** Where and how it is told that a file was not carried over, in finished words. */
export interface UndeliveredFile extends Omit<PostFile, 'file'> {
  readonly place: ChatPlace;
  readonly language: Language;
  /** Says of which file it is told. */
  readonly lead: string;
}

/** The `n`-th file of a notice: it follows the notice's words by itself, so that these never wait for it. */
export function fileNotice(words: Notice, file: OwedFile, n: number, left: UndeliveredFile): Notice {
  const { place, lead, readers, language, tooLarge, failed, there } = left;
  return {
    ...words,
    key: `${words.key}|file/${n}`,
    post: {
      card: undefined,
      line: '',
      mentions: [],
      about: undefined,
      readers: words.post.readers,
      language,
      gist: '',
      full: undefined,
      file: { file, tooLarge, failed, readers, ...(there ? { there } : {}) },
    },
    fallbacks: [{ place, lead, card: 'stays' }],
  };
}
