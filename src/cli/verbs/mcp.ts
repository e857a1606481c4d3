import type { Command } from 'commander';
import packageJson from '../../../package.json' with { type: 'json' };
import type { Call } from '../../client/connection.ts';
import { WiredeskError } from '../../domain/errors.ts';
import type { Logger } from '../../observe/logger.ts';
import type { CliDeps } from '../cli-deps.ts';
import { readUrl } from '../option-values.ts';
import { withStore } from '../with-store.ts';

interface McpOptions {
  url?: string;
  key?: string;
  allowChanges?: boolean;
}

/** `mcp`: the tools of assistants, over stdin and stdout, until the client goes away. Logs go to stderr. */
export function addMcp(program: Command, deps: CliDeps): void {
  program
    .command('mcp')
    .description('serve assistants over the Model Context Protocol, on stdin and stdout (docs/mcp.md)')
    .option('--url <url>', 'ask the API of a running Wiredesk instead of opening the store', readUrl)
    .option('--key <key>', "the API key for --url; the environment's WIREDESK_KEY where it is not given")
    .option('--allow-changes', 'add the tools that kill, restore, split and join articles')
    .action((options: McpOptions) => serveMcp(options, deps));
}

async function serveMcp(options: McpOptions, deps: CliDeps): Promise<void> {
  const { url, key } = options;
  if (url) return serveRemote(url, options, deps);
  if (key) throw new WiredeskError('invalid-input', '--key is for the service that --url names; give both');
  await serveLocal(options, deps);
}

async function serveRemote(url: string, options: McpOptions, deps: CliDeps): Promise<void> {
  const { connect } = await import('../../client/connection.ts');
  const { createLogger } = await import('../../observe/logger.ts');
  const key = options.key ?? deps.env['WIREDESK_KEY'];
  await serve(connect({ url, ...(key && { key }) }), createLogger('info', 'mcp'), options, deps);
}

async function serveLocal(options: McpOptions, deps: CliDeps): Promise<void> {
  const { createLogger } = await import('../../observe/logger.ts');
  const { openLocalApi } = await import('../../mcp/local-api.ts');
  const { findLogHead } = await import('../../store/events.ts');
  const logger = createLogger((await deps.loadSettings()).log.level, 'mcp');
  await withStore(deps, async (pool) => {
    // What is wrong with the store is said at once, not by every tool.
    await findLogHead(pool);
    const api = await openLocalApi(pool, logger, deps.now);
    await serve(api.call, logger, options, deps).finally(api.close);
  });
}

async function serve(
  call: Call,
  logger: Logger,
  { allowChanges = false }: McpOptions,
  deps: CliDeps,
): Promise<void> {
  const { createMcpServer } = await import('../../mcp/create-mcp-server.ts');
  const { serveOverStdio } = await import('../../mcp/serve-stdio.ts');
  const { version } = packageJson;
  const onFault = (error: unknown) => logger.error({ err: error }, 'MCP: a fault');
  logger.info({ version, allowChanges }, 'MCP: ready');
  const create = () => createMcpServer({ call, allowChanges, onFault, version });
  await serveOverStdio(create, { ...deps, onFault });
}
