import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { loadApis } from '#test/load-apis';
import { createDocument } from '#test/openapi/create-document';

const path = 'functions/openapi.json';

writeFileSync(path, JSON.stringify(await createDocument(await loadApis())));
execFileSync('biome', ['format', '--write', path], { stdio: 'inherit' });
