import type { Api } from '#shared/define-api';

/** The logical ids that the framework gives the resources it makes. */
export interface Naming {
  getLambdaLogicalId(functionName: string): string;
  getLogGroupLogicalId(functionName: string): string;
  getHttpApiRouteLogicalId(routeKey: string): string;
}

/** A function as `serverless.yml` and its definition describe it. */
export interface FunctionToDeploy {
  readonly api: Api;
  /** The name of the deployed function, which begins with the stack's. */
  readonly name: string;
  /** In seconds. */
  readonly timeout: number;
}

/** A function with the key of its route and the logical ids of its resources. */
export interface DeployedFunction extends FunctionToDeploy {
  /** The start of the logical ids of its resources. */
  readonly prefix: string;
  readonly routeKey: string;
  readonly ids: Readonly<Record<'lambda' | 'logGroup' | 'route' | 'role' | 'queue' | 'rule', string>>;
}

/**
 * Whether a queue feeds the function. Only a function that sets a state has one: nobody would receive the answer of a
 * function that reads, and SQS may deliver a message twice, which would make a function that adds add twice.
 */
export const hasQueue = ({ effect }: Api): boolean => effect === 'states';

/** Turns kebab-case into PascalCase, since a logical id takes no hyphens. */
export const pascalCase = (name: string): string =>
  name.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());

/** The number of characters that Lambda permits in a name. Names of this length keep all other names within limits. */
const longestName = 64;

/**
 * Names the resources of a function. The framework names the function, its log group and its route.
 *
 * @throws when the function's name is too long for Lambda, which would otherwise fail the deployment halfway
 */
export const nameResources = (toDeploy: FunctionToDeploy, naming: Naming): DeployedFunction => {
  const { length } = toDeploy.name;
  if (length > longestName) {
    throw new Error(
      `The name ${toDeploy.name} has ${length} characters; Lambda permits ${longestName}. Shorten the stage.`,
    );
  }
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
