import { html, type TemplateResult } from "lit/html.js";

/** Where one types: Enter sends, Shift+Enter breaks the line. */
export class Composer {
  private draft = "";
  private composing = false;

  /** @param preset what stands in the input at first */
  constructor(
    private readonly changed: () => void,
    private readonly say: (text: string) => void,
    private preset = "",
  ) {
    this.draft = preset;
  }

  template(working: boolean): TemplateResult {
    const submit = (event: Event) => {
      event.preventDefault();
      const text = this.draft.trim();
      if (!text || working) return;
      this.draft = (event.currentTarget as Element).closest("form")!.querySelector("textarea")!.value = "";
      this.say(text);
    };
    return html`<form class="composer" @submit=${submit}>
      <textarea
        aria-label="输入您的问题或企业情况"
        placeholder="说说企业情况，或直接提问"
        enterkeyhint="send"
        maxlength="4000"
        rows=${Math.min(this.draft.split("\n").length, 5)}
        .value=${this.preset}
        @input=${this.typed}
        @keydown=${(event: KeyboardEvent) => this.isSend(event) && submit(event)}
        @compositionstart=${() => (this.composing = true)}
        @compositionend=${this.composed}
      ></textarea>
      <button aria-label="发送" ?disabled=${working || !this.draft.trim()}>
        <svg width="20" height="20" aria-hidden="true"><path d="M10 16V4M5 9l5-5 5 5" /></svg>
      </button>
    </form>`;
  }

  private typed = (event: Event): void => {
    this.draft = (event.target as HTMLTextAreaElement).value;
    this.changed();
  };

  // Chromium ends the composition after the Enter that commits it, Safari before; the flag falls one task later
  // so that the committing Enter is never taken for "send" in either order.
  private composed = (): void => {
    setTimeout(() => (this.composing = false));
  };

  private isSend(event: KeyboardEvent): boolean {
    return event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229 && !this.composing;
  }
}
