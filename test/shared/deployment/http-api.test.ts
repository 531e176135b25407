import { expect, test } from 'vitest';
import { httpApi } from '#shared/deployment/http-api';
import { parametersWith, pinning, searching } from '#test/shared/deployment/deployed-functions';

const make = (given: Readonly<Record<string, unknown>> = {}) => httpApi([pinning, searching], parametersWith(given));
const routes = [pinning.ids.route, searching.ids.route];
const tokens = { jwtIssuer: 'https://issuer.example.com', jwtAudience: 'chat,admin', userClaim: 'user_id' };

test('requires a signature on every route', () => {
  const { extensions, resources } = make();
  for (const route of routes) expect(extensions[route]).toEqual({ Properties: { AuthorizationType: 'AWS_IAM' } });
  expect(Object.keys(resources)).toEqual([]);
});

test('requires a token on every route if an issuer is named', () => {
  const { extensions, resources } = make(tokens);
  for (const route of routes) {
    expect(extensions[route]).toEqual({
      Properties: { AuthorizationType: 'JWT', AuthorizerId: { Ref: 'HttpApiAuthorizer' } },
    });
  }
  expect(resources.HttpApiAuthorizer?.Properties).toMatchObject({
    ApiId: { Ref: 'HttpApi' },
    AuthorizerType: 'JWT',
    IdentitySource: ['$request.header.Authorization'],
    JwtConfiguration: { Issuer: 'https://issuer.example.com', Audience: ['chat', 'admin'] },
  });
});

test('throttles each route to its rate, once the routes exist', () => {
  const throttle = (rate: number) => ({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: rate });
  expect(make().extensions.HttpApiStage).toMatchObject({
    DependsOn: routes,
    Properties: {
      DefaultRouteSettings: throttle(2),
      RouteSettings: { 'POST /v4/recentcontact/top': throttle(200), 'POST /v4/group_search/search': throttle(2) },
    },
  });
});

test('allows calls from the named origins only', () => {
  expect(make().extensions).not.toHaveProperty('HttpApi');
  expect(make({ corsOrigins: 'https://app.example.com' }).extensions.HttpApi?.Properties).toMatchObject({
    CorsConfiguration: { AllowOrigins: ['https://app.example.com'], AllowMethods: ['POST'] },
  });
});
