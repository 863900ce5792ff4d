import { LitElement, html, type TemplateResult } from "lit";
import { define } from "./define";
import { sheet } from "./sheet";
import chat from "./styles/composer.css?inline";

const MAX_ROWS = 5;

/** Where one types. Emits `say` with the text; Enter sends, Shift+Enter breaks the line. */
export class Composer extends LitElement {
  static override styles = sheet(chat);
  static override properties = { working: { type: Boolean }, draft: { state: true } };

  declare working: boolean;
  declare draft: string;
  private composing = false;

  constructor() {
    super();
    this.working = false;
    this.draft = "";
  }

  override render(): TemplateResult {
    return html`<form @submit=${this.submit}>
      <textarea
        aria-label="输入您的问题或企业情况"
        placeholder="说说企业情况，或直接提问"
        enterkeyhint="send"
        maxlength="2000"
        rows=${Math.min(this.draft.split("\n").length, MAX_ROWS)}
        .value=${this.draft}
        @input=${this.typed}
        @keydown=${this.keydown}
        @compositionstart=${() => (this.composing = true)}
        @compositionend=${this.composed}
      ></textarea>
      <button type="submit" aria-label="发送" ?disabled=${this.working || !this.draft.trim()}>
        <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><path d="M10 16V4M5 9l5-5 5 5" /></svg>
      </button>
    </form>`;
  }

  override focus(): void {
    this.textarea?.focus();
  }

  private get textarea(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector("textarea");
  }

  private typed(event: Event): void {
    this.draft = (event.target as HTMLTextAreaElement).value;
  }

  // Chromium ends the composition after the Enter that commits it, Safari before; the flag falls one task later
  // so that the committing Enter is never taken for "send" in either order.
  private composed(): void {
    setTimeout(() => (this.composing = false));
  }

  private keydown(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey) return;
    if (event.isComposing || event.keyCode === 229 || this.composing) return;
    event.preventDefault();
    this.submit();
  }

  private submit(event?: Event): void {
    event?.preventDefault();
    const text = this.draft.trim();
    if (!text || this.working) return;
    this.draft = "";
    this.dispatchEvent(new CustomEvent("say", { detail: text }));
  }
}

define("huiqi-composer", Composer);
