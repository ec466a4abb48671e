import type { JsonSchema } from '../json-schema.ts';
import { KINDS } from '../kind.ts';
import { ANY_KEY, type BookField, EACH, firstValueAt, listBookFields, pathText } from './fields.ts';
import { allowedWords, defaultWords, exampleWords } from './value-words.ts';

/** The sections in the order in which a person writes a book. Sections that are not named here come after them. */
const ORDER = [
  'provider',
  'calendars',
  'people',
  'rotations',
  'channels',
  'policies',
  'customers',
  'playbooks',
  'hooks',
  'pageUnclear',
  'examples',
];

const HEAD = `# The service book, field by field

<!-- Made by \`npm run -s deskbell -- book schema --markdown > docs/book.md\`; the words stand in src/desk/book. -->

All that may be written in a service book, in the order in which a person writes one. Begin with
[your first book](first-book.md) (中文：[第一本手册](first-book.zh.md)), and come here for a single field.
\`npx deskbell book check FILE\` names every mistake by line and field; \`book diff\` shows what a change moves.

A path such as \`policies.….levels[].key\` reads: in the section \`policies\`, below a key of your choice (\`…\`), in each entry
of the list \`levels\` (\`[]\`), the field \`key\`. The tables leave the beginning of the path out that all fields of a section
share. *Needed*: the book is refused without it; of an entry that you leave out nothing is needed. *–*: it may be left out.
Letters such as D7 name the [clause](clauses.md) where a rule comes from. All examples come from one book,
[every-field.yaml](example/every-field.yaml).

## Kinds of values

| Kind | What it is | Example |
| --- | --- | --- |
${Object.entries(KINDS)
  .map(([name, { meaning, example }]) => `| ${name} | ${meaning} | \`${example}\` |`)
  .join('\n')}

## Roles

A person may have several. A small desk needs an engineer and a manager; where a role has no holder, what is for it goes to
the next role or to the escalation channel.

| Role | Who that is | What falls to them |
| --- | --- | --- |
| \`engineer\` | works on faults | signs as the engineer |
| \`senior\`, \`expert\` | engineers of more experience | support tiers, important events, serious incidents |
| \`director\` | the technical director | approves plans and papers, sees versions of the book, applies holidays |
| \`manager\` | a line manager | complaints, countersigns papers |
| \`coordinator\` | co-ordinates the work | late calls, unanswered dates of inspections |
| \`projectManager\` | leads the customer's project | summaries, ends of contracts, serious incidents |
| \`desk\` | the service desk | calls after a fix, checks papers, bad ratings |
| \`vendor\` | a contact at the maker of the equipment | support tiers |
`;

/**
 * The reference of the service book in Markdown, `docs/book.md`. `example`: the content of a book that has every field,
 * for the examples.
 */
export function bookManual(example: unknown): string {
  const fields = listBookFields();
  const names = fields.filter(({ path }) => path.length === 1).map(({ path: [name = ''] }) => name);
  const ordered = [...ORDER.filter((name) => names.includes(name)), ...names.filter((name) => !ORDER.includes(name))];
  return [HEAD, ...ordered.map((name) => sectionText(name, fields, example))].join('\n');
}

function sectionText(name: string, fields: readonly BookField[], example: unknown): string {
  const section = fields.find(({ path }) => path.length === 1 && path[0] === name);
  const inside = fields.filter(({ path }) => path.length > 1 && path[0] === name);
  const isKeyed = inside[0]?.path[1] === ANY_KEY;
  const shared = isKeyed ? 2 : 1;
  const where = isKeyed ? `Below \`${name}.${ANY_KEY}.\`, the key being your choice:` : `Below \`${name}.\`:`;
  const facts = section && inside.length === 0 ? [rowHead(), row(section, 0, example)].join('\n') : '';
  const words = section ? `${sentence(section.schema)} (${section.isNeeded ? 'needed' : 'may be left out'})` : '';
  const table =
    inside.length > 0
      ? `${where}\n\n${rowHead()}\n${inside.map((field) => row(field, shared, example)).join('\n')}`
      : facts;
  return `## ${name}\n\n${words}\n\n${table}\n`;
}

function rowHead(): string {
  return '| Field | Meaning | Value | Left out | Example |\n| --- | --- | --- | --- | --- |';
}

function row(field: BookField, shared: number, example: unknown): string {
  const { path, schema } = field;
  const name = path.findLast((part) => part !== EACH && part !== ANY_KEY) ?? '';
  const shown = exampleWords(name, schema, firstValueAt(example, path)) ?? '';
  const cells = [
    `\`${pathText(path.slice(shared))}\``,
    schema.description ?? '',
    allowedWords(schema),
    defaultWords(field),
    shown,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function sentence({ description = '' }: JsonSchema): string {
  return `${description}.`;
}
