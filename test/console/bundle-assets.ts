import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The page's script and styles, each in one file. */
export interface Assets {
  readonly script: string;
  readonly styles: string;
}

const pathOf = (name: string): string => fileURLToPath(new URL(`assets/${name}`, import.meta.url));

/** Bundles what the browser loads from `assets/`, the view library included: 50 kB in all. */
export const bundleAssets = async (): Promise<Assets> => {
  const { outputFiles } = await build({
    entryPoints: [pathOf('console.tsx'), pathOf('console.css')],
    outdir: '/',
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
  });
  const textOf = (extension: string) => outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? '';
  return { script: textOf('.js'), styles: textOf('.css') };
};
