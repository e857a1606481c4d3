import type { z } from 'zod';
import { table } from '../src/config/generate-docs.ts';
import { maxAnswerChars, maxEntries, maxStringChars } from '../src/mcp/bound-answer.ts';
import { argumentsSchema } from '../src/mcp/create-mcp-server.ts';
import type { Tool } from '../src/mcp/tool.ts';
import { tools } from '../src/mcp/tools.ts';

/** A bound that is there only because numbers have one. */
const largestInteger = 2 ** 31 - 1;

type Schema = z.core.JSONSchema.BaseSchema;

const introduction = `# Tools for assistants

Generated from \`src/mcp\` by \`node docs/generate.ts\`; do not edit.

\`wiredesk mcp\` serves an assistant (an editor's, a developer's) over the [Model Context Protocol](https://modelcontextprotocol.io), on
stdin and stdout; its log goes to stderr. The assistant starts it, as its configuration says, and it ends when the assistant
does. It speaks the revision 2026-07-28 of the protocol and those of 2024 and 2025.

Over the store of this machine, beside a running \`npm start\` or without one:

\`\`\`json
{ "mcpServers": { "wiredesk": { "command": "npm", "args": ["--prefix", "/srv/wiredesk", "run", "-s", "wiredesk", "--", "mcp"] } } }
\`\`\`

\`/srv/wiredesk\` is where Wiredesk is; the settings there, or in the environment (\`DATABASE_URL\`), say which store it is. Where the
package is installed, the command is \`npx\` with \`["wiredesk", "mcp"]\`, and \`WIREDESK_CONFIG_FOLDER\` and \`WIREDESK_DATA_FOLDER\` say
where config and data are: without them, they are in the folder that the assistant starts commands in.

Over a service elsewhere, whose API key may read:

\`\`\`json
{
  "mcpServers": {
    "wiredesk": {
      "command": "npx",
      "args": ["wiredesk", "mcp", "--url", "https://wiredesk.paper.example"],
      "env": { "WIREDESK_KEY": "wd_…" }
    }
  }
}
\`\`\`

Both ask the same API with the same tools. \`--key\` gives the key as well; whoever lists the processes of the machine sees it there.

## What to know

- Tools only read, unless \`--allow-changes\` adds those that change. These are marked as destructive, so that clients ask before they
  call them; over a service, the key must have the scope \`operate\`, too.
- What publishers wrote is not to be trusted, and an assistant may be told by an article to do something. Every tool says that it is
  material and no instruction, and it stands inside strings of JSON, which no text can end. That helps, and is no wall: give an
  assistant that reads what anybody may publish no rights that you would not give to anybody.
- Answers are bounded: a text has ${maxStringChars} characters at most, a list ${maxEntries} entries, an answer about ${maxAnswerChars} characters. \`cut\` says where
  something was left out. A page that was cut goes on after its last entry with \`next\`, the text of an article with \`nextOffset\`.
- An answer is an object (\`structuredContent\`) and the same as JSON in a text. A failure is \`{"error":{"code","message"}}\`: the codes
  of the API and \`timeout\`, \`cancelled\`, \`unreachable\`, \`unreadable-answer\`, \`internal\`. The message says what is wrong and what to
  do, of a query at which character.
`;

/** docs/mcp.md: how to start the server for assistants, and each of its tools. */
export function renderTools(): string {
  const [reading, changing] = [false, true].map((changes) =>
    tools.filter((tool) => tool.changes === changes).map(toolMarkdown),
  );
  return [
    introduction,
    '## Tools that read\n',
    ...(reading ?? []),
    '## Tools that change\n',
    ...(changing ?? []),
  ].join('\n');
}

function toolMarkdown(tool: Tool): string {
  const { name, description, output } = tool;
  const { properties = {}, required = [] } = argumentsSchema(tool);
  const rows = Object.entries(properties).map(([argument, schema]) =>
    argumentCells(argument, schema as Schema, required.includes(argument)),
  );
  const fields = Object.keys(output.shape).map((field) => `\`${field}\``);
  const taken = rows.length > 0 ? `${table([['argument', 'type', 'default', 'meaning'], ...rows])}\n\n` : '';
  return `### ${name}\n\n${description}\n\n${taken}Answers with ${fields.join(', ')}.\n`;
}

function argumentCells(name: string, schema: Schema, isRequired: boolean): string[] {
  const standard = schema.default === undefined ? '' : JSON.stringify(schema.default);
  return [`\`${name}\``, typeName(schema), isRequired ? 'required' : standard, schema.description ?? ''];
}

function typeName({ type, format, minimum, maximum, enum: values, const: value, items }: Schema): string {
  if (values) return values.join(', ');
  if (value !== undefined) return String(value);
  if (type === 'array') return `list of: ${typeName(items as Schema)}`;
  if (type === 'integer') return maximum === largestInteger ? `from ${minimum}` : `${minimum} to ${maximum}`;
  return format === 'date-time' ? 'time, ISO 8601 with offset' : String(type);
}
