// The browser's part of the preview: it reloads the page after each good
// build, and shows the mistakes of a bad one over it.

interface State {
  version: number;
  problems: string[];
}

const style = document.createElement("link");
style.rel = "stylesheet";
style.href = "/-/client.css";
document.head.append(style);

const overlay = document.createElement("div");
overlay.id = "preview-problems";
overlay.setAttribute("role", "alert");

function show(problems: string[]): void {
  overlay.replaceChildren(
    ...problems.map((problem) => {
      const line = document.createElement("pre");
      line.textContent = problem;
      return line;
    }),
  );
  if (problems.length > 0) document.body.append(overlay);
  else overlay.remove();
}

let seen = 0;
const events = new EventSource("/-/events");
events.onmessage = (event) => {
  const state = JSON.parse(event.data) as State;
  if (seen > 0 && state.version !== seen && state.problems.length === 0) location.reload();
  else show(state.problems);
  seen = state.version;
};
