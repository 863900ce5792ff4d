import { LitElement, html, nothing, type TemplateResult } from "lit";
import "./chat";
import { define } from "./define";
import { sheet } from "./sheet";
import tokens from "./styles/tokens.css?inline";
import styles from "./styles/widget.css?inline";
import { fitToVisibleViewport } from "./viewport";

/**
 * <script src="https://…/widget.js" data-mode="float|page|iframe" data-theme="auto|light|dark"
 *         data-question="…" data-title="…" data-z-index="…"></script>
 *
 * float: a button in the corner that opens the chat (default); page: the chat where the script stands;
 * iframe: like float, with the chat in a frame of its own origin, so that the host stores and sees nothing.
 */
class Widget extends LitElement {
  static override styles = sheet(tokens, styles);
  static override properties = { open: { state: true }, mode: { reflect: true } };

  declare open: boolean;
  declare mode: string;
  origin = "";
  question = "";
  label = "惠企政策助手";
  private wasOpened = false;

  constructor() {
    super();
    this.open = false;
    this.mode = "float";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.lang = "zh-CN";
    this.open = this.mode === "page" || this.question !== "";
    if (this.mode !== "page") fitToVisibleViewport(this);
    addEventListener("message", this.framed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("message", this.framed);
  }

  override render(): TemplateResult {
    this.wasOpened ||= this.open;
    if (this.mode === "page") return html`<div class="inline">${this.chat()}</div>`;
    return html`
      <button class="launcher" aria-expanded=${this.open} aria-haspopup="dialog" ?hidden=${this.open} @click=${this.show}>
        <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true"><path d="M4 5h14v10H10l-4 3v-3H4zM8 9h6M8 12h4" /></svg>
        ${this.label}
      </button>
      ${this.wasOpened
        ? html`<div class="panel" role="dialog" aria-label=${this.label} ?hidden=${!this.open} @keydown=${this.keydown}>
            ${this.mode === "iframe" ? this.frame() : this.chat()}
          </div>`
        : nothing}
    `;
  }

  private chat(): TemplateResult {
    return html`<huiqi-chat
      hosted
      .origin=${this.origin}
      .question=${this.question}
      .closable=${this.mode !== "page"}
      @close=${this.hide}
    >
      <h2 slot="title">${this.label}</h2>
    </huiqi-chat>`;
  }

  private frame(): TemplateResult {
    const options = new URLSearchParams({ question: this.question, title: this.label, theme: this.dataset.theme ?? "" });
    return html`<iframe title=${this.label} src="${this.origin}/embed#${options}" referrerpolicy="origin"></iframe>`;
  }

  private async show(): Promise<void> {
    this.open = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("huiqi-chat, iframe")?.focus();
  }

  private async hide(): Promise<void> {
    this.open = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".launcher")?.focus();
  }

  private keydown(event: KeyboardEvent): void {
    if (event.key === "Escape" && !event.isComposing) void this.hide();
  }

  private framed = (event: MessageEvent): void => {
    const frame = this.renderRoot.querySelector("iframe");
    if (frame && event.source === frame.contentWindow && event.data === "huiqi:close") void this.hide();
  };
}

define("huiqi-widget", Widget);
place(document.currentScript as HTMLScriptElement);

function place(script: HTMLScriptElement): void {
  const { mode, theme, question, title, zIndex } = script.dataset;
  const widget = document.createElement("huiqi-widget") as Widget;
  widget.origin = new URL(script.src).origin;
  if (mode) widget.mode = mode;
  if (question) widget.question = question;
  if (title) widget.label = title;
  if (theme === "light" || theme === "dark") widget.dataset.theme = theme;
  if (zIndex && /^\d+$/.test(zIndex)) widget.style.setProperty("--hq-layer", zIndex);
  if (widget.mode === "page") script.after(widget);
  else if (document.body) document.body.append(widget);
  else addEventListener("DOMContentLoaded", () => document.body.append(widget), { once: true });
}
