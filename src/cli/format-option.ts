import { Option } from 'commander';
import { articleFormats } from '../deliver/formats/write-article.ts';

/** `--format`, of the commands that print articles. */
export function formatOption(): Option {
  return new Option('--format <format>', "Wiredesk's own JSON, IPTC ninjs 3.1, or schema.org JSON-LD")
    .choices(articleFormats)
    .default('wiredesk');
}
