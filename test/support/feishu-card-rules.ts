export type Json = Readonly<Record<string, unknown>>;

/** Fields that every kind of element may have. */
const COMMON = ['tag', 'element_id', 'margin'];
const CONTAINER = [
  'direction',
  'padding',
  'horizontal_spacing',
  'horizontal_align',
  'vertical_spacing',
  'vertical_align',
];
const INPUT = ['name', 'required', 'disabled', 'placeholder', 'width', 'behaviors', 'confirm'];

/** The properties that card JSON 2.0 documents, by the element's tag: any other is an error there. */
const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  plain_text: ['tag', 'content', 'i18n_content', 'text_size', 'text_color', 'text_align', 'lines'],
  text_tag: ['tag', 'element_id', 'text', 'color'],
  markdown: [...COMMON, 'content', 'i18n_content', 'text_size', 'text_align', 'icon'],
  div: [...COMMON, 'text', 'width', 'icon'],
  hr: COMMON,
  column_set: [
    ...COMMON,
    'columns',
    'flex_mode',
    'background_style',
    'horizontal_spacing',
    'horizontal_align',
    'action',
  ],
  column: [...COMMON, ...CONTAINER, 'elements', 'width', 'weight', 'background_style', 'action'],
  form: [...COMMON, ...CONTAINER, 'elements', 'name'],
  button: [
    ...COMMON,
    ...['text', 'type', 'size', 'width', 'icon', 'hover_tips', 'disabled', 'disabled_tips', 'confirm', 'behaviors'],
    ...['name', 'required', 'form_action_type'],
  ],
  overflow: [...COMMON, 'options', 'width', 'behaviors', 'confirm'],
  select_static: [...COMMON, ...INPUT, 'type', 'options', 'initial_option', 'initial_index'],
  picker_datetime: [...COMMON, ...INPUT, 'initial_datetime'],
  input: [
    ...COMMON,
    ...INPUT,
    ...['default_value', 'max_length', 'input_type', 'rows', 'auto_resize', 'max_rows', 'label', 'label_position'],
  ],
};

const ROOT = ['schema', 'config', 'card_link', 'header', 'body'];
const CONFIG = [
  ...['streaming_mode', 'streaming_config', 'summary', 'locales', 'enable_forward', 'update_multi', 'width_mode'],
  ...['use_custom_translation', 'enable_forward_interaction', 'style'],
];
const HEADER = ['title', 'subtitle', 'text_tag_list', 'i18n_text_tag_list', 'template', 'icon', 'padding'];
const LOCALES = ['zh_cn', 'en_us'];
const NAMED = ['input', 'select_static', 'picker_datetime'];
const MARKUP = /<(\/?[a-z_]+)/g;
/** Markup that we may write; any other text that looks like a tag was meant as words. */
const KNOWN_MARKUP = ['at', '/at', 'local_datetime', '/local_datetime', 'br'];

