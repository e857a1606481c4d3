import type { z } from 'zod';
import type { Call } from '../client/connection.ts';

/** A page of a list: what does not fit into the answer comes with the next one, after the last entry shown. */
export interface Page {
  /** The field of the list. */
  entries: string;
  /** The field of an entry that `next` is made of. */
  cursor: string;
}

/** Something that an assistant can ask Wiredesk for: one call of the API or two, under a name, with a bounded answer. */
export interface Tool {
  name: string;
  title: string;
  /** For whoever chooses among the tools. */
  description: string;
  input: z.ZodObject;
  /** What the answer holds; fields that it does not name are left out. */
  output: z.ZodObject;
  /** Whether it changes the store. */
  changes: boolean;
  page?: Page;
  /** A field whose length the tool bounds itself. */
  ownText?: string;
  run(call: Call, input: Record<string, unknown>): Promise<object>;
}

type Definition<Input extends z.ZodObject> = Omit<Tool, 'input' | 'changes' | 'run'> & {
  input: Input;
  run(call: Call, input: z.output<Input>): Promise<object>;
};

/** A tool that reads. */
export function readingTool<Input extends z.ZodObject>(definition: Definition<Input>): Tool {
  return {
    ...definition,
    changes: false,
    run: (call, input) => definition.run(call, input as z.output<Input>),
  };
}

/** A tool that changes the store. */
export function changingTool<Input extends z.ZodObject>(definition: Definition<Input>): Tool {
  return { ...readingTool(definition), changes: true };
}
