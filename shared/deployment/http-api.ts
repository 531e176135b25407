import { type Fields, type Resources, ref } from '#shared/deployment/cloud-formation';
import type { DeployedFunction } from '#shared/deployment/deployed-function';
import type { Parameters } from '#shared/deployment/parameters';

/** An addition to a resource that the framework makes. */
export interface Extension {
  readonly Properties: Fields;
  readonly DependsOn?: readonly string[];
}

/** Additions to the HTTP API that the framework makes: new resources, and extensions by logical id. */
export interface HttpApi {
  readonly resources: Resources;
  readonly extensions: Readonly<Record<string, Extension>>;
}

const authorizerId = 'HttpApiAuthorizer';

/** Requires a SigV4 signature, or a token if the parameters name an issuer. */
const authorization = ({ jwtIssuer, jwtAudience }: Parameters): { resources: Resources; ofRoute: Fields } => {
  if (jwtIssuer === undefined || jwtAudience === undefined) {
    return { resources: {}, ofRoute: { AuthorizationType: 'AWS_IAM' } };
  }
  const authorizer = {
    Type: 'AWS::ApiGatewayV2::Authorizer',
    Properties: {
      ApiId: ref('HttpApi'),
      Name: 'jwt',
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Issuer: jwtIssuer, Audience: jwtAudience },
    },
  } as const;
  return {
    resources: { [authorizerId]: authorizer },
    ofRoute: { AuthorizationType: 'JWT', AuthorizerId: ref(authorizerId) },
  };
};

const throttle = (callsPerSecond: number): Fields => ({
  ThrottlingRateLimit: callsPerSecond,
  ThrottlingBurstLimit: callsPerSecond,
});

/** Allows scripts of these origins to call, with the headers of a signature or a token. */
const cors = (origins: readonly string[]): Fields => ({
  AllowOrigins: origins,
  AllowMethods: ['POST'],
  AllowHeaders: ['authorization', 'content-type', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'],
  MaxAge: 3600,
});

/**
 * Adds an authoriser to every route, throttles each route to its function's rate, and allows CORS for the given
 * origins.
 */
export const httpApi = (functions: readonly DeployedFunction[], parameters: Parameters): HttpApi => {
  const { corsOrigins } = parameters;
  const { resources, ofRoute } = authorization(parameters);
  return {
    resources,
    extensions: {
      ...Object.fromEntries(functions.map(({ ids }) => [ids.route, { Properties: ofRoute }])),
      ...(corsOrigins && { HttpApi: { Properties: { CorsConfiguration: cors(corsOrigins) } } }),
      HttpApiStage: {
        // API Gateway rejects settings for a route that does not exist yet.
        DependsOn: functions.map(({ ids }) => ids.route),
        Properties: {
          DefaultRouteSettings: throttle(Math.min(...functions.map(({ api }) => api.callsPerSecond))),
          RouteSettings: Object.fromEntries(
            functions.map(({ routeKey, api }) => [routeKey, throttle(api.callsPerSecond)]),
          ),
        },
      },
    },
  };
};
