import { randomInt } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { signedQuery } from '#test/bench/peers/signed-query';

const { CHAT_SECRET_ID, CHAT_BASE_URL } = process.env;

const readQuery = async (): Promise<string> => {
  const command = new GetSecretValueCommand({ SecretId: CHAT_SECRET_ID });
  const { SecretString = '' } = await new SecretsManagerClient().send(command);
  return `${new URLSearchParams(signedQuery(JSON.parse(SecretString)))}`;
};

const query = readQuery();

/** The least that pins a conversation: the SDK client, `fetch` and `node:crypto`. It checks, retries, limits and logs nothing. */
export const handler = async ({ body }: APIGatewayProxyEventV2) => {
  const response = await fetch(`${CHAT_BASE_URL}/v4/recentcontact/top?${await query}&random=${randomInt(2 ** 32)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: body ?? '',
  });
  return { statusCode: response.status, headers: { 'content-type': 'application/json' }, body: await response.text() };
};
