import { writeFileSync } from 'node:fs';
import { deriveFiles } from '#test/derive/derived-files';
import { loadApis } from '#test/load-apis';

for (const { path, text } of deriveFiles(await loadApis()))
  writeFileSync(new URL(`../../${path}`, import.meta.url), text);
