import { expect, test } from 'vitest';
import { readParameters } from '#shared/deployment/parameters';

const required = {
  secretName: 'chat/dev',
  userClaim: 'sub',
  logRetentionInDays: 30,
  reserveConcurrency: true,
  buildFolder: '.esbuild/package',
};

test('reads values of YAML and of the command line alike', () => {
  const expected = { ...required, reserveConcurrency: false, logRetentionInDays: 7 };
  expect(readParameters({ ...required, reserveConcurrency: false, logRetentionInDays: 7 })).toEqual(expected);
  expect(readParameters({ ...required, reserveConcurrency: 'false', logRetentionInDays: '7' })).toEqual(expected);
});

test('takes empty for not given', () => {
  expect(readParameters({ ...required, jwtIssuer: '', alarmTopicArn: null, corsOrigins: undefined })).toEqual(required);
});

test('reads lists', () => {
  const given = {
    jwtIssuer: 'https://issuer.example.com/',
    jwtAudience: 'chat,  admin',
    corsOrigins: 'https://a.example.com, http://localhost:5173',
  };
  expect(readParameters({ ...required, ...given })).toMatchObject({
    jwtIssuer: 'https://issuer.example.com/',
    jwtAudience: ['chat', 'admin'],
    corsOrigins: ['https://a.example.com', 'http://localhost:5173'],
  });
});

const arn = 'arn:aws:kms:eu-west-1:123456789012';

test.each([
  ['secretName', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:chat-AbCdEf', 'the name of a secret'],
  ['secretName', '', 'the name of a secret'],
  ['secretKeyArn', `${arn}:alias/chat`, 'the ARN of a KMS key'],
  ['queueKeyArn', '*', 'the ARN of a KMS key'],
  ['jwtIssuer', 'https://issuer.example.com', 'jwtIssuer and jwtAudience together, or neither'],
  ['userClaim', 'user name', 'the name of a claim'],
  ['corsOrigins', '*', 'origins such as https://app.example.com'],
  ['corsOrigins', 'https://a.example.com,https://a.example.com/path', 'origins'],
  ['eventBusName', 'arn:aws:events:eu-west-1:123456789012:event-bus/chat', 'the name of an event bus'],
  ['alarmTopicArn', 'chat-alarms', 'the ARN of an SNS topic'],
  ['logRetentionInDays', 31, 'a number of days that AWS offers'],
  ['reserveConcurrency', 'yes', 'true or false'],
])('refuses %s = %j in one line that says what was expected', (name, value, expected) => {
  const read = () => readParameters({ ...required, [name]: value });
  expect(read).toThrow(new RegExp(`^Parameter ${name} is "[^\n]*; expected [^\n]*${expected}[^\n]*$`));
});

test('refuses an issuer that anybody on the way could pretend to be', () => {
  const given = { jwtIssuer: 'http://issuer.example.com', jwtAudience: 'chat' };
  expect(() => readParameters({ ...required, ...given })).toThrow(/^Parameter jwtIssuer is ".*"; expected the https:/);
});

test('refuses an audience without an issuer', () => {
  expect(() => readParameters({ ...required, jwtAudience: 'chat' })).toThrow('jwtIssuer and jwtAudience together');
});

test('refuses a parameter that nobody reads, and names those that there are', () => {
  expect(() => readParameters({ ...required, secretNam: 'x' })).toThrow(
    /^There is no parameter secretNam\. The parameters are secretName, .*buildFolder\.$/,
  );
});

test('has a line for each wrong one', () => {
  const read = () => readParameters({ ...required, userClaim: '*', reserveConcurrency: 'no' });
  expect(read).toThrow(/^Parameter userClaim .*\nParameter reserveConcurrency .*$/);
});
