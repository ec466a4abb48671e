/**
 * Marks that turn the direction of text, and those that end them. One that stays open turns everything that follows on
 * its line, also words of ours.
 */
const MARKS = /[\u202a-\u202e\u2066-\u2069]/;
const EMBEDDINGS = '\u202a\u202b\u202d\u202e';
const ISOLATES = '\u2066\u2067\u2068';
const [END_EMBEDDING, END_ISOLATE] = ['\u202c', '\u2069'];

/**
 * The text with its direction marks in pairs on each line: open ones are closed at the end of the line, and closing ones
 * that close nothing are left out. Text whose marks are in pairs, as all that programs write, stays as it is.
 */
export function balanceDirections(text: string): string {
  return MARKS.test(text) ? text.split('\n').map(balanceLine).join('\n') : text;
}

/** The same for a text that may have at most `max` units: if the closing marks do not fit, all marks are left out. */
export function balanceWithin(text: string, max: number): string {
  const balanced = balanceDirections(text);
  return balanced.length <= max ? balanced : text.replace(new RegExp(MARKS, 'g'), '');
}

function balanceLine(line: string): string {
  /** The marks that close what is open, the innermost last. */
  let open: string[] = [];
  let said = '';
  for (const sign of line) {
    if (EMBEDDINGS.includes(sign)) open.push(END_EMBEDDING);
    else if (ISOLATES.includes(sign)) open.push(END_ISOLATE);
    else if (sign === END_EMBEDDING) {
      if (open.at(-1) !== END_EMBEDDING) continue;
      open.pop();
    } else if (sign === END_ISOLATE) {
      const isolate = open.lastIndexOf(END_ISOLATE);
      if (isolate < 0) continue;
      // The end of an isolate closes the embeddings inside it, too.
      open = open.slice(0, isolate);
    }
    said += sign;
  }
  return said + open.reverse().join('');
}
