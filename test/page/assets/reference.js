/* global Scalar */

const parse = JSON.parse;

const keepDigits = (_key, value, { source }) =>
  typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) ? JSON.rawJSON(source) : value;

// The reference parses answers to show them, and would show other digits of a 64-bit id than came.
JSON.parse = (text, reviver = keepDigits) => parse(text, reviver);

const configurationOf = (document, token) => ({
  content: document,
  servers: [{ url: location.origin, description: 'On this machine' }],
  authentication: { preferredSecurityScheme: 'token', securitySchemes: { token: { token } } },
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  theme: 'default',
  showSidebar: false,
  hideSearch: true,
  hideModels: true,
  hideDarkModeToggle: true,
  hideClientButton: true,
  showDeveloperTools: 'never',
  documentDownloadType: 'direct',
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
});

/** Shows the reference, and returns what changes the token that it calls with. */
export const showReference = (document, token) => {
  const { updateConfiguration } = Scalar.createApiReference('#reference', configurationOf(document, token));
  return (next) => updateConfiguration(configurationOf(document, next));
};
