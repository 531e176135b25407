import { readSample } from '#test/read-sample';

/** A sample of Tencent's documentation as JSON text without white space. */
export interface DocumentedSample {
  readonly source: string;
  readonly path: string;
  readonly request: string;
  readonly answer: string;
}

const sampleOf = (name: string, path: string): DocumentedSample => {
  const { source, request, answer } = readSample(name);
  return { source, path, request: JSON.stringify(request), answer: JSON.stringify(answer) };
};

/** The sample of `recentcontact/top`. */
export const topSample = sampleOf('pin-conversations', '/v4/recentcontact/top');

/** The sample of `recentcontact/search_contact_group`. */
export const searchContactGroupSample = sampleOf('search-contact-groups', '/v4/recentcontact/search_contact_group');

/** The sample of `group_search/search`. */
export const groupSearchSample = sampleOf('search-groups', '/v4/group_search/search');

/** The one group that the sample of `group_search/search` shows. */
export const groupSearchSampleRecord = groupSearchSample.answer.replace(/^.*"Groups":\[(.*?)\].*$/, '$1');
