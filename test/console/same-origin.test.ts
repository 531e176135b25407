import { expect, test } from 'vitest';
import { isSameOrigin } from '#test/console/same-origin';

const port = 3001;
const host = `127.0.0.1:${port}`;

test.each([
  ['a program', { host }],
  ['an address that somebody types', { host, 'sec-fetch-site': 'none' }],
  ['the page itself', { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }],
  ['the page by its other name', { host: `localhost:${port}`, origin: `http://localhost:${port}` }],
])('%s may ask', (_, headers) => {
  expect(isSameOrigin(headers, port)).toBe(true);
});

test.each([
  ['a page elsewhere', { host, origin: 'https://elsewhere.example' }],
  ['a page without an origin', { host, origin: 'null' }],
  ['an image of a page elsewhere', { host, 'sec-fetch-site': 'cross-site' }],
  ['another port of this machine', { host, origin: 'http://127.0.0.1:8080', 'sec-fetch-site': 'same-site' }],
  ['a name that points here', { host: `elsewhere.example:${port}`, origin: `http://elsewhere.example:${port}` }],
  ['nobody', {}],
])('%s may not ask', (_, headers) => {
  expect(isSameOrigin(headers, port)).toBe(false);
});
