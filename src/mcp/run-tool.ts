import type { CallToolResult } from '@modelcontextprotocol/server';
import { parseBody } from '../api/invalid-input.ts';
import type { Call } from '../client/connection.ts';
import { boundAnswer } from './bound-answer.ts';
import type { Tool } from './tool.ts';
import { type ToolFault, toolFaultOf } from './tool-fault.ts';

const internal: ToolFault = {
  code: 'internal',
  message: 'a fault of Wiredesk; its log on stderr tells more',
};
const cancelled: ToolFault = { code: 'cancelled', message: 'the call was cancelled' };

/** What a tool is run with. */
export interface Running {
  call: Call;
  /** Aborted when the client cancels the call or goes away. */
  signal: AbortSignal;
  /** Hears of faults that are ours. */
  onFault: (error: unknown) => void;
}

/**
 * Answers one call of a tool, as an object and as the same in JSON: quotes of JSON are what no text of an article can end. A
 * failure is an answer, too.
 */
export async function runTool(tool: Tool, given: unknown, running: Running): Promise<CallToolResult> {
  const { call, signal } = running;
  try {
    const ask: Call = (path, options) => call(path, { ...options, signal });
    const answer = await tool.run(ask, parseBody(tool.input, given));
    const bounded = boundAnswer(tool.output.parse(answer), tool);
    return { content: [asText(bounded)], structuredContent: { ...bounded } };
  } catch (error) {
    return { content: [asText({ error: faultOf(error, running) })], isError: true };
  }
}

function faultOf(error: unknown, { signal, onFault }: Running): ToolFault {
  if (signal.aborted) return cancelled;
  const fault = toolFaultOf(error);
  if (!fault) onFault(error);
  return fault ?? internal;
}

function asText(value: object) {
  return { type: 'text' as const, text: JSON.stringify(value) };
}
