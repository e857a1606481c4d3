import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { WiredeskError } from '../../domain/errors.ts';
import type { CliDeps } from '../cli-deps.ts';

/** Of one file or of stdin, both as it is and unpacked. */
const maxInputBytes = 64 * 1_048_576;

const gunzipAsync = promisify(gunzip);

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a directory; name the files in it',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  ENAMETOOLONG: 'its name is too long',
};

type BytesDeps = Pick<CliDeps, 'cwd' | 'stdin' | 'signal'>;

/**
 * The bytes of a file, or of stdin for `-`, unpacked where they are gzip (RFC 1952).
 * @throws WiredeskError unreadable-file when there is none, it cannot be read, or it is larger than 64 MiB.
 */
export async function readBytes(file: string, deps: BytesDeps): Promise<Uint8Array> {
  const bytes = await collect(file, deps).catch((error: unknown) => {
    throw deps.signal.aborted ? error : asUnreadable(file, error);
  });
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? unpack(file, bytes) : bytes;
}

async function collect(file: string, { cwd, stdin, signal }: BytesDeps): Promise<Buffer> {
  if (file.includes('\0')) throw new WiredeskError('unreadable-file', `${file}: no file has such a name`);
  const source: Readable = file === '-' ? stdin : createReadStream(resolve(cwd, file));
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of addAbortSignal(signal, source)) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxInputBytes) throw tooLarge(file);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

async function unpack(file: string, packed: Uint8Array): Promise<Uint8Array> {
  try {
    return await gunzipAsync(packed, { maxOutputLength: maxInputBytes });
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(file);
    throw new WiredeskError('unreadable-file', `${file}: its gzip data is broken (${codeOf(error)})`);
  }
}

function tooLarge(file: string): WiredeskError {
  return new WiredeskError('unreadable-file', `${file}: it is larger than ${maxInputBytes / 1_048_576} MiB`);
}

function asUnreadable(file: string, error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof WiredeskError || code === null) return error;
  return new WiredeskError('unreadable-file', `${file}: ${reasons[code] ?? `it cannot be read (${code})`}`);
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}
