import type { ChatAdapter, Urgency } from './adapter.ts';
import type { Platform } from './place.ts';

/** The adapter of a platform; undefined: the platform is not configured. */
export type AdapterFor = (platform: Platform) => ChatAdapter | undefined;

/** What the desk has to know of a platform before it writes a notice. */
export interface PlatformFeatures {
  /** Whether a platform's messages show each reader their own language. */
  readonly speaksBoth: (platform: Platform) => boolean;
  /** Whether a platform can make a message urgent in this way, and the settings allow it. */
  readonly canUrge: (platform: Platform, way: Urgency) => boolean;
}

/** Answers for the configured platforms; others can do nothing. */
export function featuresBy(adapterFor: AdapterFor): PlatformFeatures {
  return {
    speaksBoth: (platform) => adapterFor(platform)?.features.bilingual === true,
    canUrge: (platform, way) => (adapterFor(platform)?.features.urgentPerDay[way] ?? 0) > 0,
  };
}
