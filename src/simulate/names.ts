import type { Finding } from '../desk/book/problem.ts';
import type { BookPolicy, BookSource } from '../desk/book/schema.ts';
import { isoInZone } from '../i18n/when.ts';
import type { Scenario } from './scenario.ts';

/**
 * Checks names that the schema cannot know: people and levels of the book, subjects of the scenario, the span of the
 * run.
 */
export function checkNames(scenario: Scenario, source: BookSource): Finding[] {
  const people = Object.keys(source.people);
  const customers = Object.keys(source.customers);
  const policy = policyOfCustomer(source, customers[0]);
  const subjects = new Set(scenario.events.flatMap((event) => ('as' in event ? [event.as] : [])));
  const customerOf = new Map<string, string | undefined>();
  const findings: Finding[] = [];
  const check = (path: Finding['path'], value: string | undefined, allowed: readonly string[]) => {
    if (value !== undefined && !allowed.includes(value))
      findings.push({ path, message: `"${value}" is not allowed; allowed: ${allowed.join(', ')}` });
  };
  const serviceLevels = policy ? serviceLevelsOf(policy) : [];
  // A policy without service levels promises the same at each.
  if (serviceLevels.length > 0) check(['customer', 'serviceLevel'], scenario.customer?.serviceLevel, serviceLevels);
  const seen = new Set<string>();
  for (const [index, event] of scenario.events.entries()) {
    const path = ['events', index];
    if (event.at < scenario.start)
      findings.push({ path: [...path, 'at'], message: `before the start of the run, ${startOf(scenario, source)}` });
    check([...path, 'by'], event.by, ['customer', ...people]);
    if ('to' in event) check([...path, 'to'], event.to, people);
    const customer =
      ('customer' in event ? event.customer : 'on' in event ? customerOf.get(event.on) : undefined) ?? customers[0];
    if ('customer' in event) check([...path, 'customer'], event.customer, customers);
    if ('level' in event) check([...path, 'level'], event.level, levelsOf(policyOfCustomer(source, customer)));
    if ('on' in event)
      check([...path, 'on'], event.on, event.do === 'deliver' ? [...subjects, ...customers] : [...subjects]);
    if ('of' in event) check([...path, 'of'], event.of, [...subjects]);
    if ('into' in event) check([...path, 'into'], event.into, [...subjects]);
    if ('speaker' in event) check([...path, 'speaker'], event.speaker, people);
    if ('about' in event) check([...path, 'about'], event.about, people);
    if ('rotation' in event) check([...path, 'rotation'], event.rotation, Object.keys(source.rotations));
    if ('as' in event) {
      if (seen.has(event.as))
        findings.push({ path: [...path, 'as'], message: `"${event.as}" is taken by an earlier event` });
      seen.add(event.as);
      customerOf.set(event.as, customer);
    }
  }
  return findings;
}

function policyOfCustomer({ customers, policies }: BookSource, key: string | undefined): BookPolicy | undefined {
  const customer = key !== undefined && Object.hasOwn(customers, key) ? customers[key] : undefined;
  return customer && policies[customer.policy];
}

function levelsOf(policy: BookPolicy | undefined): string[] {
  return policy?.levels.map(({ key }) => key) ?? [];
}

function startOf({ start }: Scenario, { provider }: BookSource): string {
  return isoInZone(start, provider.timeZone);
}

function serviceLevelsOf({ clocks, reportHours }: BookPolicy): string[] {
  const named = Object.values(clocks).flatMap(
    (rule) => rule?.limits.flatMap((limit) => limit.serviceLevels ?? []) ?? [],
  );
  return [...new Set([...Object.keys(reportHours), ...named])];
}
