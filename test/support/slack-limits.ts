/**
 * What Slack refuses in blocks and views, written down from its own documentation and not from our table: names each
 * limit that is broken. An unknown kind of block is one too.
 */
export function overrunsOfMessage(blocks: readonly unknown[]): string[] {
  const found = collect();
  found.most('blocks of a message', blocks.length, 50);
  found.unique(
    'block_id',
    blocks.flatMap((block) => idOf(block, 'block_id')),
  );
  for (const block of blocks) checkBlock(block as Json, found);
  return found.overruns;
}

export function overrunsOfView(view: Json): string[] {
  const found = collect();
  if (view.type !== 'home') {
    found.text('modal title', view.title, 24);
    found.text('modal close', view.close, 24);
    // A view that asks for nothing has none.
    if (view.submit !== undefined) found.text('modal submit', view.submit, 24);
  }
  const blocks = listOf(view.blocks);
  found.most('private_metadata', String(view.private_metadata ?? '').length, 3_000);
  found.most('callback_id', String(view.callback_id ?? '').length, 255);
  found.least('blocks of a view', blocks.length, 1);
  found.most('blocks of a view', blocks.length, 100);
  found.most('whole view', JSON.stringify(view).length, 250_000);
  found.unique(
    'block_id',
    blocks.flatMap((block) => idOf(block, 'block_id')),
  );
  if (view.submit === undefined && blocks.some(({ type }) => type === 'input')) found.unknown('inputs without submit');
  for (const block of blocks) checkBlock(block, found);
  return found.overruns;
}

/** The same of an answer to what was typed into an `external_select`. */
export function overrunsOfOptions(answer: Json): string[] {
  const found = collect();
  const groups = listOf(answer.option_groups);
  if (answer.options === undefined && groups.length === 0) found.unknown('answer without options');
  if (answer.options !== undefined) {
    found.most('options', listOf(answer.options).length, 100);
    if (listOf(answer.options).length > 0) checkOptions(listOf(answer.options), 100, found);
  }
  found.most('option groups', groups.length, 100);
  for (const group of groups) {
    found.text('option group', group.label, 75);
    checkOptions(listOf(group.options), 100, found);
  }
  return found.overruns;
}

export type Json = Readonly<Record<string, unknown>>;
type Found = ReturnType<typeof collect>;

function collect() {
  const overruns: string[] = [];
  const say = (broken: boolean, what: string) => {
    if (broken) overruns.push(what);
  };
  return {
    overruns,
    most: (what: string, size: number, limit: number) => say(size > limit, `${what}: ${size} > ${limit}`),
    least: (what: string, size: number, limit: number) => say(size < limit, `${what}: ${size} < ${limit}`),
    unique: (what: string, ids: readonly string[]) => say(new Set(ids).size < ids.length, `${what} twice`),
    /** A text object: there, not empty, short enough. */
    text(what: string, object: unknown, limit: number) {
      const { type, text } = (object ?? {}) as Json;
      const words = typeof text === 'string' ? text : '';
      say(type !== 'plain_text' && type !== 'mrkdwn', `${what}: no text object`);
      say(words.length === 0, `${what}: empty`);
      say(words.length > limit, `${what}: ${words.length} > ${limit}`);
      say(!words.isWellFormed(), `${what}: half a character`);
    },
    unknown: (what: string) => say(true, `unknown: ${what}`),
  };
}

