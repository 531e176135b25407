import type { Api } from '#shared/define-api';

/** How the framework names the resources that it makes. */
export interface Naming {
  getLambdaLogicalId(functionName: string): string;
  getLogGroupLogicalId(functionName: string): string;
  getHttpApiRouteLogicalId(routeKey: string): string;
}

/** What is known of a function before its resources are made. */
export interface FunctionToDeploy {
  readonly api: Api;
  /** The name under which it is deployed. */
  readonly name: string;
  /** Seconds. */
  readonly timeout: number;
}

/** A function, the key of its route and the logical ids of its resources. */
export interface DeployedFunction extends FunctionToDeploy {
  /** What the logical ids of its own resources begin with. */
  readonly prefix: string;
  readonly routeKey: string;
  readonly ids: Readonly<Record<'lambda' | 'logGroup' | 'route' | 'role' | 'queue' | 'rule', string>>;
}

/**
 * Whether a queue feeds a function. Only what sets an end state may be served from one: an answer that nobody waits for
 * helps nobody, and a queue brings a message more than once, which a call that adds must not be.
 */
export const hasQueue = ({ effect }: Api): boolean => effect === 'states';

/** A name in kebab-case as logical ids have it. */
export const pascalCase = (name: string): string =>
  name.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());

/** Gives the resources of a function their logical ids. The function, its log group and its route have the framework's. */
export const nameResources = (toDeploy: FunctionToDeploy, naming: Naming): DeployedFunction => {
  const { name, path } = toDeploy.api;
  const prefix = pascalCase(name);
  const routeKey = `POST ${path}`;
  return {
    ...toDeploy,
    prefix,
    routeKey,
    ids: {
      lambda: naming.getLambdaLogicalId(name),
      logGroup: naming.getLogGroupLogicalId(name),
      route: naming.getHttpApiRouteLogicalId(routeKey),
      role: `${prefix}Role`,
      queue: `${prefix}Queue`,
      rule: `${prefix}Rule`,
    },
  };
};
