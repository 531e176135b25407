import { randomInt } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import ky from 'ky';
import * as z from 'zod';
import { signedQuery } from '#test/bench/peers/signed-query';

const logger = new Logger({ serviceName: 'chat' });
const metrics = new Metrics({ namespace: 'chat', serviceName: 'chat' });
const secrets = new SecretsManagerClient();

const requestSchema = z.strictObject({
  From_Account: z.string().min(1).max(32),
  OperationType: z.union([z.literal(1), z.literal(2)]),
  RecentContactItem: z.array(
    z.discriminatedUnion('Type', [
      z.strictObject({ Type: z.literal(1), To_Account: z.string().min(1) }),
      z.strictObject({ Type: z.literal(2), GroupId: z.string().min(1) }),
    ]),
  ),
});

const readQuery = async () => {
  const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: process.env.CHAT_SECRET_ID }));
  return signedQuery(JSON.parse(SecretString));
};

const query = readQuery();

const pin = async ({ body }: APIGatewayProxyEventV2) => {
  const json = requestSchema.parse(JSON.parse(body ?? ''));
  const answer = await ky
    .post(`${process.env.CHAT_BASE_URL}/v4/recentcontact/top`, {
      searchParams: { ...(await query), random: randomInt(2 ** 32) },
      json,
    })
    .json();
  logger.info('Pinned', { user: json.From_Account });
  metrics.addMetric('Calls', MetricUnit.Count, 1);
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) };
};

/** The usual stack, as its documentation shows it: middy, Powertools and zod, with ky in the place of axios. It signs once. */
export const handler = middy(pin)
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics, { captureColdStartMetric: true }));
