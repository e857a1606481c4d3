import type { XmlElement } from '../xml/xml-tree.ts';
import type { CanonicalWriter } from './canonical-writer.ts';
import type { Context } from './context.ts';
import type { FieldName } from './field-names.ts';

/** An element that is being written as a canonical field. */
export interface Written {
  writer: CanonicalWriter;
  element: XmlElement;
  /** In force inside the element. */
  context: Context;
  field: FieldName;
  isAtom: boolean;
}
