import { html, nothing, type TemplateResult } from "lit/html.js";
import "./chat";
import { Component, define } from "./component";
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
class Widget extends Component {
  private server = "";
  private question = "";
  private label = "";
  private mode = "float";
  private open = false;
  private wasOpened = false;

  constructor() {
    super(tokens, styles);
  }

  configure(script: HTMLScriptElement): void {
    const { mode = "float", theme = "auto", question = "", title = "惠企政策助手", zIndex = "" } = script.dataset;
    Object.assign(this, { server: new URL(script.src).origin, mode, question, label: title });
    this.lang = "zh-CN";
    this.dataset.theme = theme;
    this.dataset.mode = mode;
    this.open = question !== "";
    this.style.setProperty("--hq-layer", zIndex);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.mode !== "page") fitToVisibleViewport(this);
    addEventListener("message", this.framed);
  }

  disconnectedCallback(): void {
    removeEventListener("message", this.framed);
  }

  protected template(): TemplateResult {
    this.wasOpened ||= this.open;
    if (this.mode === "page") return html`<div class="inline">${this.chat()}</div>`;
    return html`
      <button class="launcher" aria-haspopup="dialog" ?hidden=${this.open} @click=${() => this.show(true)}>
        <svg width="22" height="22" aria-hidden="true"><path d="M4 5h14v10H10l-4 3v-3H4zM8 9h6M8 12h4" /></svg>
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
      .hosted=${true}
      .origin=${this.server}
      .question=${this.question}
      ?closable=${this.mode !== "page"}
      @close=${() => this.show(false)}
      ><h2 slot="title">${this.label}</h2></huiqi-chat
    >`;
  }

  private frame(): TemplateResult {
    const { question, label: title } = this;
    const options = new URLSearchParams({ question, title, theme: this.dataset.theme! });
    return html`<iframe title=${title} src="${this.server}/embed#${options}"></iframe>`;
  }

  private async show(open: boolean): Promise<void> {
    this.open = open;
    await this.update();
    await Promise.resolve(); // the chat draws itself one turn later
    this.find(open ? "huiqi-chat, iframe" : ".launcher")?.focus();
  }

  private keydown(event: KeyboardEvent): void {
    if (event.key === "Escape" && !event.isComposing) void this.show(false);
  }

  private framed = (event: MessageEvent): void => {
    const frame = this.find<HTMLIFrameElement>("iframe");
    if (frame && event.source === frame.contentWindow && event.data === "huiqi:close") void this.show(false);
  };
}

define("huiqi-widget", Widget);

const script = document.currentScript as HTMLScriptElement;
const widget = document.createElement("huiqi-widget") as Widget;
widget.configure(script);
if (script.dataset.mode === "page") script.after(widget);
else if (document.body) document.body.append(widget);
else addEventListener("DOMContentLoaded", () => document.body.append(widget));
