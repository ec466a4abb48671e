import { parser } from '@prometheus-io/lezer-promql';

/** One selector of a query: `name{label="value"}`, and the labels by which what it gives is grouped. */
export interface Selector {
  readonly metric: string;
  readonly matchers: readonly { readonly label: string; readonly op: string; readonly value: string }[];
}

export interface Query {
  readonly selectors: readonly Selector[];
  /** Labels that the query groups by. */
  readonly groups: readonly string[];
}

/** What a PromQL query asks for. Throws on what does not parse. Variables of Grafana stand for a span. */
export function readQuery(text: string): Query {
  const query = text.replaceAll('$__rate_interval', '5m');
  const selectors: { metric: string; matchers: { label: string; op: string; value: string }[] }[] = [];
  const groups: string[] = [];
  let grouping = 0;
  parser.parse(query).iterate({
    enter({ name, from, to, type }) {
      const words = query.slice(from, to);
      if (type.isError) throw new Error(`not PromQL at “${words}” of ${query}`);
      if (name === 'VectorSelector') selectors.push({ metric: '', matchers: [] });
      const last = selectors.at(-1);
      if (name === 'GroupingLabels') grouping += 1;
      if (name === 'LabelName' && grouping > 0) groups.push(words);
      if (name === 'Identifier' && last && last.metric === '') last.metric = words;
      if (name === 'UnquotedLabelMatcher' && last) {
        const [, label = '', op = '', value = ''] = /^(\w+)\s*(=~|!~|!=|=)\s*"(.*)"$/.exec(words) ?? [];
        last.matchers.push({ label, op, value });
      }
    },
    leave({ name }) {
      if (name === 'GroupingLabels') grouping -= 1;
    },
  });
  return { selectors, groups };
}

/** The series of a scrape: names and labels. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Reads the text format of Prometheus. */
export function readScrape(text: string): Sample[] {
  return text.split('\n').flatMap((line) => {
    const [, name, inBraces = '', value] = /^([a-zA-Z_:]\w*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (name === undefined || line.startsWith('#')) return [];
    const labels = Object.fromEntries([...inBraces.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, said]) => [key, said]));
    return [{ name, labels, value: Number(value) }];
  });
}

/** The samples that a selector takes. */
export function select(samples: readonly Sample[], { metric, matchers }: Selector): Sample[] {
  return samples.filter(
    ({ name, labels }) =>
      name === metric &&
      matchers.every(({ label, op, value }) => {
        const said = labels[label] ?? '';
        const fits = op.endsWith('~') ? new RegExp(`^(?:${value})$`).test(said) : said === value;
        return op.startsWith('!') ? !fits && said !== '' : fits;
      }),
  );
}
