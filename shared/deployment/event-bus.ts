import { arnOf, type Fields, type Resources, sub } from '#shared/deployment/cloud-formation';
import type { FunctionToDeploy } from '#shared/deployment/deployed-function';

/** The event bus for requests, and for the answers of functions that have no queue. */
export interface EventBus {
  readonly name: Fields | string;
  readonly arn: Fields;
  /** The ARN as text for `Fn::Sub`. */
  readonly arnText: string;
  /**
   * The `detail-type` of requests to a function: its name. On an existing bus it is the name under which the function is
   * deployed, because other stages may have rules on the same bus.
   */
  detailTypeOf(deployed: FunctionToDeploy): string;
  readonly resources: Resources;
}

const logicalId = 'EventBus';

/**
 * Refers to an existing event bus, or makes one.
 *
 * @param existing the name of a bus in the same account and region, such as `default`
 * @param ownName the name of the bus to make when `existing` is left out
 */
export const eventBus = (existing: string | undefined, ownName: string): EventBus => {
  if (existing === undefined) {
    return {
      name: { 'Fn::GetAtt': [logicalId, 'Name'] },
      arn: arnOf(logicalId),
      arnText: `\${${logicalId}.Arn}`,
      detailTypeOf: ({ api }) => api.name,
      resources: { [logicalId]: { Type: 'AWS::Events::EventBus', Properties: { Name: ownName } } },
    };
  }
  const arnText = `arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:event-bus/${existing}`;
  return { name: existing, arn: sub(arnText), arnText, detailTypeOf: ({ name }) => name, resources: {} };
};
