/**
 * A sign of what a text is about: two lists of alternatives of a regular expression. `anywhere` are those that may stand
 * within other words, as Chinese ones do; `words` are English words, with other signs or nothing beside them. Ends of
 * lines in the lists do not count.
 */
export function says(anywhere: string, words = ''): RegExp {
  const [signs, english] = [anywhere, words].map((list) => list.replace(/\n\s*/g, ''));
  const parts = [signs, english === '' ? '' : String.raw`\b(?:${english})\b`];
  return new RegExp(parts.filter((part) => part !== '').join('|'), 'u');
}
