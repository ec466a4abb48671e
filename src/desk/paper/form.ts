import type { Form, FormField } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { numberOf } from '../address/number.ts';
import { fieldMaker } from '../card/form-field.ts';
import { MAX_TEXT } from '../input.ts';
import { paperTitle } from '../ticket/view/line.ts';
import { partsOf } from './layout.ts';

/** Characters of a part that is one line. */
const MAX_LINE = 200;

/** Form for the parts of a paper, filled in with what the log has. */
export function partsForm(
  paper: string,
  args: Form['args'],
  about: string,
  drafted: Readonly<Record<string, string>>,
  language: Language,
): Form {
  const fields = partsOf(paper).map(
    ({ name, required, kind }): FormField => ({
      kind,
      name,
      required,
      label: t(language, `paper.part.${name}`),
      hint: '',
      initial: drafted[name] ?? '',
      maxLength: kind === 'line' ? MAX_LINE : MAX_TEXT,
    }),
  );
  return {
    command: 'paper.deliver',
    args: { ...args, report: paper, sure: 'yes' },
    title: paperTitle(paper, language),
    submit: t(language, 'button.paper.deliver'),
    intro: t(language, 'form.paper.intro', { about }),
    fields,
  };
}

/** Form for the reason why a paper is refused. */
export function refuseForm(id: number, language: Language): Form {
  return {
    command: 'paper.refuse',
    args: { paper: numberOf('paper', id) },
    title: `${numberOf('paper', id)} · ${t(language, 'button.paper.refuse')}`,
    submit: t(language, 'button.paper.refuse'),
    intro: '',
    fields: [fieldMaker(language).text('reason', true)],
  };
}
