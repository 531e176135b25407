import { Metrics as Emf, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Attempt } from '#shared/chat/call';
import type { CredentialEvent } from '#shared/credentials/credentials';
import { type Failure, type FailureKind, failureKinds } from '#shared/failures/failure';

/** Where the metrics are put. */
export const metricNamespace = 'ChatFunctions';

/** A metric of the application. Each kind of failure is one, too. */
export type MetricName =
  | 'Calls'
  | 'Failures'
  | 'Faults'
  | 'Attempts'
  | 'Throttles'
  | 'UpstreamTime'
  | 'SecretReads'
  | 'StaleSecretReads'
  | 'RefusedCredentials'
  | 'SecretAge'
  | FailureKind;

/** The metric that counts failures by where and why: it alone has these dimensions beside `service`. */
export const failuresByCode = { name: 'FailuresByCode', dimensions: ['errorCode', 'function', 'kind'] } as const;

/** What came of one request. */
export interface Outcome {
  readonly attempts: readonly Attempt[];
  readonly failure?: Failure;
}

/** The metrics of a function. */
export interface Metrics {
  /** Counts a request. */
  request(outcome: Outcome): void;
  /** Counts what happened to the credential. */
  credential(event: CredentialEvent): void;
  /** Writes what has been counted. Called once an invocation. */
  flush(): void;
}

const credentialMetrics = {
  read: 'SecretReads',
  stale: 'StaleSecretReads',
  refused: 'RefusedCredentials',
} as const satisfies Record<CredentialEvent, MetricName>;

/**
 * Makes the metrics of a function, in the embedded metric format: `Calls`, `Failures`, `Faults` (failures that are not
 * the caller's doing), one metric named after each kind, `Attempts`, `Throttles`, `UpstreamTime`, `SecretAge` (seconds
 * since the secret was read), and what happens to the secret.
 *
 * Their dimension is the application (`service`, from `POWERTOOLS_SERVICE_NAME`) and not the function, since each value of
 * a dimension is another metric to pay for. What a function does, Lambda counts at no cost; how it fails,
 * `FailuresByCode` counts, by function, kind and Chat's code.
 */
export const createMetrics = (functionName: string): Metrics => {
  const emf = new Emf({ namespace: metricNamespace });
  let readAt: number | undefined;
  const count = (name: MetricName, value = 1) => emf.addMetric(name, MetricUnit.Count, value);

  const countFailure = ({ kind, errorCode }: Failure): void => {
    count('Failures');
    count(kind);
    const single = emf.singleMetric();
    const dimensions = { errorCode: `${errorCode ?? 'none'}`, function: functionName, kind };
    single.addDimensions(dimensions satisfies Record<(typeof failuresByCode.dimensions)[number], string>);
    single.addMetric(failuresByCode.name, MetricUnit.Count, 1);
  };

  return {
    request: ({ attempts, failure }) => {
      count('Calls');
      count('Faults', failure && failureKinds[failure.kind].status >= 500 ? 1 : 0);
      count('Attempts', attempts.length);
      for (const attempt of attempts) {
        emf.addMetric('UpstreamTime' satisfies MetricName, MetricUnit.Milliseconds, attempt.duration);
        if (attempt.failure?.kind === 'RateLimited') count('Throttles');
      }
      if (failure) countFailure(failure);
    },
    credential: (event) => {
      count(credentialMetrics[event]);
      if (event === 'read') readAt = Date.now();
    },
    flush: () => {
      if (!emf.hasStoredMetrics()) return;
      if (readAt !== undefined)
        emf.addMetric('SecretAge' satisfies MetricName, MetricUnit.Seconds, (Date.now() - readAt) / 1_000);
      emf.publishStoredMetrics();
    },
  };
};
