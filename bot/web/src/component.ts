import { render, type TemplateResult } from "lit/html.js";
import base from "./styles/base.css?inline";

// Where the style sheet of the build lies, for browsers that cannot construct one (Safari before 16.4).
const { origin } = new URL((document.currentScript as HTMLScriptElement | null)?.src ?? location.href);
const constructs = "adoptedStyleSheets" in Document.prototype;

/**
 * A custom element that draws itself with Lit's templates. Lit's own element class would cost a fifth of what
 * widget.js may weigh, and all it would add here is the calling of `update` by itself.
 */
export abstract class Component extends HTMLElement {
  readonly root = this.attachShadow({ mode: "open" });
  private pending?: Promise<void>;

  constructor(...styles: string[]) {
    super();
    if (constructs) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(base + styles.join(""));
      this.root.adoptedStyleSheets = [sheet];
    } else {
      const href = `${origin}/assets/components.css`;
      this.root.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
    }
  }

  protected abstract template(): TemplateResult;

  /** Draws once however often it is called in one turn; resolves when drawn. */
  update = (): Promise<void> =>
    (this.pending ??= Promise.resolve().then(() => {
      this.pending = undefined;
      if (this.isConnected) render(this.template(), this.root, { host: this });
    }));

  connectedCallback(): void {
    void this.update();
  }

  find<T extends Element = HTMLElement>(selector: string): T | null {
    return this.root.querySelector<T>(selector);
  }
}

/** A page may load the script twice; the first one counts. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
