import { createHash } from 'node:crypto';
import type { Article, ArticleImage, Author } from '../../domain/article.ts';
import { known } from './known.ts';
import type { Ninjs } from './ninjs-schema.ts';
import { toUri } from './to-uri.ts';

/** IPTC names no media type for ninjs; this one says what it is to clients that ask for it. */
export const ninjsMediaType = 'application/vnd.iptc.ninjs+json';

/** An article as IPTC ninjs 3.1; docs/formats.md says which field becomes which. */
export function toNinjs(article: Article): Ninjs {
  const { publishedAt, firstSeenAt, updatedAt, copyright, source } = article;
  const killReason = article.killed?.reason ?? null;
  const created = publishedAt ?? firstSeenAt;
  const license = copyright?.license ?? null;
  const linkedRights = license?.startsWith('http') ? toUri(license) : null;
  return known({
    uri: uriOf(article),
    type: 'text' as const,
    representationType: 'full' as const,
    version: String(article.revision),
    firstCreated: created,
    versionCreated: updatedAt ?? created,
    contentCreated: publishedAt,
    pubStatus: killReason === null ? ('usable' as const) : ('canceled' as const),
    copyrightHolder: copyright?.holder,
    copyrightNotice: copyright?.notice,
    usageTerms: linkedRights === null ? license : null,
    edNote: killReason,
    language: article.language,
    descriptions: [
      ...described('summary', article.summary),
      ...article.notes.flatMap(({ kind, text }) => described(kind, text)),
    ],
    bodies: bodiesOf(article),
    headlines: [...described('main', article.title), ...described('subhead', article.subtitle)],
    people: article.authors.map(toPerson),
    subjects: [...subjects('section', [article.section]), ...subjects('about', article.tags)],
    infoSources: [...sources('agency', article.agency), ...sources('publisher', source.outlet)],
    by: article.byline ?? (article.authors.map(({ name }) => name).join(', ') || null),
    located: article.dateline?.place,
    renditions: rendition('web', article.url, { contentType: 'text/html' }),
    associations: article.images.flatMap(toPicture),
    altIds: [...altId('wiredesk', article.id), ...altId('wiredesk-story', article.story?.id)],
    standard: {
      name: 'ninjs' as const,
      version: '3.1' as const,
      schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#',
    },
    rightsInfo: linkedRights === null ? null : { linkedRights },
  });
}

/** Its address; else its id here; else its text (RFC 6920), so that nothing is made up. */
function uriOf({ url, id, title, bodyText }: Article): string {
  const address = toUri(url);
  if (address !== null) return address;
  if (id !== null) return `urn:wiredesk:article:${id}`;
  const hash = createHash('sha256')
    .update(`${title ?? ''}\n\n${bodyText}`)
    .digest('base64url');
  return `ni:///sha-256;${hash}`;
}

function bodiesOf({ bodyText, bodyHtml, wordCount }: Article): Ninjs['bodies'] {
  return [
    { role: 'main', contentType: 'text/plain', charCount: [...bodyText].length, wordCount, value: bodyText },
    { role: 'richtext', contentType: 'text/html', value: bodyHtml },
  ];
}

function described(role: string, value: string | null) {
  return value === null ? [] : [{ role, contentType: 'text/plain', value }];
}

function toPerson({ name, role, email, url, handle, affiliation }: Author) {
  const contacts = { email, handle, affiliation };
  const contactInfo = Object.entries(contacts).flatMap(([type, value]) =>
    value === null ? [] : [{ type, value }],
  );
  return known({ name, rel: role ?? 'writer', uri: toUri(url), contactInfo });
}

function subjects(rel: string, names: (string | null)[]) {
  return names.flatMap((name) => (name === null ? [] : [{ name, rel }]));
}

function sources(role: string, name: string | null) {
  return name === null ? [] : [{ name, role }];
}

function altId(role: string, value: string | null | undefined) {
  return value ? [{ role, value }] : [];
}

function toPicture({ url, caption, credit, width, height }: ArticleImage, index: number) {
  const uri = toUri(url);
  if (uri === null) return [];
  const descriptions = described('caption', caption);
  const renditions = rendition('original', url, { width: width ?? undefined, height: height ?? undefined });
  return [
    known({
      name: `picture-${index + 1}`,
      uri,
      rel: 'illustration',
      type: 'picture' as const,
      by: credit,
      descriptions,
      renditions: renditions.map((one) => ({ ...one })),
    }),
  ];
}

function rendition(
  name: string,
  url: string | null,
  details: { contentType?: string | undefined; width?: number | undefined; height?: number | undefined },
) {
  const href = toUri(url);
  return href === null ? [] : [known({ name, href, ...details })];
}
