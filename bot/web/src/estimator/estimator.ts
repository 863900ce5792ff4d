import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Policy, PolicySummary } from "../api";
import { Component, define } from "../component";
import { estimateView, sumInWords } from "../estimate-view";
import { loadPolicyContext, type PolicyContext } from "../policy-context";
import cards from "../styles/cards.css?inline";
import styles from "../styles/estimator.css?inline";
import { Transport } from "../transport";
import { validityWarning } from "../validity-warning";
import { todayInShanghai } from "../wording";
import { comparison, writtenFacts } from "./comparison";
import { form } from "./form";
import { Scenario, type ScenarioState } from "./scenario";
import { fromFragment, toFragment } from "./share-link";

const NUMERALS = "一二三四五六七八九十";

/** The consultants' page: facts on one side, the estimate that follows them on the other. */
class Estimator extends Component {
  private readonly transport = new Transport();
  private policies: PolicySummary[] = [];
  private context: PolicyContext = {};
  private asOf = todayInShanghai();
  private scenarios: Scenario[] = [];
  private shown = 0;
  private notice = "";

  constructor() {
    super(cards, styles);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
    addEventListener("hashchange", this.load);
    addEventListener("beforeprint", this.unfold);
  }

  disconnectedCallback(): void {
    removeEventListener("hashchange", this.load);
    removeEventListener("beforeprint", this.unfold);
  }

  protected template(): TemplateResult {
    const { policy } = this.context;
    const scenario = this.scenarios[this.shown];
    if (!policy || !scenario) return html`<p class="loading" role="status">${this.notice || "正在载入政策…"}</p>`;
    return html`
      ${validityWarning(policy, this.asOf)} ${this.toolbar(policy, scenario)}
      <p class="unseen" role="status">${this.notice}</p>
      <div class="columns">
        <div class="facts">${this.tabs()}${form(policy, scenario, this.actions(scenario))}</div>
        <div class="result" id="result" aria-busy=${scenario.isStale && !scenario.problem ? "true" : "false"}>
          ${comparison(policy, this.scenarios)}
          ${scenario.problem ? html`<p class="wrong" role="alert">${scenario.problem}。改正之前，下面仍是上一次的结果。</p>` : nothing}
          ${this.writtenDown(policy, scenario)}
          ${scenario.estimate ? estimateView(scenario.estimate, this.context) : nothing}
        </div>
      </div>
      ${scenario.estimate ? this.summaryBar(scenario) : nothing}
    `;
  }

  private toolbar(policy: Policy, scenario: Scenario): TemplateResult {
    return html`<div class="toolbar">
      <label>政策
        <select @change=${(event: Event) => this.change((event.target as HTMLSelectElement).value)}>
          ${this.policies.map(({ id, title }) => html`<option value=${id} ?selected=${id === policy.id}>${title}</option>`)}
        </select>
      </label>
      <label>申请日期
        <input type="date" required .value=${this.asOf} @change=${(event: Event) => this.applyOn((event.target as HTMLInputElement).value)} />
      </label>
      <div class="exports">
        <button class="quiet" @click=${this.copyLink}>复制链接</button>
        <button class="quiet" @click=${() => print()}>打印</button>
        ${this.exportForm(policy, scenario, "docx", "导出 Word")}${this.exportForm(policy, scenario, "xlsx", "导出 Excel")}${this.exportForm(policy, scenario, "html", "网页报告")}
      </div>
    </div>`;
  }

  /** A form rather than fetch and blob: WeChat's webview downloads real answers only. */
  private exportForm(policy: Policy, scenario: Scenario, format: string, label: string): TemplateResult {
    const request = JSON.stringify(scenario.request(policy, this.asOf));
    return html`<form method="post" action="/api/report?format=${format}" target=${format === "html" ? "_blank" : "_self"}>
      <input type="hidden" name="request" .value=${request} /><button class="quiet">${label}</button>
    </form>`;
  }

  private tabs(): TemplateResult {
    const several = this.scenarios.length > 1;
    return html`<div class="tabs">
      ${several
        ? this.scenarios.map(
            ({ state }, index) =>
              html`<button class="tab" aria-pressed=${index === this.shown ? "true" : "false"} @click=${() => this.show(index)}>${state.name}</button>`,
          )
        : nothing}
      <button class="quiet" ?disabled=${this.scenarios.length >= NUMERALS.length} @click=${this.duplicate}>复制为新方案</button>
      ${several ? html`<button class="quiet" @click=${this.discard}>删除此方案</button>` : nothing}
    </div>`;
  }

