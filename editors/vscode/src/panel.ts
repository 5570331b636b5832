// The script of the panel. It stands between the extension and the page in the
// frame, and has the frame show the page that is asked for.

interface Shown {
  page: string;
  line?: number;
}

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

const editor = acquireVsCodeApi();
const frame = document.querySelector("iframe")!;
const site = new URL(frame.dataset["site"]!);

let here = ""; // the page in the frame
let wanted: Shown | undefined; // that has not been shown yet

function show(): void {
  if (!wanted) return;
  if (here !== wanted.page) {
    here = wanted.page; // it answers when it is there; a second line waits for that
    frame.src = new URL(wanted.page.split("/").map(encodeURIComponent).join("/"), site).href;
    return;
  }
  if (wanted.line !== undefined) frame.contentWindow?.postMessage({ fieldbook: { line: wanted.line } }, site.origin);
}

addEventListener("message", ({ source, origin, data }: MessageEvent) => {
  if (source !== frame.contentWindow) {
    wanted = data as Shown;
    if (here) show(); // else the site has not answered yet
    return;
  }
  const told = (data as { fieldbook?: { page?: string; line?: number; open?: string } } | undefined)?.fieldbook;
  if (origin !== site.origin || !told) return;
  if (told.page !== undefined && told.line === undefined) {
    const first = here === "";
    here = told.page;
    if (first || wanted?.page === here) show();
    return;
  }
  editor.postMessage(told);
});

editor.postMessage({ ready: true });
