/** What the input may go on with: commands behind a slash, their words behind `/desk`, a ticket's verbs behind its number. */

/** The ways to speak to Deskbell, and what stands behind them. */
const ASKED = /^([/／](?:desk|服务台)|@deskbell)(\s+)(.*)$/i;
const TICKET = /^(t-?\d+)(\s+)(\S*)$/i;

/**
 * The lines that complete `text`, each with what it does. `commands`: what the person may type, in the order in which
 * they are offered. Empty where the text goes beyond a command's word.
 */
export function completionsOf(text, commands, language) {
  const word = (names) => (language === 'zh-CN' ? names.zh : names.en);
  const offers = linesFor(text, commands, word);
  return offers.filter(({ insert }) => insert.trim() !== text.trim());
}

function linesFor(text, commands, word) {
  if (/^[/／]\S*$/.test(text)) return slashes(text, commands, word);
  const asked = ASKED.exec(text);
  if (!asked) return [];
  const [, opening, gap, said] = asked;
  const ticket = TICKET.exec(said);
  if (ticket) {
    const [, number, space, begun] = ticket;
    const verbs = commands.filter(({ takesTicket }) => takesTicket);
    return begunWith(begun, verbs, word).map(({ command, said: verb }) =>
      offer(`${opening}${gap}${number}${space}${verb}`, command, word, false),
    );
  }
  if (/\s/.test(said)) return [];
  return begunWith(said, commands, word).map(({ command, said: verb }) =>
    offer(`${opening}${gap}${verb}`, command, word, command.takesMore),
  );
}

/** The slash commands that the text begins, then those of `/desk` that are for every day. */
function slashes(text, commands, word) {
  const begun = text.slice(1).toLowerCase();
  return commands
    .filter(({ typed }) => !/^\/desk /.test(typed.en) || begun === '' || 'desk'.startsWith(begun))
    .filter(({ typed }) => word(typed).slice(1).startsWith(begun) || typed.en.slice(1).startsWith(begun))
    .slice(0, MOST)
    .map((command) => offer(word(command.typed), command, word, command.takesMore));
}

/** How many a bare slash offers: the first ones are for every day. */
const MOST = 9;

/** The commands of `/desk` whose word in either language begins so, with the word that is written. */
function begunWith(begun, commands, word) {
  const wanted = begun.toLowerCase();
  return commands.flatMap((command) => {
    if (!command.typed.en.startsWith('/desk ')) return [];
    const words = [word(command.typed), command.typed.en, command.typed.zh].map((typed) =>
      typed.slice('/desk '.length),
    );
    const said = words.find((each) => each.startsWith(wanted));
    return said === undefined ? [] : [{ command, said }];
  });
}

function offer(line, command, word, goesOn) {
  return { insert: goesOn ? `${line} ` : line, says: word(command.says) };
}