  /** On paper the form is not there; what was filled in is. */
  private writtenDown(policy: Policy, scenario: Scenario): TemplateResult {
    const rows = writtenFacts(policy, [scenario]).filter(({ values: [value] }) => value);
    return html`<div class="on-paper">
      <h2>《${policy.title}》${policy.document_number}</h2>
      <table>${rows.map(({ label, values }) => html`<tr><th scope="row">${label}</th><td>${values[0]}</td></tr>`)}</table>
    </div>`;
  }

  private summaryBar({ estimate }: Scenario): TemplateResult {
    const toResult = () => this.find("#result")!.scrollIntoView({ behavior: "smooth" });
    return html`<button class="summary-bar" @click=${toResult}>合计 <b>${sumInWords(estimate!)}</b> <span>看明细</span></button>`;
  }

  private actions(scenario: Scenario) {
    const { projects } = scenario.state;
    const edited = () => this.edited(scenario);
    return {
      edited,
      addProject: () => {
        projects.push({ name: "", typed: {} });
        edited();
      },
      removeProject: (index: number) => {
        projects.splice(index, 1);
        edited();
      },
    };
  }

  private load = async (): Promise<void> => {
    const linked = fromFragment(location.hash);
    try {
      this.policies = this.policies.length ? this.policies : await this.transport.policies();
      const first = this.policies.find(({ id }) => id === linked?.policy) ?? this.policies[0];
      if (linked) this.asOf = linked.asOf;
      if (first) await this.open(first.id, linked?.scenarios);
    } catch {
      this.notice = "暂时连不上服务，请稍后刷新";
      void this.update();
    }
  };

  private async open(policy: string, states?: ScenarioState[]): Promise<void> {
    this.context = await loadPolicyContext(this.transport, policy);
    this.scenarios = (states ?? [{ name: "方案一", typed: {}, projects: [{ name: "", typed: {} }] }]).map(this.scenarioOf);
    this.shown = 0;
    this.refreshAll();
  }

  private async change(policy: string): Promise<void> {
    await this.open(policy);
    this.keepInAddress();
  }

  private scenarioOf = (state: ScenarioState): Scenario => new Scenario(state, this.transport, this.update);

  private edited(scenario: Scenario): void {
    scenario.refresh(this.context.policy!, this.asOf);
    this.keepInAddress();
    void this.update();
  }

  private refreshAll(): void {
    for (const scenario of this.scenarios) scenario.refresh(this.context.policy!, this.asOf, 0);
    void this.update();
  }

  private applyOn(day: string): void {
    if (!day) return;
    this.asOf = day;
    this.keepInAddress();
    this.refreshAll();
  }

  private show(index: number): void {
    this.shown = index;
    void this.update();
  }

  private duplicate = (): void => {
    const copy = structuredClone(this.scenarios[this.shown]!.state);
    const taken = new Set(this.scenarios.map(({ state }) => state.name));
    copy.name = [...NUMERALS].map((numeral) => `方案${numeral}`).find((name) => !taken.has(name))!;
    const { estimate } = this.scenarios[this.shown]!;
    this.scenarios.push(Object.assign(this.scenarioOf(copy), { estimate }));
    this.shown = this.scenarios.length - 1;
    this.edited(this.scenarios[this.shown]!);
  };

  private discard = (): void => {
    this.scenarios.splice(this.shown, 1);
    this.shown = 0;
    this.keepInAddress();
    void this.update();
  };

  private keepInAddress(): void {
    const { context, asOf, scenarios } = this;
    const sheet = { policy: context.policy!.id, asOf, scenarios: scenarios.map(({ state }) => state) };
    history.replaceState(null, "", `#${toFragment(sheet)}`);
  }

  private copyLink = async (): Promise<void> => {
    this.keepInAddress();
    try {
      await navigator.clipboard.writeText(location.href);
      this.notice = "链接已复制，数据只在链接里，服务器不保存";
    } catch {
      this.notice = "请复制地址栏里的链接，数据只在链接里，服务器不保存";
    }
    void this.update();
  };

  private unfold = (): void => {
    for (const details of this.root.querySelectorAll("details")) details.open = true;
  };
}

define("huiqi-estimator", Estimator);
