import { readFile, writeFile } from 'node:fs/promises';

const page = new URL('README.md', import.meta.url);

/** Puts what a run has measured into `test/README.md`, between the comments that name it. */
export const writeSection = async (name: string, text: string): Promise<void> => {
  const section = new RegExp(`(?<=<!-- ${name} -->\n).*?(?=<!-- end of ${name} -->)`, 's');
  const before = await readFile(page, 'utf8');
  if (!section.test(before)) throw new Error(`test/README.md has no section "${name}".`);
  await writeFile(
    page,
    before.replace(section, () => text),
  );
};
