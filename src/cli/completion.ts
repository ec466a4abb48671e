import type { Command } from 'commander';

/** The shells that a script can be made for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** What may be typed after the words of one command. */
interface Place {
  /** The command's words, each followed by a space: `'book check '`; empty for the program itself. */
  readonly path: string;
  /** Commands, or the values that an argument takes. */
  readonly words: readonly Word[];
  readonly options: readonly (Word & { readonly choices: readonly string[]; readonly takesValue: boolean })[];
}

interface Word {
  readonly word: string;
  readonly description: string;
}

/**
 * A script that makes a shell complete `program`'s commands, options and their values; where none of these fits, the
 * shell goes on with file names. It holds all words, so that completing starts no process.
 */
export function completionScript(program: Command, shell: Shell): string {
  const places = placesOf(program);
  if (shell === 'fish') return fishScript(program.name(), places);
  const script = bashScript(program.name(), places);
  return shell === 'zsh' ? `autoload -Uz bashcompinit && bashcompinit\n${script}` : script;
}

function placesOf(command: Command, path = ''): Place[] {
  const help = command.createHelp();
  const commands = command.commands.length > 0 ? help.visibleCommands(command) : [];
  const values = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
  const place: Place = {
    path,
    words: [
      ...commands.map((each) => ({ word: each.name(), description: each.description() })),
      ...values.map((word) => ({ word, description: '' })),
    ],
    options: help.visibleOptions(command).map((option) => ({
      word: option.long ?? option.flags,
      description: option.description,
      choices: option.argChoices ?? [],
      takesValue: option.required || option.optional,
    })),
  };
  return [place, ...command.commands.flatMap((each) => placesOf(each, `${path}${each.name()} `))];
}

function bashScript(name: string, places: readonly Place[]): string {
  const below = places
    .filter(({ path }) => path !== '')
    .map(({ path }) => `      '${path.trimEnd()}') path='${path}' ;;`);
  const values = places.flatMap(({ path, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .map(({ word, choices }) => `    '${path}${word}') words='${choices.join(' ')}' ;;`),
  );
  const words = places.map(
    ({ path, words, options }) => `      '${path}') words='${listed(words)}' options='${listed(options)}' ;;`,
  );
  return `_${name}() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" path='' words='' options='' word
  for word in "\${COMP_WORDS[@]:1:$((COMP_CWORD - 1))}"; do
    case "$path$word" in
${below.join('\n')}
    esac
  done
  case "$path$prev" in
${values.join('\n')}
    *)
      case "$path" in
${words.join('\n')}
      esac
      [[ "$cur" == -* ]] && words="$options" ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _${name} ${name}
`;
}

function fishScript(name: string, places: readonly Place[]): string {
  const lines = places.flatMap(({ path, words, options }) => {
    const here = `complete -c ${name} -n '${fishCondition(path, words)}'`;
    return [
      ...words.map(({ word, description }) => `${here} -f -a ${word} -d '${quoted(description)}'`),
      ...options.map(({ word, description, choices, takesValue }) => {
        const value = choices.length > 0 ? ` -x -a '${choices.join(' ')}'` : takesValue ? ' -r' : '';
        return `${here} -l ${word.replace(/^--/, '')}${value} -d '${quoted(description)}'`;
      }),
    ];
  });
  return `${lines.join('\n')}\n`;
}

/** True in fish where the words of `path` were typed and none of the words that may follow. */
function fishCondition(path: string, words: readonly Word[]): string {
  const typed = path.trim().split(' ').filter(Boolean);
  const seen = typed.map((word) => `__fish_seen_subcommand_from ${word}`);
  const none = words.length === 0 ? [] : [`not __fish_seen_subcommand_from ${listed(words)}`];
  return [...seen, ...none].join('; and ') || 'true';
}

function listed(words: readonly Word[]): string {
  return words.map(({ word }) => word).join(' ');
}

function quoted(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
}
