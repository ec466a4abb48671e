import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSourceFile } from '../../../src/desk/book/source-file.ts';

/** A comment at the end makes it a text that only YAML reads. */
const asYaml = (text: string) => parseSourceFile('a.yaml', `${text} # read as YAML`);
const asJson = (text: string) => parseSourceFile('a.json', text);

it('an entry takes over the fields of another one, and says where it stands', () => {
  const yaml = parseSourceFile('a.yaml', 'one: &one { name: One, hours: 4 }\ntwo:\n  <<: *one\n  name: Two\n');
  expect(yaml.problems).toEqual([]);
  expect(yaml.content).toEqual({ one: { name: 'One', hours: 4 }, two: { name: 'Two', hours: 4 } });
  expect(yaml.locate(['two', 'hours'])).toEqual({ depth: 1, line: 2 });
});

describe('a file of JSON', () => {
  it('has the content that YAML reads in it, in one line or indented', () => {
    const content = fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.jsonValue());
    fc.assert(
      fc.property(content, fc.constantFrom(0, 2, 4), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const json = asJson(text);
        expect([json.isReadable, json.content]).toEqual([true, asYaml(text).content]);
      }),
    );
  });

  it('knows the line of each field', () => {
    const file = asJson(JSON.stringify({ events: [{ do: 'report' }, { do: 'resolve' }], until: '' }, null, 2));
    expect(file.locate(['events', 1, 'do'])).toEqual({ depth: 3, line: 7 });
    expect(file.locate(['until', 'never'])).toEqual({ depth: 1, line: 10 });
  });

  it('is told of a key that stands twice', () => {
    const { problems } = asJson('{"a":1,"b":{"c":2,"c":3}}');
    expect(problems).toMatchObject([{ line: 1, field: 'b.c', message: expect.stringMatching('stands twice') }]);
  });

  it('must be a map', () => {
    expect(asJson('[{"a":1}]')).toMatchObject({ isReadable: false, problems: [{ line: 1 }] });
  });
});
