import type { Outlet } from '../outlet.ts';
import { plainOutlet, plainStyle } from './plain-outlet.ts';

/** English-language outlets whose servers are trouble. */
export const misbehaving: Outlet[] = [
  {
    ...plainOutlet,
    key: 'tidewater-bulletin',
    name: 'Tidewater Bulletin',
    domain: 'tidewater-bulletin.example',
    language: 'en',
    staff: ['Gwendolen Pike', 'Amos Trelawny-Finch', 'Bibi Sandoval'],
    rendering: 'rss2',
    path: '/tidewater-bulletin/rss.php',
    ownStyle: {
      ...plainStyle,
      byline: 'Posted by {names}',
      copyright: 'Copyright {year} Tidewater Bulletin',
    },
    misbehaviour: 'breaks',
  },
  {
    ...plainOutlet,
    key: 'granite-valley-news',
    name: 'Granite Valley News',
    domain: 'granitevalley.example',
    language: 'en',
    staff: ['Sebald Crane', 'Ottoline Beckett', 'Marcus Iyer-Holt'],
    rendering: 'atom-html',
    path: '/granite-valley-news/atom',
    ownStyle: { ...plainStyle, byline: '{names} reports', copyright: 'Granite Valley News © {year}' },
    misbehaviour: 'dawdles',
  },
  {
    ...plainOutlet,
    key: 'summit-dispatch',
    name: 'Summit Dispatch',
    domain: 'summitdispatch.example',
    language: 'en',
    staff: ['Clementine Rudd', 'Aurelio Stanwick', 'Phoebe Narayan-West'],
    rendering: 'rss2',
    path: '/summit-dispatch/feed/',
    intervalSeconds: 5,
    ownStyle: {
      ...plainStyle,
      byline: 'By {names}, Summit Dispatch',
      nameSeparator: ', ',
      printsSection: true,
    },
    misbehaviour: 'throttles',
  },
  {
    ...plainOutlet,
    key: 'lakeside-post',
    name: 'Lakeside Post',
    domain: 'lakesidepost.example',
    language: 'en',
    staff: ['Winifred Ames', 'Kofi Larkspur', 'Delphine Torrance'],
    rendering: 'rdf',
    path: '/lakeside-post/rss10.xml',
    ownStyle: { ...plainStyle, byline: 'Story by {names}', copyright: '© Lakeside Post' },
    misbehaviour: 'fails',
  },
];
