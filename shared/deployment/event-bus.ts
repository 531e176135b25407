import { arnOf, type Fields, type Resources, sub } from '#shared/deployment/cloud-formation';

/** The event bus on which events ask the functions, and functions answer that have no queue. */
export interface EventBus {
  readonly name: Fields | string;
  readonly arn: Fields;
  /** The ARN in a text for `Fn::Sub`. */
  readonly arnText: string;
  readonly resources: Resources;
}

const logicalId = 'EventBus';

/**
 * The bus of a deployment: an existing one, or one of its own.
 *
 * @param existing the name of a bus of the account, such as `default`
 * @param ownName the name of the bus that is made where there is none
 */
export const eventBus = (existing: string | undefined, ownName: string): EventBus => {
  if (existing === undefined) {
    return {
      name: { 'Fn::GetAtt': [logicalId, 'Name'] },
      arn: arnOf(logicalId),
      arnText: `\${${logicalId}.Arn}`,
      resources: { [logicalId]: { Type: 'AWS::Events::EventBus', Properties: { Name: ownName } } },
    };
  }
  const arnText = `arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:event-bus/${existing}`;
  return { name: existing, arn: sub(arnText), arnText, resources: {} };
};
