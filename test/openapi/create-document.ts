import type { Api } from '#shared/define-api';
import { regions } from '#shared/regions';
import { failingResponses, failureSchemas } from '#test/openapi/failing-responses';
import { json, jsonSchemaOf, reference } from '#test/openapi/json-schema';
import { readSample } from '#test/read-sample';
import packageJson from '../../package.json' with { type: 'json' };

const camelCase = (name: string): string => name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

const pascalCase = (name: string): string => camelCase(`-${name}`);

const describeOperation = ({ callsPerSecond, access, regions: offered }: Api): string => {
  const lacking = offered && Object.keys(regions).filter((region) => !offered.some((name) => name === region));
  return [
    `At most ${callsPerSecond} calls a second for the whole application; a call over the limit is answered 429.`,
    'scope' in access
      ? `A token needs the scope \`chat:${access.scope}\` or \`chat:admin\`.`
      : `A token has to be that of the user in \`${access.user}\`, or needs the scope \`chat:admin\`.`,
    ...(offered && lacking
      ? [`Chat offers it in ${offered.join(' and ')}. In ${lacking.join(', ')} the answer is 501.`]
      : []),
  ].join('\n\n');
};

const securityOf = ({ access }: Api) => [
  { sigv4: [] },
  { token: 'scope' in access ? [`chat:${access.scope}`] : [] },
  { token: ['chat:admin'] },
];

const operationOf = async (api: Api, apis: readonly Api[]) => ({
  operationId: camelCase(api.name),
  summary: api.summary,
  description: describeOperation(api),
  externalDocs: { description: "Chat's page", url: api.documentation },
  security: securityOf(api),
  'x-rate-limit': { callsPerSecond: api.callsPerSecond },
  'x-regions': api.regions ?? Object.keys(regions),
  requestBody: {
    required: true,
    content: { [json]: { schema: reference(`${pascalCase(api.name)}Request`), example: readSample(api.name).request } },
  },
  responses: {
    200: {
      description: "Chat's own answer, every field of it.",
      content: { [json]: { schema: reference(`${pascalCase(api.name)}Answer`), example: readSample(api.name).answer } },
    },
    ...(await failingResponses(api, apis)),
  },
});

const schemasOf = ({ name, request, response }: Api) => [
  [`${pascalCase(name)}Request`, jsonSchemaOf(request)],
  [`${pascalCase(name)}Answer`, jsonSchemaOf(response)],
];

/** Makes the OpenAPI document of the APIs. `JSON.stringify` writes it digit for digit. */
export const createDocument = async (apis: readonly Api[]): Promise<object> => ({
  openapi: '3.1.1',
  info: {
    title: 'Chat functions',
    version: packageJson.version,
    description: [
      `${packageJson.description}: the requests and answers are Chat's own, without its signature in the address.`,
      'A failure is a problem document that has the fields of a failed answer of Chat, too.',
    ].join('\n\n'),
    license: { name: packageJson.license, identifier: packageJson.license },
  },
  servers: [
    {
      url: 'https://{api}.execute-api.{region}.amazonaws.com',
      description: 'Deployed',
      variables: {
        api: { default: 'a1b2c3d4e5', description: 'The id of the HTTP API.' },
        region: { default: 'ap-southeast-1', description: 'The AWS region.' },
      },
    },
    { url: 'http://127.0.0.1:3000', description: 'On this machine' },
  ],
  paths: Object.fromEntries(
    await Promise.all(apis.map(async (api) => [api.path, { post: await operationOf(api, apis) }] as const)),
  ),
  components: {
    securitySchemes: {
      sigv4: {
        type: 'apiKey',
        in: 'header',
        name: 'Authorization',
        description:
          'AWS Signature Version 4, by a caller whom IAM allows `execute-api:Invoke`. It may act for every user.',
        'x-amazon-apigateway-authtype': 'awsSigv4',
      },
      token: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'A token of the issuer that the gateway trusts. Scopes stand in its claim `scope` or `scp`.',
      },
    },
    schemas: { ...Object.fromEntries(apis.flatMap(schemasOf)), ...failureSchemas(apis) },
  },
});
