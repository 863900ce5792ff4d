import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Citation, ReplyButton } from "./api";
import type { BotMessage, Message } from "./chat-store";
import { estimateView } from "./estimate-view";
import type { PolicyContext } from "./policy-context";

export interface ReplyContext {
  context: PolicyContext;
  ask: (text: string) => void;
  rate: (useful: boolean) => void;
  /** only the newest estimate can be taken along: the report shows what is known now */
  reportUrl?: (format: "docx" | "html") => string | null;
  working: boolean;
}

/** One thing the bot said: words, estimate, sources, and what can be done with it. */
export function reply(message: BotMessage, context: ReplyContext): TemplateResult {
  const { text, estimate, citations, buttons } = message.reply;
  return html`
    <p class="words"><span class="unseen">助手：</span>${text}</p>
    ${estimate ? estimateView(estimate, context.context) : citations.map(source)}
    ${isQuestion(message) ? nothing : choices(buttons, context.working, context.ask)}
    <div class="after">${estimate ? report(context) : nothing}${feedback(message, context)}</div>
  `;
}

/** Answers to the question just asked: offered once, above the input, gone with the next message. */
export function quickReplies(messages: Message[], working: boolean, ask: (text: string) => void) {
  const last = messages.at(-1);
  if (last?.role !== "bot" || !isQuestion(last)) return nothing;
  return choices(last.reply.buttons, working, ask);
}

/** Buttons below a question answer it; buttons below anything else are places to go and stay. */
function isQuestion({ reply }: BotMessage): boolean {
  return Boolean(reply.estimate?.next_question);
}

function choices(buttons: ReplyButton[], working: boolean, ask: (text: string) => void) {
  if (!buttons.length) return nothing;
  return html`<ul class="choices" aria-label="可以直接选">
    ${buttons.map(({ title, payload }) => html`<li><button class="chip" ?disabled=${working} @click=${() => ask(payload)}>${title}</button></li>`)}
  </ul>`;
}

function source({ section, quote }: Citation): TemplateResult {
  return html`<details><summary>原文 <small>${section}</small></summary><blockquote>${quote}</blockquote></details>`;
}

function report({ reportUrl }: ReplyContext): TemplateResult | typeof nothing {
  const [docx, page] = [reportUrl?.("docx"), reportUrl?.("html")];
  if (!docx || !page) return nothing;
  return html`<a class="quiet" href=${docx} target="_blank" rel="noreferrer">下载 Word 报告</a>
    <a class="quiet" href=${page} target="_blank" rel="noreferrer">打印版</a>`;
}

function feedback(message: BotMessage, { rate }: ReplyContext): TemplateResult | typeof nothing {
  if (!message.answers) return nothing;
  const choice = (useful: boolean, label: string) =>
    html`<button class="quiet rate" aria-pressed=${message.useful === useful ? "true" : "false"} @click=${() => rate(useful)}>${label}</button>`;
  return html`<span class="feedback" role="group" aria-label="这个回答">${choice(true, "有用")}${choice(false, "没用")}</span>`;
}
