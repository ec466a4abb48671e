/** A line as a sentence of its own, which begins with a capital letter: texts may begin with "the customer" or a paper's name. */
export function asSentence(line: string): string {
  return line.slice(0, 1).toUpperCase() + line.slice(1);
}
