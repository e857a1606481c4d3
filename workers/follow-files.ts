/** What is followed, and what is done when it changed. */
export interface Followed {
  /** What tells one state of the files from another. */
  versionOf(): Promise<string>;
  /** Takes the files as they are; says whether this version is done with, else it is tried again. */
  apply(): Promise<boolean>;
  onFault(error: unknown): void;
  lookEveryMs: number;
}

/** Looks at files now and then and applies them when they changed; `applied` is the version that holds already. */
export function followFiles(
  { versionOf, apply, onFault, lookEveryMs }: Followed,
  applied: string,
): { close(): void } {
  let current = applied;
  let seen = applied;
  let isBusy = false;
  const look = async () => {
    if (isBusy) return;
    isBusy = true;
    try {
      const found = await versionOf();
      // A file half written may be valid with half of what it will hold, so it must have stayed the same for one look.
      const isSettled = found === seen;
      seen = found;
      if (isSettled && found !== current && (await apply())) current = found;
    } catch (error) {
      onFault(error);
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(look, lookEveryMs);
  return { close: () => clearInterval(timer) };
}
