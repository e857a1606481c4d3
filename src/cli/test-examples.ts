import type { ExampleFault } from '../normalize/check-examples.ts';
import type { CliDeps } from './cli-deps.ts';
import type { Output } from './output.ts';
import type { TriedRules } from './tested-feeds.ts';

/** Checks the examples in a file of rules, for no feed in particular, and returns what does not hold. */
export async function testExamples(
  deps: CliDeps,
  tried: TriedRules,
  output: Output,
): Promise<ExampleFault[]> {
  const { checkExamples } = await import('../normalize/check-examples.ts');
  const { rulesFor } = await deps.loadRules();
  const checked = checkExamples(
    { id: '', rules: tried, section: null, language: null, outlet: null },
    rulesFor,
  );
  if (output.machine) await output.json(checked);
  else if (checked.faults.length === 0)
    await output.line(
      checked.examples === 0 ? 'the rules have no examples' : `${checked.examples} examples hold`,
    );
  return checked.faults;
}
