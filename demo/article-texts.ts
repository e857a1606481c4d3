import { readdir, readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';

const textSchema = z.strictObject({
  key: z.string().regex(/^[a-z-]+$/),
  /** Whether it is a story of the wire agency. */
  wire: z.boolean().default(false),
  section: z.string(),
  headline: z.string(),
  /** What some carriers of a wire story print above it instead. */
  otherHeadline: z.string().nullable().default(null),
  /** Least and most of the number that a late correction changes. */
  figure: z.tuple([z.int(), z.int()]),
  lead: z.string(),
  /** Paragraphs that stand without one another: each telling takes four of them. */
  body: z.array(z.string()).length(7),
});

const fileSchema = z.strictObject({
  language: z.string(),
  correction: z.string(),
  slots: z.record(z.string(), z.array(z.string()).min(2)),
  texts: z.array(textSchema),
});

type ArticleFile = z.infer<typeof fileSchema>;

/**
 * An article as written in `articles/*.yaml`, with slots such as `{town}` or `{place2}` in its sentences: every
 * telling fills them anew from the file's lists. The lists' words, `{figure}`, `{count}` and `{share}` are slots.
 */
export interface ArticleText extends z.infer<typeof textSchema> {
  /** BCP 47 language tag. */
  language: string;
  /** The editor's note, with `{before}` for the wrong figure. */
  correction: string;
  slots: ArticleFile['slots'];
}

/** Every text in the folder, in the order of file names; throws where a file is not in the expected shape. */
export async function loadArticleTexts(folder: URL): Promise<ArticleText[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const files = await Promise.all(names.map((name) => readArticleFile(new URL(name, folder))));
  return files.flatMap(({ language, correction, slots, texts }) =>
    texts.map((text) => ({ ...text, language, correction, slots })),
  );
}

async function readArticleFile(file: URL): Promise<ArticleFile> {
  return fileSchema.parse(parse(await readFile(file, 'utf8')));
}
