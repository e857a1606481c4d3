const target = /[\s,]*<([^<>]{0,4096})>/y;
const parameter = /\s*;\s*([a-z0-9*_-]{1,40})(?:\s*=\s*(?:"((?:[^"\\]|\\.){0,4096})"|([^\s;,"]{0,4096})))?/iy;

/** The first target of relation `rel` in a Link header (RFC 8288), as it stands there. Reads as far as it is well formed. */
export function linkTarget(header: string, rel: string): string | null {
  let position = 0;
  for (;;) {
    const link = matchAt(target, header, position);
    if (link === null) return null;
    position = target.lastIndex;
    let relations = '';
    for (let found = matchAt(parameter, header, position); found !== null; ) {
      position = parameter.lastIndex;
      const [, name = '', quoted, plain] = found;
      // Of several, the first counts (§3.3).
      if (name.toLowerCase() === 'rel') relations ||= quoted ?? plain ?? '';
      found = matchAt(parameter, header, position);
    }
    if (relations.toLowerCase().split(/\s+/).includes(rel)) return link[1]?.trim() ?? null;
  }
}

function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(text);
}
