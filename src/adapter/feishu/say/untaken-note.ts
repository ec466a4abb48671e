import type { Language } from '../../../lib/language.ts';
import type { FormMessage } from '../wire/form-context.ts';
import { LIMITS } from '../wire/limits.ts';
import { UNTAKEN, type Untaken } from '../wire/untaken.ts';
import { type CardElement, partElements } from './render-part.ts';
import { say, type WORDS } from './words.ts';

const WORD_OF: Readonly<Record<Untaken, keyof typeof WORDS>> = {
  gone: 'takenGone',
  fileOnly: 'takenFile',
  voice: 'takenVoice',
  sticker: 'takenSticker',
  card: 'takenCard',
  cardPictures: 'takenCardPictures',
  forward: 'takenForward',
  forwardedFiles: 'takenForwardedFiles',
  other: 'takenOther',
};

/** Notes above a report's form: what of its message could not be taken, and what to do. None if all was taken. */
export function untakenNotes(message: FormMessage | undefined, language: Language): CardElement[] {
  if (!message) return [];
  const { untaken = [], files } = message;
  const notes = UNTAKEN.filter((each) => untaken.includes(each)).map((each) => say(WORD_OF[each], language));
  const tooMany = say('takenFewFiles', language)
    .replace('{{all}}', String(files.length))
    .replace('{{max}}', String(LIMITS.formFiles));
  const text = [...notes, ...(files.length > LIMITS.formFiles ? [tooMany] : [])].join('\n');
  const draft = { language, s: '', v: '', textChars: 1_000, speaksBoth: false };
  return text === '' ? [] : partElements({ part: 'text', style: 'quote', text }, undefined, draft);
}
