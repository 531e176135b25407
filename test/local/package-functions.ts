import { execFile } from 'node:child_process';
import { copyFile, mkdir, symlink } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));
const serverless = fileURLToPath(import.meta.resolve('serverless/bin/serverless.js'));

/**
 * Packages the functions as `npx serverless package` does, but in a folder of its own that links to the sources. The
 * framework writes into the service folder, so two simultaneous runs there would overwrite each other's files. It needs
 * no AWS credentials.
 *
 * @param folder an empty folder
 * @param options further options of the command, such as `--stage prod`
 * @returns the folder with the zips and the CloudFormation template
 */
export const packageFunctions = async (folder: string, options: readonly string[] = []): Promise<string> => {
  await mkdir(folder, { recursive: true });
  await copyFile(`${root}serverless.yml`, `${folder}/serverless.yml`);
  for (const name of ['package.json', 'functions', 'shared', 'node_modules']) {
    await symlink(`${root}${name}`, `${folder}/${name}`);
  }
  await promisify(execFile)(process.execPath, [serverless, 'package', ...options], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder },
  });
  return `${folder}/.serverless`;
};
