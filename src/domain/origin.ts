/** `file`: desired by a file of config. `operator`: added by command or API; the file leaves it alone. */
export const origins = ['file', 'operator'] as const;
export type Origin = (typeof origins)[number];
