import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));
const pages = globSync('{*.md,.github/**/*.md,functions/**/*.md,shared/**/*.md,test/**/*.md}', { cwd: root });

const textOf = (page: string): string => readFileSync(join(root, page), 'utf8');
const withoutCode = (text: string): string => text.replaceAll(/^```.*?^```|`[^`\n]*`/gms, '');

/** The anchor of a heading. */
const anchorsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** The broken links of a page. */
const brokenLinksOf = (page: string, text: string): readonly string[] =>
  [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^https?:/.test(target))
    .filter((target) => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : relative('.', join(dirname(page), path));
      if (!existsSync(join(root, file))) return true;
      return anchor !== undefined && !anchorsOf(file === page ? text : textOf(file)).includes(anchor);
    });

test.each(pages)('%s has no broken links', (page) => {
  expect(brokenLinksOf(page, textOf(page))).toEqual([]);
});

test('a link to a missing file or heading is found', () => {
  const text = '# Here\n[a](#here) [b](#there) [c](nowhere.md) [d](LICENSE) [e](functions/calling.md#no-heading)';
  expect(brokenLinksOf('README.md', text)).toEqual(['#there', 'nowhere.md', 'functions/calling.md#no-heading']);
});

/** The sources that a page names and that do not exist. */
const missingSourcesOf = (text: string): readonly string[] =>
  [...text.matchAll(/`((?:functions|shared|test)\/[\w./-]+\.ts)`/g)]
    .map(([, source = '']) => source)
    .filter((source) => !existsSync(join(root, source)));

test.each(pages)('%s names only sources that exist', (page) => {
  expect(missingSourcesOf(textOf(page))).toEqual([]);
});

test('a missing source is found', () => {
  expect(missingSourcesOf('`shared/serve.ts`, `test/nowhere.test.ts`')).toEqual(['test/nowhere.test.ts']);
});

test('the README fits on two screens', () => {
  expect(textOf('README.md').split('\n').length).toBeLessThanOrEqual(131);
});
