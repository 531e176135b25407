import { readSampleText, type SampleText } from '#test/read-sample';

/** The sample of `recentcontact/top`, and its path. */
export const topSample: SampleText & { readonly path: string } = {
  path: '/v4/recentcontact/top',
  ...readSampleText('pin-conversations'),
};

/** The sample of `group_search/search`. */
export const groupSearchSample = readSampleText('search-groups');
