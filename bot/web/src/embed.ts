import "./chat";
import "./styles/page.css";
import type { Chat } from "./chat";
import { fitToVisibleViewport } from "./viewport";

// What the host page asks for travels in the fragment, which reaches no server log.
const options = new URLSearchParams(location.hash.slice(1));
const close = () => parent.postMessage("huiqi:close", "*");

document.documentElement.dataset.theme = options.get("theme") ?? "auto";
fitToVisibleViewport(document.documentElement);

const title = document.createElement("h1");
title.slot = "title";
title.textContent = options.get("title") || document.title;

const chat = document.createElement("huiqi-chat") as Chat;
chat.question = options.get("question") ?? "";
chat.toggleAttribute("closable", parent !== window);
chat.addEventListener("close", close);
chat.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing) close();
});
chat.append(title);
document.querySelector("main")!.append(chat);
addEventListener("focus", () => chat.focus());
