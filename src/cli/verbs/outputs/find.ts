import { WiredeskError } from '../../../domain/errors.ts';
import { type Output, outputFormats } from '../../../domain/output.ts';
import type { Pool } from '../../../store/db.ts';
import type { CliDeps } from '../../cli-deps.ts';

/** Where an output is found, in each format; paths alone where the settings do not say where the API is. */
export async function addressesOf(deps: CliDeps, { token }: Output): Promise<string[]> {
  const [{ outputAddress }, { outputs }] = await Promise.all([
    import('../../../pipeline/read-output.ts'),
    deps.loadSettings(),
  ]);
  return outputFormats.map((format) => outputAddress(outputs.publicUrl ?? '', token, format));
}

/** The output that an argument names by id or name. */
export async function requireOutput(pool: Pool, reference: string): Promise<Output> {
  const { findOutput } = await import('../../../store/outputs.ts');
  const found = await findOutput(pool, reference);
  if (found) return found;
  const message = `there is no output ${JSON.stringify(reference)}; wiredesk outputs list shows them`;
  throw new WiredeskError('not-found', message);
}
