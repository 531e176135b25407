import document from '../../../functions/openapi.json' with { type: 'json' };

/** A tool as the APIs of language models take it: some call `inputSchema` `input_schema` or `parameters`. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema. */
  readonly inputSchema: unknown;
}

/** What the model gets back. */
export interface ToolResult {
  /** Chat's answer or the problem document, as JSON text. Its 64-bit ids are digits, so do not parse and write it. */
  readonly content: string;
  readonly isError: boolean;
}

/** The address of the functions, and a token of the user for which the agent acts. */
export interface Gateway {
  readonly url: string;
  readonly token: string;
}

const schemas: Readonly<Record<string, unknown>> = document.components.schemas;

const operations = Object.entries(document.paths).map(([path, { post }]) => ({ path, ...post }));

/** A tool for each function. */
export const tools: readonly Tool[] = operations.map(({ operationId, summary, description, requestBody }) => ({
  name: operationId,
  description: `${summary}\n\n${description}`,
  inputSchema: schemas[requestBody.content['application/json'].schema.$ref.replace('#/components/schemas/', '')],
}));

/** Calls the function behind a tool with the input that the model has written. */
export const callTool = async (name: string, input: unknown, { url, token }: Gateway): Promise<ToolResult> => {
  const operation = operations.find(({ operationId }) => operationId === name);
  if (!operation) return { content: `There is no tool ${name}.`, isError: true };
  const response = await fetch(`${url}${operation.path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return { content: await response.text(), isError: !response.ok };
};
