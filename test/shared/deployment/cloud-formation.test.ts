import { expect, test } from 'vitest';
import { arnOf, policy, ref, sub } from '#shared/deployment/cloud-formation';

test('makes references in the form that CloudFormation reads', () => {
  expect(ref('Queue')).toEqual({ Ref: 'Queue' });
  expect(arnOf('Queue')).toEqual({ 'Fn::GetAtt': ['Queue', 'Arn'] });
  expect(sub(`in \${AWS::Region}`)).toEqual({ 'Fn::Sub': `in \${AWS::Region}` });
});

test('makes policies of version 2012-10-17, the newest', () => {
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole' };
  expect(policy([statement])).toEqual({ Version: '2012-10-17', Statement: [statement] });
});
