/** Work that goes on beside whatever asks for it. */
export interface SingleFlight {
  /** Has it done from now on: at once, or once more after it, where it is under way. */
  ask(): void;
  /** Settles when nothing is under way any more. */
  ended(): Promise<void>;
}

/** Does `work`, which never rejects, one at a time; however often it is asked for meanwhile, it follows once more. */
export function createSingleFlight(work: () => Promise<void>): SingleFlight {
  let underWay: Promise<void> | null = null;
  let isAsked = false;
  const run = async () => {
    while (isAsked) {
      isAsked = false;
      await work();
    }
    underWay = null;
  };
  return {
    ask() {
      isAsked = true;
      underWay ??= run();
    },
    ended: async () => {
      await underWay;
    },
  };
}
