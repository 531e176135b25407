import type { Api } from '#shared/define-api';
import { isRecord } from '#shared/json/is-record';
import type { TestData } from '#test/live/check';
import type { Fields } from '#test/live/live-chat';
import { readSample } from '#test/read-sample';

/** Puts values in the place of a sample's, at any depth. A list keeps no item whose value is not known. */
const fill = (value: unknown, values: Fields): unknown => {
  if (Array.isArray(value)) {
    const isKnown = (item: unknown) =>
      !isRecord(item) || Object.keys(item).every((field) => !(field in values) || values[field] !== undefined);
    return value.filter(isKnown).map((item) => fill(item, values));
  }
  return isRecord(value) ? fillFields(value, values) : value;
};

const fillFields = (sample: Fields, values: Fields): Fields =>
  Object.fromEntries(
    Object.entries(sample).map(([field, value]) => [field, field in values ? values[field] : fill(value, values)]),
  );

/** The documented request of an API with the test users, the group and the keyword in it. */
export const requestFor = ({ name }: Api, { user, peer, group, keyword }: TestData): Fields =>
  fillFields(readSample(name).request, {
    From_Account: user,
    To_Account: peer,
    ToGroupId: group,
    Keywords: [keyword],
    Cursor: '',
  });
