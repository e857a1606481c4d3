import type { Scope } from '../xml/namespaces.ts';
import type { NativeVocabulary } from './field-names.ts';

/** What is in force where an element stands. */
export interface Context {
  scope: Scope;
  /** The address xml:base gives; null where no xml:base is in force. */
  base: string | null;
  /** Where the document came from. */
  documentUrl: string | null;
  /** The vocabulary of unprefixed names. */
  native: NativeVocabulary;
}
