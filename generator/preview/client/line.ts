// The line to the server. A browser allows six connections to it, and each
// page that listens takes one: so the pages of a browser share one line. Who
// holds the lock listens, and passes on what is told. Pages that nobody sees
// hold no line: browsers put them to sleep.

/** What goes from page to page. */
interface Call {
  news?: unknown; // as the server has told it
  lost?: boolean; // the server does not answer
  asks?: boolean; // a page that is new wants to know how things are
}

const silence = 40_000; // milliseconds without a beat, until the connection counts as dead
const patience = 2_000; // … until a lost connection is told
const unseen = 5_000; // … until a page that nobody sees gives the line up

/** Listens: hear is given what the server tells, lost whether it answers. */
export function listen(hear: (news: unknown) => void, lost: (is: boolean) => void): void {
  // Both need a page that counts as secure, which one on a phone does not.
  const shared = "locks" in navigator && "BroadcastChannel" in globalThis;
  const others = shared ? new BroadcastChannel("fieldbook-preview") : undefined;
  let line: Line | undefined;
  let giveUp: AbortController | undefined;

  const hold = (): Promise<void> =>
    new Promise((release) => {
      line = new Line(
        (news) => {
          others?.postMessage({ news } satisfies Call);
          hear(news);
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
    others?.postMessage({ asks: true } satisfies Call);
    navigator.locks.request("fieldbook-preview", { signal: giveUp.signal }, hold).catch(() => undefined);
  };

  const leave = (): void => {
    line?.close();
    giveUp?.abort();
    line = giveUp = undefined;
  };

  others?.addEventListener("message", ({ data }: MessageEvent<Call>) => {
    if (data.asks) line?.repeat();
    if (document.hidden || line) return;
    if (data.news) hear(data.news);
    if (data.lost !== undefined) lost(data.lost);
  });
  let away: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(away);
    if (document.hidden) away = setTimeout(leave, unseen);
    else if (line) line.check();
    else want();
  });
  addEventListener("pagehide", leave);
  addEventListener("pageshow", want);
  addEventListener("online", () => line?.connect());
  want();
}

/** One connection to the server, made again as often as it is lost. */
class Line {
  private events?: EventSource;
  private alive = 0;
  private telling?: ReturnType<typeof setTimeout>;
  private watch = setInterval(() => this.check(), unseen);

  constructor(
    private hear: (news: unknown) => void,
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
    events.onopen = () => this.heard();
    events.addEventListener("beat", () => this.heard());
    events.onmessage = (event) => {
      this.heard();
      this.hear(JSON.parse(event.data as string));
    };
    events.onerror = () => {
      this.telling ??= setTimeout(() => this.lost(true), patience);
      if (events.readyState === EventSource.CLOSED) setTimeout(() => this.events === events && this.connect(), patience);
    };
  }

  /** Tells everything again, for a page that is new. */
  repeat(): void {
    this.connect();
  }

  /** Connects anew after a sleep, or when the network is gone. */
  check(): void {
    if (Date.now() - this.alive > silence) this.connect();
  }

  close(): void {
    clearInterval(this.watch);
    clearTimeout(this.telling);
    this.events?.close();
    this.events = undefined;
    this.release();
  }

  private heard(): void {
    this.alive = Date.now();
    clearTimeout(this.telling);
    this.telling = undefined;
    this.lost(false);
  }
}
