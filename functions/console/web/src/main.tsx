import { render } from "preact";
import { App } from "./app";
import { startRouter } from "./router";
import { startSettings, printing } from "./settings";
import { flushWaiting } from "./ui/toasts";
import { now } from "./ui/format";
import { options } from "preact";

startSettings();
startRouter();
setInterval(() => (now.value = Date.now()), 30_000);
addEventListener("pagehide", flushWaiting);
addEventListener("beforeprint", () => {
  // Printing waits for nobody: render all rows at once.
  const later = options.debounceRendering;
  options.debounceRendering = (run) => run();
  printing.value = true;
  if (later) options.debounceRendering = later;
  else delete options.debounceRendering;
});
addEventListener("afterprint", () => (printing.value = false));

const root = document.getElementById("app");
if (root) render(<App />, root);
