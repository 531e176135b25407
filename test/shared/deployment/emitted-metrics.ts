import { vi } from 'vitest';
import * as z from 'zod/mini';
import { Failure, type FailureKind, failureKinds } from '#shared/failures/failure';
import { createMetrics } from '#shared/observability/metrics';

const line = z.object({
  _aws: z.object({
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string() })),
      }),
    ),
  }),
});

const isKind = (name: string): name is FailureKind => name in failureKinds;

/** Has a function count all that it can, and lists the metrics that this makes: `namespace name dimensions`. */
export const emittedMetrics = (): ReadonlySet<string> => {
  const written: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  const metrics = createMetrics('search-groups');
  const attempts = [{ duration: 5, failure: new Failure('RateLimited', 'too frequent') }];
  for (const kind of Object.keys(failureKinds).filter(isKind)) {
    metrics.request({ attempts, failure: new Failure(kind, 'it failed') });
  }
  for (const event of ['read', 'refused', 'stale'] as const) metrics.credential(event);
  metrics.flush();
  write.mockRestore();
  const directives = written.flatMap((text) => z.parse(line, JSON.parse(text))._aws.CloudWatchMetrics);
  return new Set(
    directives.flatMap(({ Namespace, Dimensions, Metrics }) =>
      Metrics.map(({ Name }) => `${Namespace} ${Name} ${Dimensions.flat().toSorted()}`),
    ),
  );
};
