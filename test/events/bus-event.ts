import { samples } from '#test/events/samples';

/** The sample of EventBridge with this detail, from an application of one's own: the sample is from a service of AWS. */
export const busEventOf = (detail: unknown) => ({
  ...samples.eventBridge,
  source: 'com.example.back-end',
  'detail-type': 'A request to Chat',
  detail,
});
