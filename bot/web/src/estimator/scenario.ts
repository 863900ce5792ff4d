import type { Estimate, EstimateRequest, Facts, FactDefinition, Policy } from "../api";
import { RefusedError, type Transport } from "../transport";
import { factValue, type Typed } from "./typed-value";

export interface Project {
  name: string;
  typed: Typed;
}

/** What one column of the comparison is made of, as it stands in the link. */
export interface ScenarioState {
  name: string;
  typed: Typed;
  projects: Project[];
}

export interface FieldProblem {
  /** index of the project; null for the applicant */
  project: number | null;
  fact: string;
  message: string;
}

const TYPING_PAUSE_MS = 250;

/** One set of facts and its estimate, which follows the typing. */
export class Scenario {
  estimate?: Estimate;
  /** the estimate shown is older than what is typed */
  isStale = true;
  problem?: string;
  fieldProblem?: FieldProblem;
  private timer?: ReturnType<typeof setTimeout>;
  private running?: AbortController;

  constructor(
    public state: ScenarioState,
    private readonly transport: Transport,
    private readonly changed: () => void,
  ) {}

  request(policy: Policy, asOf: string): EstimateRequest {
    const { typed, projects } = this.state;
    const ofApplicant = policy.facts.filter((fact) => isAskedOfApplicant(fact, policy));
    const ofProject = policy.facts.filter(({ scope }) => scope === "project");
    const facts: Facts = collect(ofApplicant, typed);
    if (ofProject.length)
      facts.projects = projects.map(({ name, typed }) => ({ ...collect(ofProject, typed), ...(name && { name }) }));
    return { policy: policy.id, as_of: asOf || null, facts };
  }

  /** Asks again once typing pauses; an answer to older input is never shown. */
  refresh(policy: Policy, asOf: string, pause = TYPING_PAUSE_MS): void {
    this.isStale = true;
    clearTimeout(this.timer);
    this.running?.abort();
    this.timer = setTimeout(() => void this.ask(this.request(policy, asOf)), pause);
  }

  private async ask(request: EstimateRequest): Promise<void> {
    const running = (this.running = new AbortController());
    this.problem = this.fieldProblem = undefined;
    try {
      const estimate = await this.transport.estimate(request, running.signal);
      if (running.signal.aborted) return;
      this.estimate = estimate;
      this.isStale = false;
    } catch (error) {
      if (running.signal.aborted) return;
      this.problem = error instanceof RefusedError ? error.message : "暂时连不上服务，修改任意一项会再次测算";
      if (error instanceof RefusedError) this.fieldProblem = located(error);
    }
    this.changed();
  }
}

/** A project's fact that a clause of the applicant needs too (has it been reviewed?) is asked in both places. */
export function isAskedOfApplicant(fact: FactDefinition, policy: Policy): boolean {
  return (
    fact.scope === "applicant" ||
    policy.clauses.some(({ scope, facts }) => scope === "applicant" && facts.includes(fact.id))
  );
}

function collect(facts: FactDefinition[], typed: Typed): Facts {
  const known = facts.map((fact) => [fact.id, factValue(fact, typed[fact.id])] as const);
  return Object.fromEntries(known.filter(([, value]) => value !== undefined)) as Facts;
}

function located({ field, message }: RefusedError): FieldProblem | undefined {
  const place = /(?:projects\[(\d+)\]\.)?(\w+)(?:\[\d\])?$/.exec(field ?? "");
  return place?.[2] ? { project: place[1] ? Number(place[1]) : null, fact: place[2], message } : undefined;
}
