import type { CredentialsOptions } from '#shared/credentials/credentials';
import type { Log } from '#shared/observability/log';
import type { Metrics } from '#shared/observability/metrics';

/** Counts what happens to the credential, and tells operators of a new secret that cannot be used while the one before still is. */
export const observeCredential =
  (log: Log, metrics: Metrics): NonNullable<CredentialsOptions['onEvent']> =>
  (event, failure) => {
    metrics.credential(event);
    if (event !== 'unusable') return;
    log.error('The secret cannot be used, and the one before it still is', {
      reason: failure?.message,
      action: failure?.action,
    });
  };
