import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import type { TestStore } from '../support/store.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a tool answered: its object, and the text of the answer. */
export interface ToolAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: tests look at parts of what tools answer.
  value: any;
  text: string;
}

/** A client of `wiredesk mcp`, which runs in a process of its own. */
export interface Session {
  client: Client;
  /** Calls a tool that must have an answer. */
  ask(tool: string, input?: Record<string, unknown>): Promise<ToolAnswer>;
  /** Calls a tool that must refuse; gives the code and message of why. */
  refusal(tool: string, input?: Record<string, unknown>): Promise<{ code: string; message: string }>;
  close(): Promise<void>;
}

/** The environment in which `wiredesk` finds the store. */
export function environmentOf({ folder, databaseUrl }: TestStore): Record<string, string> {
  const { PATH = '' } = process.env;
  return {
    PATH,
    WIREDESK_CONFIG_FOLDER: join(root, 'config'),
    ...(folder ? { WIREDESK_DATA_FOLDER: folder } : { DATABASE_URL: databaseUrl }),
  };
}

/** Starts `wiredesk mcp` and shakes hands with it, by the newest protocol that both speak where `negotiates`. */
export async function openSession(
  env: Record<string, string>,
  argv: string[] = [],
  { negotiates = false } = {},
): Promise<Session> {
  const client = new Client(
    { name: 'test', version: '1' },
    negotiates ? { versionNegotiation: { mode: 'auto' } } : {},
  );
  const args = [join(root, 'bin/wiredesk.js'), 'mcp', ...argv];
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args, env, cwd: tmpdir(), stderr: 'ignore' }),
  );
  const call = async (name: string, input: Record<string, unknown>) => {
    const { content, structuredContent, isError } = await client.callTool({ name, arguments: input });
    const [part] = content;
    return {
      value: structuredContent,
      text: part?.type === 'text' ? part.text : '',
      hasFailed: isError === true,
    };
  };
  return {
    client,
    async ask(tool, input = {}) {
      const { hasFailed, ...answer } = await call(tool, input);
      if (hasFailed) throw new Error(answer.text);
      return answer;
    },
    async refusal(tool, input = {}) {
      const { hasFailed, text } = await call(tool, input);
      if (!hasFailed) throw new Error(`${tool} did not refuse: ${text}`);
      return JSON.parse(text).error;
    },
    close: () => client.close(),
  };
}
