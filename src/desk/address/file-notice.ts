import type { OwedFile, PostFile } from '../../chat/file.ts';
import type { ChatPlace } from '../../chat/place.ts';
import type { Language } from '../../lib/language.ts';
import type { Notice } from '../../outbox/notice.ts';

/** Where and how people are told that a file was not delivered, in finished words. */
export interface UndeliveredFile extends Omit<PostFile, 'file'> {
  readonly place: ChatPlace;
  readonly language: Language;
  /** Says which file it is about. */
  readonly lead: string;
}

/** The notice of the `n`-th file that belongs to a notice. It is separate, so that the words never wait for a file. */
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
