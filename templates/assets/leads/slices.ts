// Long work in slices, so that the page answers while it goes on.

const budget = 12; // milliseconds of work before the page has its turn

/** Runs a generator to its end, and tells what it yields; undefined if it was stopped. */
export async function inSlices<T>(work: Generator<number, T>, tell: (done: number) => void, stopped: () => boolean): Promise<T | undefined> {
  for (;;) {
    const until = performance.now() + budget;
    do {
      const step = work.next();
      if (step.done) return step.value;
      tell(step.value);
    } while (performance.now() < until);
    await turn();
    if (stopped()) return undefined;
  }
}

/** Gives the page a turn; a timer would wait at least 4 ms each time. */
export function turn(): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(0);
  });
}
