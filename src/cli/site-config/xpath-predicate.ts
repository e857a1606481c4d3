import { NotCarried, type XpathReader } from './xpath-tokens.ts';

/**
 * Reads a condition of XPath, up to the bracket that closes it, as CSS that stands behind the name of an element; `isFirst`
 * where no other condition stands before it, so that positions count elements of one name.
 * @throws NotCarried where CSS has no such condition.
 */
export function readPredicate(reader: XpathReader, name: string, isFirst: boolean): string {
  const position = readPosition(reader, name, isFirst);
  return position ?? readAlternatives(reader);
}

function readPosition(reader: XpathReader, name: string, isFirst: boolean): string | null {
  const { kind, value } = reader.peek();
  const isLast = kind === 'name' && value === 'last';
  const isPosition = kind === 'name' && value === 'position';
  if (kind !== 'number' && !isLast && !isPosition) return null;
  if (!isFirst) throw new NotCarried('a position counts only what other conditions let pass');
  reader.next();
  if (kind !== 'number') {
    reader.expect('(');
    reader.expect(')');
  }
  if (isPosition) reader.expect('=');
  const number = isPosition ? reader.next() : { kind, value };
  if (reader.peek().value !== ']') throw new NotCarried('its XPath calculates a position');
  const of = name === '*' ? 'child' : 'of-type';
  if (isLast) return `:last-${of}`;
  if (number.kind !== 'number') throw new NotCarried('its XPath calculates a position');
  return `:nth-${of}(${number.value})`;
}

function readAlternatives(reader: XpathReader): string {
  const alternatives = [readAll(reader)];
  while (reader.take('or')) alternatives.push(readAll(reader));
  return alternatives.length === 1 ? (alternatives[0] ?? '') : `:is(${alternatives.join(', ')})`;
}

function readAll(reader: XpathReader): string {
  const conditions = [readOne(reader)];
  while (reader.take('and')) conditions.push(readOne(reader));
  // A name of an element stands first in CSS.
  return conditions.toSorted((a, b) => Number(/^[a-z]/.test(b)) - Number(/^[a-z]/.test(a))).join('');
}

function readOne(reader: XpathReader): string {
  if (reader.take('(')) {
    const inside = readAlternatives(reader);
    reader.expect(')');
    return inside;
  }
  if (reader.take('@')) return readComparison(reader, reader.next().value.toLowerCase());
  if (reader.peek().value === '.' || reader.peek().value === '//') return readInside(reader);
  const { value: name } = reader.next();
  if (reader.take('::')) return readAxis(reader, name);
  if (reader.peek().value !== '(') return `:has(> ${tagOf(name)}${readConditions(reader)})`;
  return readFunction(reader, name);
}

function readAxis(reader: XpathReader, axis: string): string {
  const tag = tagOf(reader.next().value);
  if (axis === 'self') return tag;
  if (axis === 'descendant') return `:has(${tag}${readConditions(reader)})`;
  if (axis === 'child') return `:has(> ${tag}${readConditions(reader)})`;
  throw new NotCarried(`CSS has no condition on ${axis}`);
}

/** `.//b[@c]`: what the element holds. */
function readInside(reader: XpathReader): string {
  if (!reader.take('.')) throw new NotCarried('a condition looks elsewhere in the document');
  const isChild = reader.take('/');
  if (!isChild) reader.expect('//');
  const tag = tagOf(reader.next().value);
  return `:has(${isChild ? '> ' : ''}${tag}${readConditions(reader)})`;
}

function readConditions(reader: XpathReader): string {
  let css = '';
  while (reader.take('[')) {
    css += readPredicate(reader, '', css === '');
    reader.expect(']');
  }
  if (reader.peek().value === '/' || reader.peek().value === '//')
    throw new NotCarried('a condition goes several steps deep');
  return css;
}

function readComparison(reader: XpathReader, attribute: string): string {
  if (reader.take('=')) return `[${attribute}=${textOf(reader)}]`;
  if (reader.take('!=')) return `[${attribute}]:not([${attribute}=${textOf(reader)}])`;
  return `[${attribute}]`;
}

function readFunction(reader: XpathReader, name: string): string {
  reader.expect('(');
  const css = functionBody(reader, name);
  reader.expect(')');
  return css;
}

const operators: Readonly<Record<string, string>> = {
  contains: '*=',
  'starts-with': '^=',
  'ends-with': '$=',
};

function functionBody(reader: XpathReader, name: string): string {
  if (name === 'not') return `:not(${readAlternatives(reader)})`;
  const operator = operators[name];
  if (operator === undefined) throw new NotCarried(`CSS has no ${name}()`);
  if (reader.take('@')) {
    const attribute = reader.next().value.toLowerCase();
    reader.expect(',');
    return `[${attribute}${operator}${textOf(reader)}]`;
  }
  if (name === 'contains' && reader.peek().value === 'concat') return readWord(reader);
  const isText = reader.take('.') || (reader.take('text') && reader.take('(') && reader.take(')'));
  if (!isText || name !== 'contains') throw new NotCarried(`CSS has no such ${name}()`);
  reader.expect(',');
  return `:contains(${textOf(reader)})`;
}

/** `concat(' ', normalize-space(@class), ' '), ' x '`: a word of an attribute. */
function readWord(reader: XpathReader): string {
  reader.expect('concat');
  reader.expect('(');
  const before = reader.next();
  reader.expect(',');
  const isTidied = reader.take('normalize-space');
  if (isTidied) reader.expect('(');
  reader.expect('@');
  const attribute = reader.next().value.toLowerCase();
  if (isTidied) reader.expect(')');
  reader.expect(',');
  const after = reader.next();
  reader.expect(')');
  reader.expect(',');
  const { kind, value } = reader.next();
  const isWord = kind === 'text' && /^ \S+ $/.test(value) && before.value === ' ' && after.value === ' ';
  if (!isWord) throw new NotCarried('it compares parts of words');
  return `[${attribute}~=${quoted(value.trim())}]`;
}

function textOf(reader: XpathReader): string {
  const { kind, value } = reader.next();
  if (kind !== 'text' && kind !== 'number') throw new NotCarried('it compares with what is no text');
  return quoted(value);
}

/** A string of CSS. */
export function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\a ')}"`;
}

/** The name of an element, or `*`. */
export function tagOf(name: string): string {
  if (name === '*' || /^[a-z][a-z0-9-]*$/i.test(name)) return name.toLowerCase();
  throw new NotCarried(`${name || 'nothing'} is no name of an element`);
}
