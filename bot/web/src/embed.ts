import "./chat";
import "./styles/page.css";
import type { Chat } from "./chat";
import { fitToVisibleViewport } from "./viewport";

// What the widget of the host page asks for travels in the fragment, which reaches no server log.
const options = new URLSearchParams(location.hash.slice(1));
const chat = document.querySelector<Chat>("huiqi-chat")!;
const theme = options.get("theme");

if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
document.querySelector("h1")!.textContent = options.get("title") || document.title;
chat.question = options.get("question") ?? "";
chat.addEventListener("close", () => parent.postMessage("huiqi:close", "*"));
chat.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing) parent.postMessage("huiqi:close", "*");
});
fitToVisibleViewport(document.documentElement);
