// The line to the server. A browser allows six connections to it, and each
// page that listens takes one: so the pages of a browser share one line. Who
// holds the lock listens, and passes on what is told. Pages that nobody sees
// hold no line: browsers put them to sleep.

/** What goes from page to page. */
interface Call {
  change?: unknown; // as the server has told it
  lost?: boolean; // the server does not answer
  asks?: boolean; // a page that is new wants to know how things are
}

const silence = 40_000; // milliseconds without a beat, until the connection counts as dead
const patience = 2_000; // … until a lost connection is told
const lock = "fieldbook-preview";
const unseen = 5_000; // … until a page that nobody sees gives the line up

/** Listens: handle is given what the server tells, lost whether it answers. */
export function listen(handle: (change: unknown) => void, lost: (is: boolean) => void): void {
  // Both need a page that counts as secure, which one on a phone does not.
  const shared = "locks" in navigator && "BroadcastChannel" in globalThis;
  const others = shared ? new BroadcastChannel("fieldbook-preview") : undefined;
  let last = Date.now(); // that anything was received of the one who listens
  let line: Line | undefined;
  let giveUp: AbortController | undefined;

  const hold = (): Promise<void> =>
    new Promise((release) => {
      line = new Line(
        (change) => {
          others?.postMessage({ change } satisfies Call);
          handle(change);
        },
        (is) => {
          others?.postMessage({ lost: is } satisfies Call);
          lost(is);
        },
        release,
      );
    });

  const want = (): void => {
    if (line || giveUp || document.hidden) return;
    if (!shared) {
      void hold();
      return;
    }
    giveUp = new AbortController();
    ask();
    navigator.locks.request(lock, { signal: giveUp.signal }, hold).catch(taken);
  };

  /** The lock was taken away by another page; or waiting for it was given up. */
  const taken = (): void => {
    if (!line) return;
    leave();
    want();
  };

  const ask = (): void => {
    last = Date.now();
    others?.postMessage({ asks: true } satisfies Call);
  };

  /** Takes the line from one who holds it and is stuck, in a dialog or a debugger. */
  const steal = (): void => {
    if (!giveUp || line || document.hidden || Date.now() - last < silence) return;
    giveUp.abort();
    last = Date.now();
    navigator.locks.request(lock, { steal: true }, hold).catch(taken);
  };

  const leave = (): void => {
    line?.close();
    giveUp?.abort();
    line = giveUp = undefined;
  };

  others?.addEventListener("message", ({ data }: MessageEvent<Call>) => {
    last = Date.now();
    if (data.asks) line?.repeat();
    if (document.hidden || line) return; // it asks as soon as it is seen again
    if (data.change) handle(data.change);
    if (data.lost !== undefined) lost(data.lost);
  });
  let away: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(away);
    if (document.hidden) away = setTimeout(leave, unseen);
    else if (line) line.check();
    else if (giveUp) ask();
    else want();
  });
  if (shared) setInterval(steal, unseen);
  addEventListener("pagehide", leave);
  addEventListener("pageshow", want);
  addEventListener("online", () => line?.connect());
  want();
}

/** One connection to the server, made again as often as it is lost. */
class Line {
  private events?: EventSource;
  private alive = 0;
  private announcing?: ReturnType<typeof setTimeout>;
  private watch = setInterval(() => this.check(), unseen);

  constructor(
    private handle: (change: unknown) => void,
    private lost: (is: boolean) => void,
    private release: () => void,
  ) {
    this.connect();
  }

  /** Connects; the server begins with all that there is to know. */
  connect(): void {
    this.events?.close();
    const events = (this.events = new EventSource("/-/events"));
    this.alive = Date.now();
    events.onopen = () => this.received();
    events.addEventListener("beat", () => this.received());
    events.onmessage = (event) => {
      this.received();
      this.handle(JSON.parse(event.data as string));
    };
    events.onerror = () => {
      this.announce();
      if (events.readyState === EventSource.CLOSED) setTimeout(() => this.events === events && this.connect(), patience);
    };
  }

  /** Tells everything again, for a page that is new. */
  repeat(): void {
    this.connect();
  }

  /** Connects anew after a sleep, or when the network is gone. */
  check(): void {
    if (Date.now() - this.alive < silence) return;
    this.announce();
    this.connect();
  }

  /** Tells that the server does not answer, unless it does soon. */
  private announce(): void {
    this.announcing ??= setTimeout(() => {
      this.announcing = undefined;
      this.lost(true);
    }, patience);
  }

  close(): void {
    clearInterval(this.watch);
    clearTimeout(this.announcing);
    this.events?.close();
    this.events = undefined;
    this.release();
  }

  private received(): void {
    this.alive = Date.now();
    clearTimeout(this.announcing);
    this.announcing = undefined;
    this.lost(false);
  }
}
