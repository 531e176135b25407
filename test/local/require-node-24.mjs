// Plain JavaScript: a Node that cannot load TypeScript has to get this far.
if (Number.parseInt(process.versions.node, 10) < 24) {
  console.error(
    `This needs Node 24, not ${process.versions.node}. On Linux x64 "npm ci" brings it and "npm run" uses it; elsewhere install it from https://nodejs.org.`,
  );
  process.exit(1);
}
