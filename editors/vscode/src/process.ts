// Ends the processes that the extension has started, by their own handles.

import type { ChildProcess } from "node:child_process";

const patience = 3_000; // milliseconds until a process that does not end is ended

/** Ends a process, and waits until it has ended. */
export async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    const late = setTimeout(() => child.kill("SIGKILL"), patience);
    child.once("exit", () => {
      clearTimeout(late);
      resolve();
    });
    child.kill();
  });
}
