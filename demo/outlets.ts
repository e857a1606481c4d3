import type { Outlet } from './outlet.ts';
import { abroad } from './outlets/abroad.ts';
import { agency } from './outlets/agency.ts';
import { carriers } from './outlets/carriers.ts';
import { misbehaving } from './outlets/misbehaving.ts';

/** Every outlet of the demo, the agency first. */
export const outlets: readonly Outlet[] = [agency, ...carriers, ...abroad, ...misbehaving];
