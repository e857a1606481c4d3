import { z } from 'zod';
import { ProblemError } from '../client/problem-error.ts';
import { WiredeskError } from '../domain/errors.ts';

/** Why a tool has no answer, for whoever called it. */
export interface ToolFault {
  /** Stable: that of a WiredeskError or of a problem of the API, `timeout`, `cancelled`, `unreachable`, `unreadable-answer` or `internal`. */
  code: string;
  /** What is wrong, with which value, and what to do about it. */
  message: string;
}

const timeout: ToolFault = {
  code: 'timeout',
  message: 'there was no answer in time; ask for less, such as fewer days',
};

const noJson: ToolFault = {
  code: 'unreadable-answer',
  message: 'what answered at --url does not speak JSON; is it the address of Wiredesk?',
};

/** What `error` means to the caller; null where it is a fault of ours, which is none of theirs. */
export function toolFaultOf(error: unknown): ToolFault | null {
  if (error instanceof WiredeskError || error instanceof ProblemError)
    return { code: error.code, message: error.message };
  if (error instanceof DOMException && error.name === 'TimeoutError') return timeout;
  if (error instanceof SyntaxError) return noJson;
  if (error instanceof z.ZodError) return otherVersion(error);
  return error instanceof TypeError && error.cause instanceof Error ? unreachable(error.cause) : null;
}

/** fetch says nothing but "fetch failed"; the cause says more. */
function unreachable(cause: Error): ToolFault {
  const code = 'code' in cause ? String(cause.code) : cause.message;
  return {
    code: 'unreachable',
    message: `the service cannot be reached (${code}); see that it runs, and correct --url of wiredesk mcp`,
  };
}

function otherVersion({ issues: [issue] }: z.ZodError): ToolFault {
  const place = issue?.path.join('.') ?? '';
  return {
    code: 'unreadable-answer',
    message: `the service answers as this version does not know it (${place}); use wiredesk mcp of the same version`,
  };
}
