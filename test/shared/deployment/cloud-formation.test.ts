import { expect, test } from 'vitest';
import { arnOf, policy, ref, sub } from '#shared/deployment/cloud-formation';

test('writes references as CloudFormation reads them', () => {
  expect(ref('Queue')).toEqual({ Ref: 'Queue' });
  expect(arnOf('Queue')).toEqual({ 'Fn::GetAtt': ['Queue', 'Arn'] });
  expect(sub(`in \${AWS::Region}`)).toEqual({ 'Fn::Sub': `in \${AWS::Region}` });
});

test('writes policies in the language of 2012, which is the newest', () => {
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole' };
  expect(policy([statement])).toEqual({ Version: '2012-10-17', Statement: [statement] });
});
