import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { tools } from '#test/examples/agent-tools/tools';
import { loadApis } from '#test/load-apis';
import { readSample } from '#test/read-sample';

const ajv = new Ajv2020({ strict: false });
const apis = await loadApis();
const kebabCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

test('there is a tool for each function', () => {
  expect(tools.map(({ name }) => kebabCase(name)).toSorted()).toEqual(apis.map(({ name }) => name).toSorted());
});

test.each(tools)('$name takes what the function takes, and says what it does', ({ name, description, inputSchema }) => {
  const validate = ajv.compile(Object(inputSchema));
  expect(validate(readSample(kebabCase(name)).request)).toBe(true);
  expect(validate({})).toBe(false);
  expect(description).toContain(apis.find((api) => api.name === kebabCase(name))?.summary);
});
