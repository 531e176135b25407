import { fileURLToPath } from 'node:url';
import { type ConsoleWindow, createConsoleWindow } from '#test/console/console-window';
import { chromiumPath, openConsole } from '#test/console/open-console';

/** A picture: its sizes and themes, and what happens before it is taken. */
interface Picture {
  readonly name: string;
  readonly widths: readonly (keyof typeof heights)[];
  readonly themes: readonly ('light' | 'dark')[];
  prepare(console: ConsoleWindow): Promise<void>;
}

const heights = { 1440: 900, 900: 1000, 390: 844 } as const;

/** Milliseconds after which the page shows Chat's state after a call. */
const settled = 1_000;

const pictures: readonly Picture[] = [
  {
    name: 'retries',
    widths: [1440, 900, 390],
    themes: ['light', 'dark'],
    prepare: async (console) => {
      await console.choose('pin-conversations');
      await console.letFail('Chat answers an error code', { Code: '60008', 'How often': '2' });
      await console.page.getByRole('tab', { name: 'Calls' }).click();
      await console.send();
    },
  },
  {
    name: 'wrong-request',
    widths: [1440],
    themes: ['light'],
    prepare: async (console) => {
      await console.choose('pin-conversations');
      await console.write(
        '{\n  "From_Account": "user_0001",\n  "OperationType": 3,\n  "RecentContactItem": [\n    { "Type": 1, "To_Account": "user_0002" },\n    { "Type": 2, "ToGroupId": "@TGS#1B2AUI7RZ" }\n  ]\n}',
      );
      await console.send();
      await console.page.getByRole('tab', { name: 'Errors' }).click();
    },
  },
  {
    name: 'every-digit',
    widths: [1440],
    themes: ['dark'],
    prepare: async (console) => {
      await console.choose('search-groups');
      await console.send();
      await console.answer.getByText('144115214578713345').first().scrollIntoViewIfNeeded();
      await console.page.getByRole('tab', { name: 'Code', exact: true }).click();
    },
  },
  {
    name: 'dead-letter',
    widths: [1440],
    themes: ['light'],
    prepare: async (console) => {
      await console.choose('pin-conversations');
      await console.through('Queue');
      await console.write(
        '{\n  "From_Account": "stranger",\n  "OperationType": 1,\n  "RecentContactItem": [\n    { "Type": 1, "To_Account": "user_0002" }\n  ]\n}',
      );
      await console.send();
      await console.page.getByText('recentcontact/top', { exact: true }).first().click();
    },
  },
  {
    // The last one: after a change of the key, each function needs another attempt.
    name: 'rotation',
    widths: [1440],
    themes: ['light'],
    prepare: async (console) => {
      await console.choose('create-contact-group');
      await console.send();
      await console.page.getByRole('tab', { name: 'Faults' }).click();
      await console.page.getByRole('combobox', { name: 'Function' }).selectOption({ label: 'search-groups' });
      await console.letFail('The answer is late', { Milliseconds: '4000', 'How often': '3' });
      await console.page.getByRole('button', { name: 'At Chat and in the secret' }).click();
      await console.page.getByText('Rotated the key').waitFor();
      await console.send();
    },
  },
];

if (!chromiumPath) throw new Error('There is no Chromium: apt-get install chromium, or set CHROMIUM.');
const folder = new URL('screenshots/', import.meta.url);
await using stack = new AsyncDisposableStack();
const { addresses, browser } = stack.adopt(await openConsole(), ({ close }) => close());

for (const { name, widths, themes, prepare } of pictures) {
  for (const width of widths) {
    for (const colorScheme of themes) {
      await fetch(`${addresses.console}/reset`, { method: 'POST' });
      const page = await browser.newPage({ viewport: { width, height: heights[width] }, colorScheme });
      await page.goto(addresses.console);
      await prepare(createConsoleWindow(page));
      await page.waitForTimeout(settled);
      const path = fileURLToPath(new URL(`${name}-${width}-${colorScheme}.jpeg`, folder));
      await page.screenshot({ path, quality: 80 });
      await page.close();
    }
  }
}
