import type { CredentialsOptions } from '#shared/credentials/credentials';
import type { Log } from '#shared/observability/log';
import type { Metrics } from '#shared/observability/metrics';

/**
 * Counts the events of the credential, and logs an error when a new secret is unusable and the previous one stays in
 * use.
 */
export const observeCredential =
  (log: Log, metrics: Metrics): NonNullable<CredentialsOptions['onEvent']> =>
  (event, failure) => {
    metrics.credential(event);
    if (event !== 'unusable') return;
    log.error('The secret is unusable; the previous one stays in use', {
      reason: failure?.message,
      action: failure?.action,
    });
  };
