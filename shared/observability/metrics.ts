import { Metrics as Emf, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Attempt } from '#shared/chat/call';
import type { CredentialEvent } from '#shared/credentials/credentials';
import { type Failure, failureKinds } from '#shared/failures/failure';

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
} as const satisfies Record<CredentialEvent, string>;

/**
 * Makes the metrics of a function, in the embedded metric format: `Calls`, `Failures`, `Faults` (failures that are not
 * the caller's doing), `FailuresByCode` (by kind and Chat's code), one metric named after each kind, `Attempts`,
 * `Throttles`, `UpstreamTime`, `SecretAge` (seconds since the secret was read), and what happens to the secret.
 *
 * @param functionName the value of their dimension `service`
 */
export const createMetrics = (functionName: string): Metrics => {
  const emf = new Emf({ namespace: 'ChatFunctions', serviceName: functionName });
  let readAt: number | undefined;
  const count = (name: string, value = 1) => emf.addMetric(name, MetricUnit.Count, value);

  const countFailure = ({ kind, errorCode }: Failure): void => {
    count('Failures');
    count(kind);
    const single = emf.singleMetric();
    single.addDimensions({ kind, errorCode: `${errorCode ?? 'none'}` });
    single.addMetric('FailuresByCode', MetricUnit.Count, 1);
  };

  return {
    request: ({ attempts, failure }) => {
      count('Calls');
      count('Faults', failure && failureKinds[failure.kind].status >= 500 ? 1 : 0);
      count('Attempts', attempts.length);
      for (const attempt of attempts) {
        emf.addMetric('UpstreamTime', MetricUnit.Milliseconds, attempt.duration);
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
      if (readAt !== undefined) emf.addMetric('SecretAge', MetricUnit.Seconds, (Date.now() - readAt) / 1_000);
      emf.publishStoredMetrics();
    },
  };
};
