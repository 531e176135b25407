import { arnOf, type Fields, type Resources, sub } from '#shared/deployment/cloud-formation';

/** The event bus on which events ask the functions, and read-only functions answer. */
export interface EventBus {
  readonly name: Fields | string;
  readonly arn: Fields;
  readonly resources: Resources;
}

const logicalId = 'EventBus';

/**
 * The bus of a deployment: an existing one, or one of its own.
 *
 * @param existing the name of a bus of the account, such as `default`
 * @param ownName the name of the bus that is made where there is none
 */
export const eventBus = (existing: string | undefined, ownName: string): EventBus =>
  existing === undefined
    ? {
        name: { 'Fn::GetAtt': [logicalId, 'Name'] },
        arn: arnOf(logicalId),
        resources: { [logicalId]: { Type: 'AWS::Events::EventBus', Properties: { Name: ownName } } },
      }
    : {
        name: existing,
        arn: sub(`arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:event-bus/${existing}`),
        resources: {},
      };
