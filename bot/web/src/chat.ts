import { html, nothing, type TemplateResult } from "lit/html.js";
import type { PolicySummary } from "./api";
import { ChatStore, type BotMessage, type UserMessage } from "./chat-store";
import { Component, define } from "./component";
import { Composer } from "./composer";
import { intro } from "./intro";
import { loadPolicyContext, type PolicyContext } from "./policy-context";
import { openQuestion, quickReplies, reply } from "./reply";
import { SessionStorage } from "./session-storage";
import cards from "./styles/cards.css?inline";
import styles from "./styles/chat.css?inline";
import { Transport } from "./transport";
import { validityWarning } from "./validity-warning";

/** The conversation with everything around it; fills the box it is put in. Set its properties before it is attached. */
export class Chat extends Component {
  /** server, empty on its own pages */
  origin = "";
  /** inside another site's page only the session id may be stored there */
  hosted = false;

  /** what the input is prefilled with */
  question = "";

  private composer!: Composer;
  private store!: ChatStore;
  private transport!: Transport;
  private stop?: () => void;
  private confirmingRestart = false;
  private policies: PolicySummary[] = [];
  private known = new Map<string, PolicyContext>();

  constructor() {
    super(cards, styles);
  }

  override connectedCallback(): void {
    this.transport = new Transport(this.origin);
    this.composer = new Composer(this.update, this.say, this.question);
    this.store = new ChatStore(this.transport, new SessionStorage(!this.hosted));
    this.store.addEventListener("change", this.update);
    this.store.addEventListener("answered", (event) => this.reveal(`[data-id="${(event as CustomEvent<string>).detail}"]`));
    this.stop = this.store.start();
    void this.loadPolicies();
    super.connectedCallback();
  }

  disconnectedCallback(): void {
    this.stop?.();
  }

  override focus(): void {
    this.find("textarea")?.focus();
  }

  protected template(): TemplateResult {
    const { store } = this;
    const question = openQuestion(store.messages);
    const shown = store.messages.filter((message) => message !== question);
    return html`
      <header>
        <slot name="title"></slot>
        <nav aria-label="对话">
          <slot name="links"></slot>
          ${store.messages.length ? this.restartButton() : nothing}
          ${this.hasAttribute("closable")
            ? html`<button class="quiet close" aria-label="关闭" @click=${() => this.dispatchEvent(new Event("close"))}>
                <svg width="18" height="18" aria-hidden="true"><path d="M4 4l10 10M14 4L4 14" /></svg>
              </button>`
            : nothing}
        </nav>
      </header>
      <div class="top">${validityWarning(this.policies[0])}</div>
      <div class="log" tabindex="0" role="region" aria-label="对话记录">
        <div class="column">
          ${store.isEmpty ? intro(this.policies[0], this.about(this.policies[0]?.id), this.say) : nothing}
          ${store.historyPending ? html`<p class="notice">正在取回之前的对话…</p>` : nothing}
          <ol>
            ${shown.map((message, index) =>
              message.role === "user" ? this.said(message) : this.answered(message, shown[index + 1]?.role !== "bot"),
            )}
          </ol>
          ${store.isWorking ? html`<p class="typing" aria-hidden="true"><i></i><i></i><i></i></p>` : nothing}
        </div>
      </div>
      <p class="unseen" role="status">${store.isWorking ? "正在测算" : store.announcement}</p>
      <footer>
        ${navigator.onLine ? nothing : html`<p class="notice">网络已断开，恢复后会自动发出</p>`}
        ${question ? quickReplies(question, this.say) : nothing} ${this.composer.template(store.isWorking)}
        <p class="fine">测算结果仅供参考，以主管部门审核为准</p>
      </footer>
    `;
  }

  private restartButton(): TemplateResult {
    const ask = (confirming: boolean) => () => {
      this.confirmingRestart = confirming;
      void this.update();
    };
    const restart = () => {
      ask(false)();
      this.store.restart();
      this.focus();
    };
    return this.confirmingRestart
      ? html`<span class="hint">清空对话？</span><button class="quiet" @click=${restart}>清空</button
          ><button class="quiet" @click=${ask(false)}>取消</button>`
      : html`<button class="quiet" @click=${ask(true)}>重新开始</button>`;
  }

  private said({ id, text, title = text, delivery, problem }: UserMessage): TemplateResult {
    return html`<li class="said" data-id=${id}>
      <p class="bubble"><span class="unseen">您：</span>${title}</p>
      ${delivery === "waiting" ? html`<p class="hint">等待发送</p>` : nothing}
      ${delivery === "failed"
        ? html`<p class="failed">
            ${problem ?? "没有发送成功"}<button class="quiet" @click=${() => this.store.retry(id)}>重试</button>
          </p>`
        : nothing}
    </li>`;
  }

  private answered(message: BotMessage, endsTurn: boolean): TemplateResult {
    const { store } = this;
    const newestEstimate = store.messages.filter((each) => each.role === "bot" && each.reply.estimate).at(-1);
    return html`<li class="answered">
      ${reply(message, {
        context: this.about(message.reply.estimate?.policy.id),
        ask: this.say,
        rate: (useful) => store.rate(message, useful),
        reportUrl: message === newestEstimate ? (format) => store.reportUrl(format) : undefined,
        endsTurn,
        working: store.isWorking,
      })}
    </li>`;
  }

  private say = (text: string, title?: string): void => {
    if (this.store.isWorking) return;
    this.store.send(text, title);
    this.focus();
    void this.reveal("li:last-child");
  };

  /** An answer is often longer than the screen: show it from its start on, below the last line of the question. */
  private async reveal(selector: string): Promise<void> {
    await this.update();
    const log = this.find(".log")!;
    const said = this.find(`ol > ${selector}`)!;
    const answer = said.nextElementSibling ?? said;
    const top = (element: Element) => element.getBoundingClientRect().top;
    log.scrollTop += Math.max(top(said) - 12, top(answer) - 72) - top(log);
  }

  private async loadPolicies(): Promise<void> {
    try {
      this.policies = await this.transport.policies();
    } catch {
      addEventListener("online", () => this.loadPolicies(), { once: true });
    }
    void this.update();
  }

  /** Labels and caps only add to what is shown: while they are missing it is still whole. */
  private about(policy?: string): PolicyContext {
    if (!policy) return {};
    const known = this.known.get(policy);
    if (known) return known;
    this.known.set(policy, {});
    loadPolicyContext(this.transport, policy).then(
      (context) => {
        this.known.set(policy, context);
        void this.update();
      },
      () => this.known.delete(policy),
    );
    return {};
  }
}

define("huiqi-chat", Chat);
