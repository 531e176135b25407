import { expect, test } from 'vitest';
import { readParameters } from '#shared/deployment/parameters';
import { requiredParameters } from '#test/shared/deployment/deployed-functions';

const read = (given: Readonly<Record<string, unknown>>, region = 'eu-west-1') =>
  readParameters({ ...requiredParameters, ...given }, region);

test('reads values from YAML and from the command line alike', () => {
  expect(read({ reserveConcurrency: true })).toEqual({ ...requiredParameters, reserveConcurrency: true });
  expect(read({ reserveConcurrency: 'true' })).toEqual({ ...requiredParameters, reserveConcurrency: true });
  expect(read({ logRetentionInDays: 3653 })).toEqual({ ...requiredParameters, logRetentionInDays: 3653 });
  expect(read({ logRetentionInDays: '3653' })).toEqual({ ...requiredParameters, logRetentionInDays: 3653 });
});

test('takes each number of days that CloudWatch Logs takes', () => {
  const days = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731];
  const years = [1096, 1827, 2192, 2557, 2922, 3288, 3653];
  for (const logRetentionInDays of [...days, ...years]) {
    expect(read({ logRetentionInDays })).toMatchObject({ logRetentionInDays });
  }
});

test('treats an empty value as not given', () => {
  expect(read({ jwtIssuer: '', alarmTopicArn: null, corsOrigins: undefined })).toEqual(requiredParameters);
});

test('reads lists', () => {
  const given = {
    jwtIssuer: 'https://issuer.example.com/',
    jwtAudience: 'chat,  admin',
    corsOrigins: 'https://a.example.com, http://localhost:5173',
  };
  expect(read(given)).toMatchObject({
    jwtIssuer: 'https://issuer.example.com/',
    jwtAudience: ['chat', 'admin'],
    corsOrigins: ['https://a.example.com', 'http://localhost:5173'],
  });
});

test.each([
  ['secretName', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:chat-AbCdEf', 'the name of a secret'],
  ['secretName', '', 'the name of a secret'],
  ['secretKeyArn', 'arn:aws:kms:eu-west-1:123456789012:alias/chat', 'the ARN of a KMS key'],
  ['queueKeyArn', '*', 'the ARN of a KMS key'],
  ['jwtIssuer', 'https://issuer.example.com', 'both jwtIssuer and jwtAudience, or neither'],
  ['userClaim', 'user name', 'the name of a claim'],
  ['searchScope', 'chat:search chat:admin', 'a scope'],
  ['adminScope', '', 'a scope'],
  ['loadBalancerArn', 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/a/b', 'the ARN of an Appl'],
  ['corsOrigins', '*', 'origins such as https://app.example.com'],
  ['corsOrigins', 'https://a.example.com,https://a.example.com/path', 'origins'],
  ['eventBusName', 'arn:aws:events:eu-west-1:123456789012:event-bus/chat', 'the name of an event bus'],
  ['alarmTopicArn', 'chat-alarms', 'the ARN of an SNS topic'],
  ['logRetentionInDays', 31, 'one of 1, 3, 5, 7, 14, 30, 60, '],
  ['logRetentionInDays', '30.0', 'days that CloudWatch Logs allows'],
  ['logRetentionInDays', '', 'days that CloudWatch Logs allows'],
  ['reserveConcurrency', 'yes', 'true or false'],
])('rejects %s = %j in one line that says what was expected', (name, value, expected) => {
  expect(() => read({ [name]: value })).toThrow(
    new RegExp(`^Parameter ${name} is "[^\n]*; expected [^\n]*${expected}[^\n]*$`),
  );
});

const arnsIn = (partition: string, region: string) => ({
  secretKeyArn: `arn:${partition}:kms:${region}:123456789012:key/0b1c2d3e`,
  queueKeyArn: `arn:${partition}:kms:${region}:123456789012:key/0b1c2d3e`,
  alarmTopicArn: `arn:${partition}:sns:${region}:123456789012:alarms`,
  loadBalancerArn: `arn:${partition}:elasticloadbalancing:${region}:123456789012:loadbalancer/app/a/b`,
});
test.each([
  ['aws', 'eu-west-1'],
  ['aws-us-gov', 'us-gov-west-1'],
  ['aws-cn', 'cn-north-1'],
])('accepts ARNs of partition %s in one of its regions', (partition, region) => {
  expect(read(arnsIn(partition, region), region)).toMatchObject(arnsIn(partition, region));
});

test.each(Object.entries(arnsIn('aws', 'eu-west-1')))(
  'rejects a %s outside the region of the deployment',
  (name, value) => {
    expect(() => read({ [name]: value }, 'eu-central-1')).toThrow(/^Parameter .* in eu-central-1, arn:aws:.*…\.$/);
    expect(() => read({ [name]: value.replace('aws', 'aws-cn') })).toThrow(/^Parameter .* in eu-west-1, arn:aws:/);
    expect(read({ [name]: value })).toMatchObject({ [name]: value });
  },
);

test('rejects an issuer without TLS', () => {
  const given = { jwtIssuer: 'http://issuer.example.com', jwtAudience: 'chat' };
  expect(() => read(given)).toThrow(/^Parameter jwtIssuer is ".*"; expected the https:/);
});

test('rejects an audience without an issuer', () => {
  expect(() => read({ jwtAudience: 'chat' })).toThrow('both jwtIssuer and jwtAudience');
});

test('rejects an unknown parameter', () => {
  expect(() => read({ secretNam: 'x' })).toThrow(/^There is no parameter secretNam\.$/);
});

test('reports each wrong parameter on a line of its own', () => {
  const wrong = { userClaim: '*', reserveConcurrency: 'no' };
  expect(() => read(wrong)).toThrow(/^Parameter userClaim .*\nParameter reserveConcurrency .*$/);
});
