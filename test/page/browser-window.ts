import type { Page } from 'playwright-core';

/** The page in a browser, and what a person does with it. */
export interface BrowserWindow {
  readonly page: Page;
  /** Opens a call of the reference, puts another body into it if there is one, sends it, and returns the response as shown. */
  call(path: string, body?: object): Promise<string>;
  /** Closes the call. */
  leaveCall(): Promise<void>;
  /** Switches on a fault: its label, and the values of the fields that are not to stay as they are. */
  letFail(label: string, fields?: Readonly<Record<string, string>>): Promise<void>;
}

/** Makes the hands that use the page. */
export const createBrowserWindow = (page: Page): BrowserWindow => {
  const dialog = page.getByRole('dialog', { name: 'API Client' });
  return {
    page,
    call: async (path, body) => {
      if (!(await dialog.isVisible())) await page.getByRole('button', { name: `(post ${path})` }).click();
      if (body) {
        await dialog.getByRole('region', { name: 'Request Body' }).getByRole('textbox').click();
        await page.keyboard.press('ControlOrMeta+A');
        await page.keyboard.insertText(JSON.stringify(body, null, 2));
        // The reference takes over what was typed a moment later, and shows nothing of it.
        await page.waitForTimeout(1_000);
      }
      const answered = page.waitForResponse((response) => response.url().endsWith(path));
      await dialog.getByRole('button', { name: /^Send/ }).first().click();
      const { instance = '200 OK' } = await (await answered).json();
      const shown = dialog.getByRole('region', { name: 'Response', exact: true });
      await shown.getByText(instance).first().waitFor();
      return (await shown.textContent()) ?? '';
    },
    leaveCall: async () => {
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    },
    letFail: async (label, fields = {}) => {
      await page.getByLabel('What happens').selectOption(label);
      for (const [name, value] of Object.entries(fields)) await page.getByLabel(name, { exact: true }).fill(value);
      await page.getByRole('button', { name: 'Switch on' }).click();
      await page.getByRole('status').getByText(label).waitFor();
    },
  };
};
