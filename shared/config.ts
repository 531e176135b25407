import type { Scope } from '#shared/define-api';

/** The configuration of a function, from its environment variables. */
export interface Config {
  /** The name or ARN of the secret with the credential: `CHAT_SECRET_ID`. */
  readonly secretId: string | undefined;
  /** Replaces the region's domain, for a local Chat only: `CHAT_BASE_URL`. */
  readonly baseUrl: string | undefined;
  /** The name of the deployed function; `undefined` outside Lambda: `AWS_LAMBDA_FUNCTION_NAME`. */
  readonly functionName: string | undefined;
  /** The load balancer whose user tokens are trusted: `CHAT_LOAD_BALANCER_ARN`. */
  readonly loadBalancerArn: string | undefined;
  readonly claims: ClaimConfig;
}

/** How to read the claims of a caller. */
export interface ClaimConfig {
  /** The claim with the caller's Chat user id: `CHAT_USER_CLAIM`. Default: `sub`. */
  readonly userClaim: string;
  /**
   * The scopes that grant a right, exactly as the issuer writes them: `CHAT_SEARCH_SCOPE` and `CHAT_ADMIN_SCOPE`.
   * Default: `chat:search` and `chat:admin`. Cognito prefixes them with the resource server: `chat/chat:search`.
   */
  readonly scopes: Readonly<Record<Scope, string>>;
}

/** Reads the configuration. This is the only place that reads the environment. */
export const readConfig = (environment: NodeJS.ProcessEnv = process.env): Config => ({
  secretId: environment.CHAT_SECRET_ID || undefined,
  baseUrl: environment.CHAT_BASE_URL || undefined,
  functionName: environment.AWS_LAMBDA_FUNCTION_NAME || undefined,
  loadBalancerArn: environment.CHAT_LOAD_BALANCER_ARN || undefined,
  claims: {
    userClaim: environment.CHAT_USER_CLAIM || 'sub',
    scopes: {
      search: environment.CHAT_SEARCH_SCOPE || 'chat:search',
      admin: environment.CHAT_ADMIN_SCOPE || 'chat:admin',
    },
  },
});
