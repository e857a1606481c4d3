import { z } from 'zod';

const role = z.string().optional();
const contentType = z.string().optional();
const time = z.iso.datetime({ offset: true }).optional();
const uri = z.string().regex(/^[a-z][a-z0-9+.-]*:[!#$%&'()*+,./0-9:;=?@A-Z[\]_a-z~-]*$/i, 'a URI (RFC 3986)');

const contactInfo = z.array(z.strictObject({ type: z.string(), value: z.string() }));
const described = z.strictObject({ role, contentType, value: z.string() });

const rendition = z.strictObject({
  name: z.string(),
  href: uri,
  contentType,
  width: z.int().optional(),
  height: z.int().optional(),
});

const picture = z.strictObject({
  name: z.string(),
  uri,
  rel: z.string(),
  type: z.literal('picture'),
  by: z.string().optional(),
  descriptions: z.array(described).optional(),
  renditions: z.array(rendition),
});

/** What Wiredesk writes of IPTC ninjs 3.1: a strict subset of its JSON Schema (ninjs-schema_3.1.json). */
export const ninjsSchema = z
  .strictObject({
    uri,
    type: z.literal('text'),
    representationType: z.literal('full'),
    version: z.string(),
    firstCreated: time,
    versionCreated: time,
    contentCreated: time,
    pubStatus: z.enum(['usable', 'canceled']),
    copyrightHolder: z.string().optional(),
    copyrightNotice: z.string().optional(),
    usageTerms: z.string().optional(),
    edNote: z.string().optional(),
    language: z.string().optional(),
    descriptions: z.array(described).optional(),
    bodies: z.array(
      z.strictObject({
        role,
        contentType,
        charCount: z.int().optional(),
        wordCount: z.int().optional(),
        value: z.string(),
      }),
    ),
    headlines: z.array(described).optional(),
    people: z
      .array(
        z.strictObject({
          name: z.string(),
          rel: z.string(),
          uri: uri.optional(),
          contactInfo: contactInfo.optional(),
        }),
      )
      .optional(),
    subjects: z.array(z.strictObject({ name: z.string(), rel: z.string() })).optional(),
    infoSources: z.array(z.strictObject({ name: z.string(), role: z.string() })).optional(),
    by: z.string().optional(),
    located: z.string().optional(),
    renditions: z.array(rendition).optional(),
    associations: z.array(picture).optional(),
    altIds: z.array(z.strictObject({ role: z.string(), value: z.string() })).optional(),
    standard: z.strictObject({ name: z.literal('ninjs'), version: z.literal('3.1'), schema: uri }),
    rightsInfo: z.strictObject({ linkedRights: uri }).optional(),
  })
  .meta({ id: 'Ninjs' });

export type Ninjs = z.output<typeof ninjsSchema>;
