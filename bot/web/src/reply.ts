import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Citation, ReplyButton } from "./api";
import type { BotMessage, Message } from "./chat-store";
import { estimateView } from "./estimate-view";
import type { PolicyContext } from "./policy-context";

export interface ReplyContext {
  context: PolicyContext;
  ask: Ask;
  rate: (useful: boolean) => void;
  /** only where it belongs: the report shows what is known now, so the newest estimate offers it */
  reportUrl?: (format: "docx" | "html") => string | null;
  /** a mark is given to the whole turn, below its last reply */
  endsTurn: boolean;
  working: boolean;
}

/** What to send, and what it reads like to the person. */
export type Ask = (payload: string, title?: string) => void;

/** One thing the bot said: words, estimate, sources, and what can be done with it. */
export function reply(message: BotMessage, context: ReplyContext): TemplateResult {
  const { text, estimate, citations, buttons } = message.reply;
  return html`
    <p class="words"><span class="unseen">助手：</span>${text}</p>
    ${estimate ? estimateView(estimate, context.context) : citations.map(source)}
    ${isQuestion(message) ? nothing : choices(buttons, context.working, context.ask)}
    <div class="after">${report(context)}${context.endsTurn ? feedback(message, context) : nothing}</div>
  `;
}

/**
 * The question that waits for an answer, if it can be answered by a button. It stands with its one-shot answers above
 * the input, where long estimates cannot push it out of sight, and moves into the conversation with the next message.
 */
export function openQuestion(messages: Message[]): BotMessage | undefined {
  const last = messages.at(-1);
  return last?.role === "bot" && isQuestion(last) ? last : undefined;
}

export function quickReplies({ reply }: BotMessage, ask: Ask): TemplateResult {
  return html`<p class="words">${reply.text}</p>
    ${choices(reply.buttons, false, ask)}`;
}

/** Buttons below a question answer it once; buttons below anything else are places to go and stay. */
function isQuestion({ reply: { text, buttons, estimate } }: BotMessage): boolean {
  return buttons.length > 0 && !estimate && /[？?](（[^（）]*）)?(\n· |$)/.test(text);
}

function choices(buttons: ReplyButton[], working: boolean, ask: Ask) {
  if (!buttons.length) return nothing;
  return html`<ul class="choices" aria-label="可以直接选">
    ${buttons.map(({ title, payload }) => html`<li><button class="chip" ?disabled=${working} @click=${() => ask(payload, title)}>${title}</button></li>`)}
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
