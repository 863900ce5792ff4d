import { LitElement, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Policy, PolicySummary } from "./api";
import { Catalogue, type Ceilings } from "./catalogue";
import { ChatStore, type BotMessage, type Message, type UserMessage } from "./chat-store";
import type { Composer } from "./composer";
import "./composer";
import { define } from "./define";
import "./estimate-view";
import { intro, validityWarning } from "./intro";
import { quickReplies, reply } from "./reply";
import { SessionStorage } from "./session-storage";
import { sheet } from "./sheet";
import styles from "./styles/chat.css?inline";
import { Transport } from "./transport";

/** The conversation with everything around it; fills the box it is put in. */
export class Chat extends LitElement {
  static override styles = sheet(styles);
  static override properties = {
    origin: {},
    question: {},
    hosted: { type: Boolean },
    closable: { type: Boolean },
    policies: { state: true },
    policy: { state: true },
    ceilings: { state: true },
    confirmingRestart: { state: true },
  };

  /** server, empty on its own pages */
  declare origin: string;
  /** what the input is prefilled with */
  declare question: string;
  /** inside another site's page, where only the session id may be stored */
  declare hosted: boolean;
  declare closable: boolean;
  declare policies: PolicySummary[];
  declare policy?: Policy;
  declare ceilings?: Ceilings;
  declare confirmingRestart: boolean;

  private store!: ChatStore;
  private catalogue!: Catalogue;
  private stop?: () => void;

  constructor() {
    super();
    this.origin = this.question = "";
    this.hosted = this.closable = this.confirmingRestart = false;
    this.policies = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const transport = new Transport(this.origin);
    this.catalogue = new Catalogue(transport);
    this.store = new ChatStore(transport, new SessionStorage(!this.hosted));
    this.store.addEventListener("change", () => this.requestUpdate());
    this.store.addEventListener("answered", (event) => this.showAnswerTo((event as CustomEvent<string>).detail));
    this.stop = this.store.start();
    void this.loadPolicies();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  override firstUpdated(): void {
    if (this.question) this.composer.draft = this.question;
  }

  override focus(): void {
    this.composer?.focus();
  }

  private get composer(): Composer {
    return this.renderRoot.querySelector("huiqi-composer")!;
  }

  override render(): TemplateResult {
    const { store } = this;
    return html`
      ${this.header()}
      <div class="top">${validityWarning(this.policies)}</div>
      <div class="log" tabindex="0" role="region" aria-label="对话">
        <div class="column">
          ${store.isEmpty
            ? intro({ policies: this.policies, policy: this.policy, ceilings: this.ceilings, ask: (text) => this.say(text) })
            : nothing}
          ${store.historyPending ? html`<p class="notice">正在取回之前的对话…</p>` : nothing}
          <ol>${repeat(store.messages, keyOf, (message) => this.message(message))}</ol>
          ${store.isWorking ? html`<p class="typing"><span></span><span></span><span></span><i class="unseen">正在测算</i></p>` : nothing}
        </div>
      </div>
      <p class="unseen" role="status">${store.announcement}</p>
      <footer>
        <div class="column">
          ${navigator.onLine ? nothing : html`<p class="notice" role="status">网络已断开，消息会在恢复后自动发出</p>`}
          ${quickReplies(store.messages, store.isWorking, (text) => this.say(text))}
          <huiqi-composer ?working=${store.isWorking} @say=${(event: CustomEvent<string>) => this.say(event.detail)}></huiqi-composer>
          <p class="fine">测算结果仅供参考，以主管部门审核为准</p>
        </div>
      </footer>
    `;
  }

  private header(): TemplateResult {
    return html`<header>
      <slot name="title"><h1>惠企政策助手</h1></slot>
      <nav>
        <slot name="links"></slot>
        ${this.store.messages.length
          ? this.confirmingRestart
            ? html`<span class="confirm" role="group" aria-label="清空当前对话？">清空对话？
                <button class="quiet" @click=${this.restart}>清空</button>
                <button class="quiet" @click=${() => (this.confirmingRestart = false)}>取消</button></span>`
            : html`<button class="quiet" @click=${() => (this.confirmingRestart = true)}>重新开始</button>`
          : nothing}
        ${this.closable
          ? html`<button class="quiet close" aria-label="关闭" @click=${() => this.dispatchEvent(new Event("close"))}>
              <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true"><path d="M4 4l10 10M14 4L4 14" /></svg>
            </button>`
          : nothing}
      </nav>
    </header>`;
  }

  private message(message: Message): TemplateResult {
    return message.role === "user" ? this.said(message) : this.answered(message);
  }

  private said(message: UserMessage): TemplateResult {
    return html`<li class="said" data-id=${message.id}>
      <p class="bubble"><span class="unseen">您说：</span>${message.text}</p>
      ${message.delivery === "waiting" ? html`<p class="delivery">等待发送</p>` : nothing}
      ${message.delivery === "failed"
        ? html`<p class="delivery failed">
            ${message.problem ?? "没有发送成功"}
            <button class="quiet" @click=${() => this.store.retry(message.id)}>重试</button>
          </p>`
        : nothing}
    </li>`;
  }

  private answered(message: BotMessage): TemplateResult {
    const isLast = message === this.store.messages.at(-1);
    return html`<li class="answered">
      ${reply(message, {
        catalogue: this.catalogue,
        ask: (text) => this.say(text),
        rate: (useful) => this.store.rate(message, useful),
        reportUrl: isLast ? (format) => this.store.reportUrl(format) : undefined,
        working: this.store.isWorking,
      })}
    </li>`;
  }

  private say(text: string): void {
    if (this.store.isWorking) return;
    this.store.send(text);
    this.composer.focus();
    void this.updateComplete.then(() => this.reveal("li:last-child"));
  }

  private restart(): void {
    this.confirmingRestart = false;
    this.store.restart();
    this.composer.focus();
  }

  /** An answer is often longer than the screen: show it from the question on, not from its end. */
  private async showAnswerTo(id: string): Promise<void> {
    await this.updateComplete;
    this.reveal(`[data-id="${id}"]`);
  }

  private reveal(selector: string): void {
    const log = this.renderRoot.querySelector(".log")!;
    const target = this.renderRoot.querySelector(`ol > ${selector}`)!;
    log.scrollTop += target.getBoundingClientRect().top - log.getBoundingClientRect().top - 12;
  }

  private async loadPolicies(): Promise<void> {
    try {
      this.policies = await this.catalogue.list();
      const [first] = this.policies;
      if (!first) return;
      this.policy = await this.catalogue.policy(first.id);
      this.ceilings = await this.catalogue.ceilingsOf(first.id);
    } catch {
      addEventListener("online", () => void this.loadPolicies(), { once: true });
    }
  }
}

function keyOf(message: Message): unknown {
  return message.role === "user" ? message.id : message;
}

define("huiqi-chat", Chat);
