/** Characters that a terminal draws two columns wide: those of Chinese, Japanese and Korean, and full-width signs. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

/** How many columns of a terminal a text takes. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, char) => sum + (WIDE.test(char) ? 2 : 1), 0);
}

/** The rows as lines, their cells below each other, with two blanks between columns. */
export function tableLines(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>((widest, row) => {
    for (const [place, cell] of row.entries()) widest[place] = Math.max(widest[place] ?? 0, textWidth(cell));
    return widest;
  }, []);
  return rows.map((row) =>
    row
      .map((cell, place) => cell + ' '.repeat((widths[place] ?? 0) - textWidth(cell)))
      .join('  ')
      .trimEnd(),
  );
}
