import { SpanStatusCode } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  detectResources,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceNameEnvDetector,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { SECOND } from '../lib/instant.ts';
import type { Meter } from '../lib/meter.ts';
import { within } from '../lib/within.ts';

export interface Traces {
  /** Counts as before, and makes a span of everything whose time is taken. */
  readonly meter: Meter;
  /** Sends what is left, for two seconds at most. */
  stop(): Promise<void>;
}

const FLUSH_WITHIN_MS = 2 * SECOND;

/**
 * Sends traces by OTLP over HTTP. The exporter reads OpenTelemetry's own variables: `OTEL_EXPORTER_OTLP_ENDPOINT`, `…_HEADERS`,
 * `OTEL_SERVICE_NAME`, `OTEL_RESOURCE_ATTRIBUTES`. Each span is a trace of its own: turns of several people share a
 * transaction, so none of their requests is its parent. Of an error only its name is sent: its message may be what people wrote.
 */
export function startTraces(meter: Meter, version: string): Traces {
  const ours = resourceFromAttributes({ 'service.name': 'deskbell', 'service.version': version });
  const told = detectResources({ detectors: [resourceAttributesEnvDetector, serviceNameEnvDetector] });
  const provider = new TracerProvider({
    resource: ours.merge(told),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  const tracer = provider.getTracer('deskbell', version);
  return {
    meter: {
      ...meter,
      async time(what, run) {
        const { is, ...labels } = what;
        const attributes = Object.fromEntries(Object.entries(labels).map(([key, value]) => [`deskbell.${key}`, value]));
        const span = tracer.startSpan(is, { attributes });
        try {
          return await meter.time(what, run);
        } catch (error) {
          span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'unknown' });
          throw error;
        } finally {
          span.end();
        }
      },
    },
    stop: () => within(provider.shutdown(), FLUSH_WITHIN_MS, undefined),
  };
}
