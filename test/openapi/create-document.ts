import type { Api } from '#shared/define-api';
import { regions } from '#shared/regions';
import {
  byFamily,
  describeAccess,
  describeEffect,
  describePaging,
  describeRate,
  describeRegions,
  familyOf,
  hasItemResults,
  textLengths,
} from '#test/derive/describe-api';
import { camelCase, pascalCase } from '#test/derive/names';
import { failingResponses, failureSchemas, reference, sharedResponses } from '#test/openapi/failing-responses';
import { jsonSchemaOf } from '#test/openapi/json-schema';
import { readSample } from '#test/read-sample';
import packageJson from '../../package.json' with { type: 'json' };

const describeOperation = (api: Api): string =>
  [describeEffect, describeRate, describeAccess, describeRegions, describePaging]
    .flatMap((describe) => describe(api) ?? [])
    .join('\n\n');

/**
 * Callers by IAM, with the scope for the API, or with the scope for everything. The scopes have their default names.
 */
const securityOf = ({ access }: Api) => [
  { sigv4: [] },
  { token: 'scope' in access ? [`chat:${access.scope}`] : [] },
  ...('scope' in access && access.scope === 'admin' ? [] : [{ token: ['chat:admin'] }]),
];

const operationOf = (api: Api, apis: readonly Api[]) => {
  const { request, answer } = readSample(api.name);
  const schema = reference('schemas', `${pascalCase(api.name)}Answer`);
  return {
    operationId: camelCase(api.name),
    tags: [familyOf(api).name],
    summary: api.summary,
    description: describeOperation(api),
    externalDocs: { description: "Chat's page", url: api.documentation },
    security: securityOf(api),
    'x-rate-limit': { callsPerSecond: api.callsPerSecond },
    'x-regions': api.regions ?? Object.keys(regions),
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: reference('schemas', `${pascalCase(api.name)}Request`), example: request },
      },
    },
    responses: {
      200: {
        description: "Chat's own answer, every field of it.",
        content: { 'application/json': { schema, example: answer } },
      },
      ...(hasItemResults(api) && {
        207: {
          description: "Chat's own answer, in which the `ResultCode` of at least one item is not 0: that item failed.",
          content: { 'application/json': { schema } },
        },
      }),
      ...failingResponses(api, apis),
    },
  };
};

const schemasOf = ({ name, request, response }: Api) => [
  [`${pascalCase(name)}Request`, jsonSchemaOf(request)],
  [`${pascalCase(name)}Answer`, jsonSchemaOf(response())],
];

/** Makes the OpenAPI document of the APIs. `JSON.stringify` writes it digit for digit. */
export const createDocument = (apis: readonly Api[]): object => ({
  openapi: '3.1.1',
  info: {
    title: 'Chat functions',
    version: packageJson.version,
    description: [
      `${packageJson.description}: the requests and answers are Chat's own, without its signature in the address.`,
      'A failure is a problem document that has the fields of a failed answer of Chat, too.',
      textLengths,
    ].join('\n\n'),
    contact: { name: 'The team that runs this deployment' },
    license: { name: packageJson.license, identifier: packageJson.license },
  },
  servers: [
    {
      url: 'https://{api}.execute-api.{region}.amazonaws.com',
      description: 'Deployed: the id of the HTTP API, and its AWS region',
      variables: { api: { default: 'a1b2c3d4e5' }, region: { default: 'ap-southeast-1' } },
    },
    { url: 'http://127.0.0.1:3000', description: 'On this machine' },
  ],
  tags: byFamily(apis).map(([{ name, description }]) => ({ name, description })),
  paths: Object.fromEntries(apis.map((api) => [api.path, { post: operationOf(api, apis) }])),
  components: {
    securitySchemes: {
      sigv4: {
        type: 'apiKey',
        in: 'header',
        name: 'Authorization',
        description:
          'AWS Signature Version 4, by a caller that IAM allows `execute-api:Invoke`. It may act for every user.',
        'x-amazon-apigateway-authtype': 'awsSigv4',
      },
      token: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description:
          'A token of the issuer that the gateway trusts. Its claim `scope` or `scp` names the scopes: `chat:search` and `chat:admin`, unless the deployment gives them other names.',
      },
    },
    schemas: { ...Object.fromEntries(apis.flatMap(schemasOf)), ...failureSchemas(apis) },
    responses: sharedResponses(apis),
  },
});
