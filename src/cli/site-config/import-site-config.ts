import { stringify } from 'yaml';
import { convertSiteConfig, type LeftLine } from './convert-site-config.ts';
import { readDirectives } from './read-directives.ts';

/** A site config as a file of config/sites, or why there is none. */
export interface ImportedSite {
  /** Of the file, without its folder; null where nothing could be carried. */
  name: string | null;
  yaml: string;
  carried: number;
  left: LeftLine[];
}

/** `example.com.txt` is for a host, `.example.com.txt` for its subdomains alone. */
const fileName = /^(\.?)((?:[\w-]+\.)+[\w-]+)\.txt$/i;

/** Whether a file is called as site configs are: after a host. */
export function isSiteConfigName(name: string): boolean {
  return fileName.test(name);
}

/** Makes a file of config/sites of a site config of Full-Text RSS. */
export function importSiteConfig(name: string, text: string): ImportedSite {
  const [, dot, named = ''] = fileName.exec(name.toLowerCase()) ?? [];
  const host = named.replace(/^www\./, '');
  const { rules, carried, left } = convertSiteConfig(readDirectives(text));
  const hosts = [dot === '.' ? `*.${host}` : host];
  const { body, remove, fields } = rules;
  const given = Object.entries(fields).filter(([, list]) => list.length > 0);
  const written = {
    hosts,
    ...(body.length > 0 && { body }),
    ...(remove.length > 0 && { remove }),
    ...(given.length > 0 && { fields: Object.fromEntries(given) }),
  };
  return {
    name: carried === 0 ? null : `${dot === '.' ? 'below.' : ''}${host}.yaml`,
    yaml: `# From ${name}, a site config of Full-Text RSS.\n${stringify(written, { lineWidth: 0 })}`,
    carried,
    left,
  };
}
