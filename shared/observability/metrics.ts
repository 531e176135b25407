import { Metrics as Emf, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Attempt } from '#shared/chat/call';
import type { CredentialEvent } from '#shared/credentials/credentials';
import { failureKinds } from '#shared/failures/failure';
import type { Outcome } from '#shared/request';

/** Where the metrics are put. */
export const metricNamespace = 'ChatFunctions';

/** The metrics of the application, and what each counts or measures. */
export const metricNames = {
  Calls: 'requests, whatever came of them',
  Failures: 'requests that failed',
  Faults: 'requests that failed and not by the caller: status 500 and above',
  Misconfigured: 'requests that failed for our credential or set-up, and versions of the secret that cannot be used',
  RateLimited: 'requests that were turned away for the rate',
  FailedItems: 'items that Chat did not carry out, in requests that it served',
  Attempts: 'calls to Chat',
  Throttles: 'calls to Chat that it refused for the rate',
  UpstreamTime: 'milliseconds that a call to Chat took',
  SecretReads: 'reads of the secret',
  StaleSecretReads: 'reads of the secret that failed while the one before serves on',
  RefusedCredentials: 'credentials that Chat refused',
} as const;

/** A metric of the application. */
export type MetricName = keyof typeof metricNames;

/** The metric that counts failures by where and why: it alone has these dimensions beside `service`. */
export const failuresByCode = { name: 'FailuresByCode', dimensions: ['errorCode', 'function', 'kind'] } as const;

type Unit = (typeof MetricUnit)[keyof typeof MetricUnit];

/** The metrics of a function. */
export interface Metrics {
  /** Counts a request: what was asked of Chat for it, and what came of it. */
  request(attempts: readonly Attempt[], outcome: Outcome): void;
  /** Counts what happened to the credential. */
  credential(event: CredentialEvent): void;
  /** Writes what has been counted. Called once an invocation. */
  flush(): void;
}

const credentialMetrics = {
  read: 'SecretReads',
  stale: 'StaleSecretReads',
  unusable: 'Misconfigured',
  refused: 'RefusedCredentials',
} as const satisfies Record<CredentialEvent, MetricName>;

/**
 * Makes the metrics of a function, in the embedded metric format.
 *
 * Their dimension is the application (`service`, from `POWERTOOLS_SERVICE_NAME`) and not the function, since each value of
 * a dimension is another metric to pay for. What a function does, Lambda counts at no cost; how it fails,
 * `FailuresByCode` counts, by function, kind and Chat's code.
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
