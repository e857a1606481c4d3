import type { Outlet } from '../outlet.ts';
import { plainOutlet, plainStyle } from './plain-outlet.ts';

/** The wire agency's key: its stories appear in its own feed first, then in those of outlets with a `wireStyle`. */
export const agencyKey = 'meridian-press';

/** The wire agency, which has a feed of its own. */
export const agency: Outlet = {
  ...plainOutlet,
  key: agencyKey,
  name: 'Meridian Press',
  domain: 'meridian-press.example',
  language: 'en',
  staff: ['Mara Lindqvist', 'Teo Brandvold', 'Salome Achterberg', 'Idris Fenwick'],
  rendering: 'rss2',
  path: '/meridian-press/rss.xml',
  cacheControl: 'max-age=4',
  intervalSeconds: 5,
  ownStyle: {
    ...plainStyle,
    dateline: '{TOWN} (Meridian) — ',
    copyright: '© {year} Meridian Press. All rights reserved.',
  },
};
