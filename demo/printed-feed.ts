import type { Outlet } from './outlet.ts';

/** An article as an outlet prints it; everything is plain text. */
export interface PrintedArticle {
  id: string;
  url: string;
  title: string;
  authors: string[];
  section: string;
  publishedAt: Date;
  updatedAt: Date;
  summary: string;
  /** One a paragraph: section label, headline, byline, copyright line and datelines included. */
  lines: string[];
}

/** What a renderer turns into a document. */
export interface PrintedFeed {
  outlet: Outlet;
  /** The feed's own address. */
  selfUrl: string;
  siteUrl: string;
  updatedAt: Date;
  articles: PrintedArticle[];
}
