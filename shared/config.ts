import type { Scope } from '#shared/define-api';

/** What the functions are told by their environment. */
export interface Config {
  /** Name or ARN of the secret with the credential: `CHAT_SECRET_ID`. */
  readonly secretId: string | undefined;
  /** Only for a Chat on this machine, replaces the domain of the region: `CHAT_BASE_URL`. */
  readonly baseUrl: string | undefined;
  /** The name that the function is deployed under; `undefined` outside Lambda: `AWS_LAMBDA_FUNCTION_NAME`. */
  readonly functionName: string | undefined;
  /** The load balancer whose word on who is signed in is taken: `CHAT_LOAD_BALANCER_ARN`. */
  readonly loadBalancerArn: string | undefined;
  readonly claims: ClaimConfig;
}

/** How the claims of a caller are read. */
export interface ClaimConfig {
  /** The claim that holds its user id at Chat: `CHAT_USER_CLAIM`, `sub` if not set. */
  readonly userClaim: string;
  /**
   * The words that give a right, exactly as the issuer writes them: `CHAT_SEARCH_SCOPE` and `CHAT_ADMIN_SCOPE`, `chat:search`
   * and `chat:admin` if not set. Cognito puts the name of the resource server before them: `chat/chat:search`.
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
