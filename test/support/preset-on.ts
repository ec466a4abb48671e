import { feishuId } from './feishu-book.ts';
import { slackId } from './slack-book.ts';

/** The preset with its channels and people on Slack, under ids made from their keys. */
export function onSlack(preset: string): string {
  return preset
    .replace(/platform: playground,? *(\n *)?id: ([\w-]+)/g, (_all, line: string | undefined, key: string) =>
      line === undefined
        ? `platform: slack, id: ${slackId('C', key)}`
        : `platform: slack${line}id: ${slackId('C', key)}`,
    )
    .replace(/\{ playground: ([\w-]+) \}/g, (_all, key: string) => `{ slack: ${slackId('U', key)} }`);
}

/** The preset with its channels and people on Feishu, under ids made from their keys. */
export function onFeishu(preset: string): string {
  return preset
    .replace(/platform: playground,? *(\n *)?id: ([\w-]+)/g, (_all, line: string | undefined, key: string) =>
      line === undefined
        ? `platform: feishu, id: ${feishuId('oc', key)}`
        : `platform: feishu${line}id: ${feishuId('oc', key)}`,
    )
    .replace(/\{ playground: ([\w-]+) \}/g, (_all, key: string) => `{ feishu: ${feishuId('ou', key)} }`);
}