function checkBlock(block: Json, found: Found): void {
  found.most('block_id', String(block.block_id ?? '').length, 255);
  switch (block.type) {
    case 'divider':
      return;
    case 'header':
      found.text('header', block.text, 150);
      return;
    case 'section':
      found.text('section', block.text, 3_000);
      return;
    case 'context': {
      const elements = listOf(block.elements);
      found.least('context elements', elements.length, 1);
      found.most('context elements', elements.length, 10);
      for (const element of elements) found.text('context', element, 3_000);
      return;
    }
    case 'actions': {
      const elements = listOf(block.elements);
      found.least('actions', elements.length, 1);
      found.most('actions', elements.length, 25);
      found.unique(
        'action_id',
        elements.flatMap((element) => idOf(element, 'action_id')),
      );
      for (const element of elements) checkElement(element, found);
      return;
    }
    case 'input':
      found.text('label', block.label, 2_000);
      if (block.hint !== undefined) found.text('hint', block.hint, 2_000);
      checkElement((block.element ?? {}) as Json, found);
      return;
    case 'rich_text':
      found.least('rich text elements', listOf(block.elements).length, 1);
      for (const element of listOf(block.elements)) checkRichText(element, found);
      return;
    default:
      found.unknown(`block ${block.type}`);
  }
}

function checkRichText(element: Json, found: Found): void {
  if (element.type !== 'rich_text_section' && element.type !== 'rich_text_quote') {
    found.unknown(`rich text ${element.type}`);
    return;
  }
  for (const part of listOf(element.elements)) {
    if (part.type === 'link') {
      found.least('link', /^https?:\/\//.test(String(part.url)) ? 1 : 0, 1);
      found.most('link', String(part.url).length, 3_000);
      found.least('link text', String(part.text ?? '').length, 1);
    } else if (part.type === 'user') found.least('user id', /^[UW][A-Z0-9]+$/.test(String(part.user_id)) ? 1 : 0, 1);
    else if (part.type === 'text') {
      found.least('rich text', String(part.text ?? '').length, 1);
      found.least('whole characters', String(part.text).isWellFormed() ? 1 : 0, 1);
    } else found.unknown(`rich text ${part.type}`);
  }
}

function checkElement(element: Json, found: Found): void {
  found.most('action_id', String(element.action_id ?? '').length, 255);
  if (element.confirm !== undefined) checkConfirm(element.confirm as Json, found);
  switch (element.type) {
    case 'button':
      found.text('button', element.text, 75);
      found.most('button value', String(element.value ?? '').length, 2_000);
      return;
    case 'overflow':
      checkOptions(listOf(element.options), 5, found);
      return;
    case 'static_select':
      if (element.placeholder !== undefined) found.text('placeholder', element.placeholder, 150);
      checkOptions(listOf(element.options), 100, found);
      return;
    case 'external_select':
      if (element.placeholder !== undefined) found.text('placeholder', element.placeholder, 150);
      found.least('min_query_length', Number(element.min_query_length ?? 1), 0);
      if (element.initial_option !== undefined) checkOptions([element.initial_option as Json], 1, found);
      return;
    case 'plain_text_input':
      found.most('max_length', Number(element.max_length ?? 1), 3_000);
      found.least('max_length', Number(element.max_length ?? 1), 1);
      found.most('initial value', String(element.initial_value ?? '').length, Number(element.max_length ?? 3_000));
      return;
    case 'datetimepicker':
      found.least('whole seconds', Number.isInteger(element.initial_date_time ?? 0) ? 1 : 0, 1);
      return;
    default:
      found.unknown(`element ${element.type}`);
  }
}

function checkOptions(options: readonly Json[], limit: number, found: Found): void {
  found.least('options', options.length, 1);
  found.most('options', options.length, limit);
  for (const option of options) {
    found.text('option', option.text, 75);
    found.least('option value', String(option.value ?? '').length, 1);
    found.most('option value', String(option.value ?? '').length, 75);
    if (option.description !== undefined) found.text('option description', option.description, 75);
  }
}

function checkConfirm(confirm: Json, found: Found): void {
  found.text('confirm title', confirm.title, 100);
  found.text('confirm text', confirm.text, 300);
  found.text('confirm button', confirm.confirm, 30);
  found.text('confirm deny', confirm.deny, 30);
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

function idOf(value: unknown, name: string): string[] {
  const id = (value as Json)[name];
  return typeof id === 'string' ? [id] : [];
}
