import { z } from 'zod';
import { idField } from '../../api/query-fields.ts';
import { storyRecordSchema } from '../../api/story-routes.ts';
import type { Call } from '../../client/connection.ts';
import type { Article } from '../../domain/article.ts';
import { articleViewSchema } from '../article-views.ts';
import { textPage, textPageFields } from '../text-page.ts';
import { readingTool } from '../tool.ts';

const membershipSchema = storyRecordSchema.shape.members.element.pick({
  of: true,
  score: true,
  reason: true,
  joinedAt: true,
});

export const getArticle = readingTool({
  name: 'get_article',
  title: 'Read an article',
  description:
    'An article with its text, who brought it (sightings), its revisions, why it is in its story, and what normalization took ' +
    'away from it by which rule. diff_article shows what changed, get_story the other articles.',
  input: z.strictObject({ id: idField.describe('The id of the article.'), ...textPageFields }),
  output: articleViewSchema.extend({
    membership: membershipSchema.nullable().describe('Why it is in its story; null where it is in none.'),
  }),
  ownText: 'text',
  run: async (call, { id, ...part }) => {
    const article = await call<Article>(`v1/articles/${id}`);
    return {
      ...article,
      text: textPage(article.bodyText, part),
      membership: article.story ? await findMembership(call, id, article.story.id) : null,
    };
  },
});

async function findMembership(call: Call, articleId: string, storyId: string) {
  const { members } = await call<z.output<typeof storyRecordSchema>>(`v1/stories/${storyId}`);
  return members.find((member) => member.articleId === articleId) ?? null;
}
