import { callTool, tools } from '#test/examples/agent-tools/tools';

const [name, input] = process.argv.slice(2);
const { CHAT_FUNCTIONS_URL: url, TOKEN: token } = process.env;

if (name === undefined || input === undefined) {
  console.log(JSON.stringify(tools, undefined, 2));
} else {
  if (url === undefined || token === undefined) throw new Error('Set CHAT_FUNCTIONS_URL and TOKEN.');
  const { content, isError } = await callTool(name, JSON.parse(input), { url, token });
  console.log(content);
  if (isError) process.exitCode = 1;
}
