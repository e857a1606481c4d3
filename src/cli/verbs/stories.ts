import type { Command } from 'commander';
import type { CliDeps } from '../cli-deps.ts';
import { addStoriesList } from './stories/list.ts';
import { addStoriesShow } from './stories/show.ts';

/** `stories`: what several outlets tell. */
export function addStories(program: Command, deps: CliDeps): void {
  const stories = program.command('stories').description('list stories, and show why articles belong to one');
  addStoriesList(stories, deps);
  addStoriesShow(stories, deps);
}
