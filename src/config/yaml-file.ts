import { readFileSync, statSync } from 'node:fs';
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type YAMLError,
} from 'yaml';
import type { Fault, Finding, Path } from './faults.ts';

/** A YAML file as read. Where `faults` is not empty, `value` is undefined. */
export interface YamlFile {
  value: unknown;
  faults: Fault[];
  /** Puts a finding on the line where its value, or the nearest thing around it, is written. */
  locate: (finding: Finding) => Fault;
}

const maxFileBytes = 16 * 1_048_576;
const maxAliasCount = 100;
const tooManyCopies = `the aliases in the file stand for more than ${maxAliasCount} copies; write them out`;

/** Reads a YAML 1.2 file of at most 16 MiB. null: there is none. Whatever is wrong with it is a fault. */
export function readYamlFile(path: string): YamlFile | null {
  let text: string;
  try {
    const { size } = statSync(path);
    if (size > maxFileBytes) return unusable(path, tooLarge(size));
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return code === 'ENOENT' ? null : unusable(path, unreadable(code));
  }
  return readYaml(path, text);
}

function tooLarge(size: number): string {
  return `the file has ${size} bytes; the limit is ${maxFileBytes}`;
}

function unreadable(code: unknown): string {
  return code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
    ? 'the file is not in UTF-8; save it as UTF-8'
    : `the file cannot be read (${code}); see that it is a file this user may read`;
}

function readYaml(path: string, text: string): YamlFile {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
    const faults = [...document.errors, ...document.warnings].map((problem) =>
      syntaxFault(path, problem, lines),
    );
    if (faults.length > 0) return { ...unusable(path, ''), faults };
    const locate = ({ path: steps, message }: Finding) => ({
      place: path,
      line: lineOf(document, steps, lines),
      message,
    });
    return { value: document.toJS({ maxAliasCount }), faults: [], locate };
  } catch (error) {
    if (error instanceof RangeError) return unusable(path, 'the file is nested too deeply; write it flatter');
    if (error instanceof ReferenceError) return unusable(path, tooManyCopies);
    throw error;
  }
}

function unusable(path: string, message: string): YamlFile {
  const locate = (finding: Finding) => ({ place: path, line: null, message: finding.message });
  return { value: undefined, faults: [{ place: path, line: null, message }], locate };
}

/** What follows a colon or backslash in the library's messages repeats the file, where there may be secrets. */
function syntaxFault(place: string, problem: YAMLError, lines: LineCounter): Fault {
  const line = lines.linePos(problem.pos[0]).line;
  if (problem.code === 'DUPLICATE_KEY')
    return { place, line, message: 'this key stands twice in its map; delete one of the two' };
  return { place, line, message: `this is not valid YAML: ${problem.message.split(/: | \\/, 1)[0]}` };
}

function lineOf(document: Document.Parsed, path: Path, lines: LineCounter): number | null {
  let node: unknown = document.contents;
  let offset = offsetOf(node);
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      offset = offsetOf(pair?.key) ?? offset;
      node = pair?.value;
    } else {
      node = isSeq(node) && typeof step === 'number' ? node.items[step] : undefined;
      offset = offsetOf(node) ?? offset;
    }
  }
  return offset === null ? null : lines.linePos(offset).line;
}

function offsetOf(node: unknown): number | null {
  return isNode(node) ? (node.range?.[0] ?? null) : null;
}
