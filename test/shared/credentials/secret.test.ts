import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createSecretReader, type SecretStage } from '#shared/credentials/secret';
import { Failure } from '#shared/failures/failure';
import { startLoopbackServer } from '#test/lambda/loopback-server';
import { startSecretsManager } from '#test/local/secrets-manager';
import { nowhere } from '#test/nowhere';
import { seededCredential } from '#test/served-api';
import { everythingOf } from '#test/shared/everything-of';

const canary = 'canary'.repeat(8);
const broken = JSON.stringify({ ...seededCredential, secretKey: canary, region: 'mumbai' });

const secrets = {
  right: JSON.stringify(seededCredential),
  'prod/chat': JSON.stringify(seededCredential),
  broken,
  text: `secretKey=${canary}`,
};
const secretsManager = await startSecretsManager({ port: 0, secrets });
afterAll(() => secretsManager.close());

beforeAll(() => {
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'example');
  return () => vi.unstubAllEnvs();
});
beforeEach(() => pointTo(secretsManager.url));
afterEach(() => secretsManager.failWith());

const pointTo = (url: string) => vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', url);

const failureOf = async (secretId: string | undefined, stage: SecretStage = 'AWSCURRENT'): Promise<Failure> => {
  const error = await createSecretReader(secretId)(stage).then(
    () => new Error('The secret was read'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw error;
  expect(everythingOf(error)).not.toContain('canary');
  return error;
};

test.each(['right', 'prod/chat'])('reads the secret %s', async (secretId) => {
  expect(await createSecretReader(secretId)('AWSCURRENT')).toEqual(seededCredential);
});

test('reads each time it is asked, and keeps nothing', async () => {
  const read = createSecretReader('right');
  const before = secretsManager.reads();
  await read('AWSCURRENT');
  await read('AWSCURRENT');
  expect(secretsManager.reads() - before).toBe(2);
});

test('keeps no connection, which could be dead by the next read', async () => {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const server = await startLoopbackServer(async ({ socket }, response) => {
    socket.once('close', resolve);
    response.end(JSON.stringify({ SecretString: secrets.right }));
  });
  onTestFinished(() => server.close());
  pointTo(`http://${server.address}`);
  await createSecretReader('right')('AWSCURRENT');
  await ended;
}, 1_000);

test('reads the version before, once there is one', async () => {
  const changed = { ...seededCredential, secretKey: 'beef'.repeat(16) };
  const read = createSecretReader('prod/chat');
  expect(await read('AWSPREVIOUS')).toBeUndefined();
  const client = new SecretsManagerClient();
  await client.send(new PutSecretValueCommand({ SecretId: 'prod/chat', SecretString: JSON.stringify(changed) }));
  expect(await read('AWSCURRENT')).toEqual(changed);
  expect(await read('AWSPREVIOUS')).toEqual(seededCredential);
});

test.each([undefined, ''])('says that CHAT_SECRET_ID is not set when it is %j, and asks no one', async (secretId) => {
  const before = secretsManager.reads();
  expect(await failureOf(secretId)).toMatchObject({
    kind: 'Misconfigured',
    message: expect.stringContaining('CHAT_SECRET_ID'),
    action: expect.stringContaining('CHAT_SECRET_ID'),
  });
  expect(secretsManager.reads()).toBe(before);
});

test('says that there is no such secret', async () => {
  expect(await failureOf('missing')).toMatchObject({
    kind: 'Misconfigured',
    message: expect.stringContaining('ResourceNotFoundException'),
    action: expect.stringContaining('Create the secret'),
  });
});

test.each([
  ['AccessDeniedException', 'secretsmanager:GetSecretValue'],
  ['DecryptionFailure', 'kms:Decrypt'],
  ['InvalidRequestException', 'deletion'],
  ['InvalidParameterException', 'CHAT_SECRET_ID'],
  ['ValidationException', 'CHAT_SECRET_ID'],
])('says what to do about %s, and does not ask again', async (type, action) => {
  secretsManager.failWith({ status: 400, type });
  const before = secretsManager.reads();
  expect(await failureOf('right')).toMatchObject({
    kind: 'Misconfigured',
    message: expect.stringContaining(type),
    action: expect.stringContaining(action),
  });
  expect(secretsManager.reads() - before).toBe(1);
});

test.each([
  ['InternalServiceError', 500],
  ['ThrottlingException', 400],
  ['ServiceUnavailable', 503],
])('is unavailable after %s twice', async (type, status) => {
  secretsManager.failWith({ status, type });
  const before = secretsManager.reads();
  expect(await failureOf('right')).toMatchObject({ kind: 'CredentialsUnavailable', action: undefined });
  expect(secretsManager.reads() - before).toBe(2);
});

test.each(['UnrecognizedClientException', 'ExpiredTokenException'])('is unavailable after %s', async (type) => {
  secretsManager.failWith({ status: 400, type });
  expect(await failureOf('right')).toMatchObject({
    kind: 'CredentialsUnavailable',
    message: expect.stringContaining(type),
  });
});

test('is unavailable when connections are cut', async () => {
  secretsManager.failWith('cut');
  expect(await failureOf('right')).toMatchObject({ kind: 'CredentialsUnavailable' });
});

test('is unavailable when nothing listens there', async () => {
  pointTo(nowhere);
  expect(await failureOf('right')).toMatchObject({ kind: 'CredentialsUnavailable' });
});

test('is unavailable, in time, when no answer comes', async () => {
  let asked = 0;
  const server = await startLoopbackServer(async () => {
    asked += 1;
  });
  onTestFinished(() => server.close());
  pointTo(`http://${server.address}`);
  const start = performance.now();
  expect(await failureOf('right')).toMatchObject({ kind: 'CredentialsUnavailable' });
  expect(performance.now() - start).toBeLessThan(8_000);
  expect(asked).toBe(2);
});

test('is unavailable when the answer is not one of Secrets Manager, and shows nothing of it', async () => {
  const server = await startLoopbackServer(async (_, response) => {
    response.end(`{"SecretString":${canary}}`);
  });
  onTestFinished(() => server.close());
  pointTo(`http://${server.address}`);
  expect(await failureOf('right')).toMatchObject({ kind: 'CredentialsUnavailable' });
});

test.each<SecretStage>(['AWSCURRENT', 'AWSPREVIOUS'])('fails for %s too when the role may not read', async (stage) => {
  secretsManager.failWith({ status: 400, type: 'AccessDeniedException' });
  expect(await failureOf('right', stage)).toMatchObject({ kind: 'Misconfigured' });
});

test.each([
  ['broken', 'region'],
  ['text', 'not JSON'],
])('names what is wrong with the secret %s, and shows no value', async (secretId, message) => {
  expect(await failureOf(secretId)).toMatchObject({
    kind: 'Misconfigured',
    message: expect.stringContaining(message),
  });
});