/** What Feishu refuses in a card of JSON 2.0, from its documentation and not from our table: names each broken rule. */
export function overrunsOfCard(card: Json): string[] {
  const bytes = Buffer.byteLength(JSON.stringify(card));
  const elements: Json[] = [];
  const overruns: string[] = bytes > 30 * 1024 ? [`bytes: ${bytes} > ${30 * 1024}`] : [];
  const say = (broken: boolean, what: string) => {
    if (broken) overruns.push(what);
  };
  const only = (what: string, value: unknown, allowed: readonly string[]) => {
    for (const name of Object.keys((value ?? {}) as Json)) say(!allowed.includes(name), `unknown: ${what}.${name}`);
  };

  function walk(value: unknown, depth: number, inForm: boolean, isRoot: boolean): void {
    if (Array.isArray(value)) {
      for (const each of value) walk(each, depth, inForm, isRoot);
      return;
    }
    if (typeof value === 'string') say(!value.isWellFormed(), 'half a character');
    if (typeof value !== 'object' || value === null) return;
    const element = value as Json;
    const tag = typeof element.tag === 'string' ? element.tag : '';
    if (tag !== '') check(element, tag, inForm, isRoot);
    const holds = tag === 'column_set' || tag === 'column' || tag === 'form';
    say(depth > 5, `depth: ${depth} > 5`);
    for (const [name, inner] of Object.entries(element)) {
      // What goes back to us as it is holds no elements.
      if (name !== 'behaviors') walk(inner, holds ? depth + 1 : depth, inForm || tag === 'form', false);
    }
  }

  function check(element: Json, tag: string, inForm: boolean, isRoot: boolean): void {
    elements.push(element);
    const allowed = PROPERTIES[tag];
    say(allowed === undefined, `unknown: ${tag}`);
    only(tag, element, allowed ?? Object.keys(element));
    only(`${tag}.i18n_content`, element.i18n_content, LOCALES);
    say(/^[a-z][a-z0-9_]{0,19}$/i.test(String(element.element_id ?? 'x')) === false, 'element_id');
    if (tag === 'form') say(!isRoot, 'form below the root');
    if (tag === 'form' || (inForm && (NAMED.includes(tag) || tag === 'button')))
      say(!element.name, `${tag} without name`);
    if (tag === 'plain_text')
      say(
        contentsOf(element).some((text) => text === ''),
        'plain_text: empty',
      );
    if (tag === 'markdown') for (const text of contentsOf(element)) checkMarkdown(text);
    if (tag === 'button') checkButton(element, inForm);
    if (tag === 'overflow' || tag === 'select_static') checkOptions(element);
    if (tag === 'input') {
      const most = Number(element.max_length ?? 1000);
      say(most < 1 || most > 1000, `max_length: ${most}`);
      say(String(element.default_value ?? '').length > most, 'default_value too long');
      say(!['text', 'multiline_text', 'password'].includes(String(element.input_type ?? 'text')), 'input_type');
    }
  }

  function checkMarkdown(text: string): void {
    say(text === '', 'markdown: empty');
    for (const [, name = ''] of text.matchAll(MARKUP)) say(!KNOWN_MARKUP.includes(name), `markup <${name}>`);
    for (const [, id = ''] of text.matchAll(/<at id='?([^'>]*)/g)) say(!/^ou_\w+$/.test(id), `at ${id}`);
  }

  function checkButton(button: Json, inForm: boolean): void {
    const label = (button.text as Json | undefined)?.content;
    say(String(label ?? '').length > 100, `button text: ${String(label).length} > 100`);
    say(inForm && !['submit', 'reset'].includes(String(button.form_action_type)), 'button in a form does nothing');
    say(!inForm && button.form_action_type !== undefined, 'submit outside a form');
    checkBehaviors(button);
  }

  function checkBehaviors({ behaviors }: Json): void {
    const all = (behaviors ?? []) as readonly Json[];
    say(all.length === 0, 'no behaviour');
    for (const { type, value } of all)
      say(type !== 'callback' || typeof value !== 'object' || value === null, 'callback without an object');
  }

  function checkOptions(menu: Json): void {
    const options = (menu.options ?? []) as readonly Json[];
    say(options.length === 0, 'no options');
    const values = options.map(({ value }) => String(value ?? ''));
    say(new Set(values).size < values.length, 'options of one value');
    say(values.includes(''), 'option without a value');
    for (const { text } of options) say(String((text as Json)?.content ?? '').length > 100, 'option text > 100');
    if (menu.initial_option !== undefined) say(!values.includes(String(menu.initial_option)), 'initial_option');
    if (menu.name === undefined) checkBehaviors(menu);
  }

  say(card.schema !== '2.0', 'schema');
  only('card', card, ROOT);
  only('config', card.config, CONFIG);
  only('header', card.header, HEADER);
  only('body', card.body, ['elements', ...CONTAINER]);
  const header = (card.header ?? {}) as Json;
  say(card.header !== undefined && !(header.title as Json | undefined)?.content, 'header without title');
  for (const tags of [header.text_tag_list, ...Object.values((header.i18n_text_tag_list ?? {}) as Json)])
    say(((tags ?? []) as readonly Json[]).length > 3, 'more than 3 tags');
  walk(card.header, 0, false, false);
  walk((card.body as Json | undefined)?.elements ?? [], 1, false, true);
  say(elements.length > 200, `elements: ${elements.length} > 200`);
  const names = elements.flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
  say(new Set(names).size < names.length, 'name twice');
  return overruns;
}

function contentsOf({ content, i18n_content }: Json): string[] {
  return [String(content ?? ''), ...Object.values((i18n_content ?? {}) as Json).map(String)];
}
