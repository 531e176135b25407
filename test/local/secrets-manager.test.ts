import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  type GetSecretValueCommandInput,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SecretsManager, startSecretsManager } from '#test/local/secrets-manager';

let server: SecretsManager;
let client: SecretsManagerClient;

beforeEach(async () => {
  server = await startSecretsManager({
    port: 0,
    secrets: { 'app/local': 'first' },
  });
  client = new SecretsManagerClient({
    endpoint: server.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});

afterEach(async () => {
  client.destroy();
  await server.close();
});

const get = (input: Partial<GetSecretValueCommandInput> = {}) =>
  client.send(new GetSecretValueCommand({ SecretId: 'app/local', ...input }));
const put = (SecretString: string, input: { ClientRequestToken?: string; VersionStages?: string[] } = {}) =>
  client.send(
    new PutSecretValueCommand({
      SecretId: 'app/local',
      SecretString,
      ...input,
    }),
  );

test('a seeded secret can be read by name and by ARN', async () => {
  const secret = await get();
  expect(secret).toMatchObject({
    Name: 'app/local',
    SecretString: 'first',
    VersionStages: ['AWSCURRENT'],
  });
  expect(secret.CreatedDate?.getFullYear()).toBe(new Date().getFullYear());
  expect(await get({ SecretId: secret.ARN ?? '' })).toMatchObject({
    SecretString: 'first',
  });
});

test('a new version takes AWSCURRENT and the one before it becomes AWSPREVIOUS', async () => {
  const first = await get();
  await put('second');
  expect(await get()).toMatchObject({ SecretString: 'second' });
  expect(await get({ VersionStage: 'AWSPREVIOUS' })).toMatchObject({
    SecretString: 'first',
    VersionId: first.VersionId,
  });

  const third = await put('third');
  expect(third.VersionStages).toEqual(['AWSCURRENT']);
  expect(await get({ VersionStage: 'AWSPREVIOUS' })).toMatchObject({
    SecretString: 'second',
  });
  expect(await get({ VersionId: first.VersionId })).toMatchObject({
    SecretString: 'first',
  });
});

test('a version with its own label does not move AWSCURRENT', async () => {
  const pending = await put('pending', { VersionStages: ['AWSPENDING'] });
  const current = await get();
  expect(current.SecretString).toBe('first');
  expect(await get({ VersionStage: 'AWSPENDING' })).toMatchObject({
    SecretString: 'pending',
  });

  const { VersionIdsToStages } = await client.send(new DescribeSecretCommand({ SecretId: 'app/local' }));
  expect(VersionIdsToStages).toEqual({
    [String(current.VersionId)]: ['AWSCURRENT'],
    [String(pending.VersionId)]: ['AWSPENDING'],
  });
});

test('a rotation function makes a pending version current and keeps the previous one', async () => {
  const { VersionId: first } = await get();
  const token = 'c'.repeat(32);
  const steps = { VersionId: token, VersionStage: 'AWSPENDING' };
  await expect(get(steps)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await put('second', { ClientRequestToken: token, VersionStages: ['AWSPENDING'] });
  expect(await get(steps)).toMatchObject({ SecretString: 'second' });
  const move = (input: { readonly MoveToVersionId?: string; readonly RemoveFromVersionId?: string }) =>
    client.send(new UpdateSecretVersionStageCommand({ SecretId: 'app/local', VersionStage: 'AWSCURRENT', ...input }));

  await expect(move({ MoveToVersionId: token })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(move({ RemoveFromVersionId: first ?? '' })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(move({ MoveToVersionId: 'd'.repeat(32), RemoveFromVersionId: first ?? '' })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  expect(await get()).toMatchObject({ SecretString: 'first' });

  await move({ MoveToVersionId: token, RemoveFromVersionId: first ?? '' });
  expect(await get()).toMatchObject({ SecretString: 'second', VersionStages: ['AWSCURRENT', 'AWSPENDING'] });
  expect(await get({ VersionStage: 'AWSPREVIOUS' })).toMatchObject({ SecretString: 'first', VersionId: first });
  await client.send(
    new UpdateSecretVersionStageCommand({
      SecretId: 'app/local',
      VersionStage: 'AWSPENDING',
      RemoveFromVersionId: token,
    }),
  );
  expect((await client.send(new DescribeSecretCommand({ SecretId: 'app/local' }))).VersionIdsToStages).toEqual({
    [`${first}`]: ['AWSPREVIOUS'],
    [token]: ['AWSCURRENT'],
  });
});

test('the same token with the same value adds nothing, with another value it is an error', async () => {
  const ClientRequestToken = '5f6c2d52-8d1a-4a35-9c2a-0c6a2f0c2b11';
  const once = await put('second', { ClientRequestToken });
  expect(await put('second', { ClientRequestToken })).toMatchObject({
    VersionId: once.VersionId,
  });
  expect(await get({ VersionStage: 'AWSPREVIOUS' })).toMatchObject({
    SecretString: 'first',
  });
  await expect(put('third', { ClientRequestToken })).rejects.toMatchObject({
    name: 'ResourceExistsException',
  });
});

test('a secret can be created only once', async () => {
  const create = () => client.send(new CreateSecretCommand({ Name: 'app/new', SecretString: 'value' }));
  const created = await create();
  expect(created.ARN).toMatch(/^arn:aws:secretsmanager:[^:]+:\d{12}:secret:app\/new-\w{6}$/);
  expect(await get({ SecretId: 'app/new' })).toMatchObject({
    VersionId: created.VersionId,
  });
  await expect(create()).rejects.toMatchObject({
    name: 'ResourceExistsException',
  });
});

test.each([
  ['a secret that does not exist', { SecretId: 'other' }, /^ResourceNotFoundException: .*specified secret\.$/],
  ['a label on no version', { VersionStage: 'AWSPREVIOUS' }, /^ResourceNotFoundException: .*label: AWSPREVIOUS$/],
  ['an unknown version', { VersionId: 'f'.repeat(32) }, /^ResourceNotFoundException: .*VersionId: f{32}$/],
  ['an empty id', { SecretId: '' }, /^InvalidParameterException: SecretId: /],
])('%s is refused as AWS refuses it', async (_, input, refusal) => {
  const error = await get(input).catch(String);
  expect(error).toMatch(refusal);
});

test('rejects an id and a label of different versions', async () => {
  const { VersionId } = await get();
  await put('second');
  await expect(get({ VersionId, VersionStage: 'AWSCURRENT' })).rejects.toMatchObject({
    name: 'InvalidRequestException',
  });
});

test('fails on request, counts the reads and recovers', async () => {
  server.failWith({ status: 500, type: 'InternalServiceError' });
  await expect(get()).rejects.toMatchObject({
    name: 'InternalServiceError',
    $metadata: { httpStatusCode: 500 },
  });
  server.failWith('cut');
  await expect(get()).rejects.toMatchObject({ code: 'ECONNRESET' });
  server.failWith();
  expect(await get()).toMatchObject({ SecretString: 'first' });
  expect(server.reads()).toBe(3);
});

test('forgets old versions without a label', async () => {
  const { VersionId } = await get();
  for (let count = 0; count < 102; count += 1) await put(`value ${count}`);
  await expect(get({ VersionId })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  expect(await get({ VersionStage: 'AWSPREVIOUS' })).toMatchObject({ SecretString: 'value 100' });
});

test('rejects an unknown operation and a body that is not JSON', async () => {
  const post = async (target: string, body: string) => {
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'x-amz-target': target },
      body,
    });
    return [response.status, await response.json()];
  };
  expect(await post('secretsmanager.DeleteSecret', '{}')).toMatchObject([400, { __type: 'UnknownOperationException' }]);
  expect(await post('secretsmanager.GetSecretValue', '{')).toMatchObject([400, { __type: 'SerializationException' }]);
});
