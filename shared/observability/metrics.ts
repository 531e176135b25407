import { Metrics as Emf, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Attempt } from '#shared/chat/call';
import type { CredentialEvent } from '#shared/credentials/credentials';
import { failureKinds } from '#shared/failures/failure';
import type { Outcome } from '#shared/request';

/** The CloudWatch namespace of the metrics. */
export const metricNamespace = 'ChatFunctions';

/** The metrics of the application, each with what it counts or measures. */
export const metricNames = {
  Calls: 'all requests',
  Failures: 'requests that failed',
  Faults: 'requests that failed with status 500 or above',
  Misconfigured:
    'requests that failed because of the credential or the configuration, and unusable versions of the secret',
  RateLimited: 'requests that failed because of the rate',
  FailedItems: 'items that failed in requests that succeeded',
  Attempts: 'calls to Chat',
  Throttles: 'calls that Chat rejected because of the rate',
  UpstreamTime: 'duration of a call to Chat, in milliseconds',
  SecretReads: 'successful reads of the secret',
  StaleSecretReads: 'failed reads of the secret after which the cached value stays in use',
  RefusedCredentials: 'credentials that Chat rejected',
} as const;

/** A metric of the application. */
export type MetricName = keyof typeof metricNames;

/** The metric that counts failures by code, function and kind. No other metric has a dimension besides `service`. */
export const failuresByCode = { name: 'FailuresByCode', dimensions: ['errorCode', 'function', 'kind'] } as const;

type Unit = (typeof MetricUnit)[keyof typeof MetricUnit];

/** The metrics of a function. */
export interface Metrics {
  /** Counts a request, its calls to Chat and its outcome. */
  request(attempts: readonly Attempt[], outcome: Outcome): void;
  /** Counts an event of the credential. */
  credential(event: CredentialEvent): void;
  /** Writes the collected metrics, at the end of each invocation. */
  flush(): void;
}

const credentialMetrics = {
  read: 'SecretReads',
  stale: 'StaleSecretReads',
  unusable: 'Misconfigured',
  refused: 'RefusedCredentials',
} as const satisfies Record<CredentialEvent, MetricName>;

/**
 * Creates the metrics of a function, in CloudWatch's embedded metric format.
 *
 * Their dimension is the application (`service`, from `POWERTOOLS_SERVICE_NAME`), not the function, since AWS charges
 * for each combination of dimension values. Lambda counts each function's invocations for free, and `FailuresByCode`
 * counts its failures.
 */
export const createMetrics = (functionName: string): Metrics => {
  const emf = new Emf({ namespace: metricNamespace });
  const add = (name: MetricName, value = 1, unit: Unit = MetricUnit.Count) => emf.addMetric(name, unit, value);

  const countFailure = ({ failure: { kind, errorCode } }: Extract<Outcome, { failure: unknown }>): void => {
    add('Failures');
    if (kind === 'Misconfigured' || kind === 'RateLimited') add(kind);
    const single = emf.singleMetric();
    const dimensions = { errorCode: `${errorCode ?? 'none'}`, function: functionName, kind };
    single.addDimensions(dimensions satisfies Record<(typeof failuresByCode.dimensions)[number], string>);
    single.addMetric(failuresByCode.name, MetricUnit.Count, 1);
  };

  return {
    request: (attempts, outcome) => {
      add('Calls');
      add('Faults', 'failure' in outcome && failureKinds[outcome.failure.kind].status >= 500 ? 1 : 0);
      add('Attempts', attempts.length);
      for (const attempt of attempts) {
        add('UpstreamTime', attempt.duration, MetricUnit.Milliseconds);
        if (attempt.failure?.kind === 'RateLimited') add('Throttles');
      }
      if ('failure' in outcome) countFailure(outcome);
      else if (outcome.answer.failedItems.length > 0) add('FailedItems', outcome.answer.failedItems.length);
    },
    credential: (event) => {
      add(credentialMetrics[event]);
    },
    flush: () => {
      if (emf.hasStoredMetrics()) emf.publishStoredMetrics();
    },
  };
};
