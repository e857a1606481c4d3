import { WiredeskError } from '../domain/errors.ts';
import type { Query } from '../domain/query.ts';
import type { StemmingLanguage } from '../topics/stem.ts';

/** A query that an argument holds. @throws WiredeskError invalid-input that points at the place. */
export async function readQuery(source: string, stemming: string | null = null): Promise<Query> {
  const { parseQuery } = await import('../topics/parse-query.ts');
  const { describeQueryFault } = await import('../topics/query-fault.ts');
  const parsed = parseQuery(source, await readStemming(stemming));
  if (parsed.kind === 'parsed') return parsed.query;
  throw new WiredeskError('invalid-input', describeQueryFault(source, parsed));
}

/** The language that --stem names. @throws WiredeskError invalid-input for one that cannot be stemmed. */
export async function readStemming(name: string | null): Promise<StemmingLanguage | null> {
  if (name === null) return null;
  const { stemmingLanguages } = await import('../topics/stem.ts');
  const known = stemmingLanguages.find((language) => language === name);
  if (known) return known;
  throw new WiredeskError('invalid-input', `--stem is ${name}; use ${stemmingLanguages.join(', ')}`);
}
