import type { Policy, PolicySummary } from "./api";
import type { Transport } from "./transport";

/** What the policies say regardless of the applicant, fetched once per page. */
export class Catalogue {
  private readonly policies = new Map<string, Promise<Policy>>();
  private readonly ceilings = new Map<string, Promise<Ceilings>>();
  private summaries?: Promise<PolicySummary[]>;

  constructor(private readonly transport: Transport) {}

  list(): Promise<PolicySummary[]> {
    return (this.summaries ??= this.transport.policies());
  }

  policy(id: string): Promise<Policy> {
    return remember(this.policies, id, () => this.transport.policy(id));
  }

  /** The most each clause can bring to anyone: with nothing known, an estimate's upper ends are the clauses' caps. */
  ceilingsOf(id: string): Promise<Ceilings> {
    return remember(this.ceilings, id, async () => {
      const { clauses } = await this.transport.estimate({ policy: id, as_of: null, facts: {} });
      return new Map(clauses.map((clause) => [clause.id, clause.amount?.max ?? null]));
    });
  }
}

/** Clause id → 元; null where the clause has no upper bound or no amount. */
export type Ceilings = Map<string, number | null>;

function remember<T>(cache: Map<string, Promise<T>>, id: string, load: () => Promise<T>): Promise<T> {
  let pending = cache.get(id);
  if (!pending) {
    pending = load();
    cache.set(id, pending);
    pending.catch(() => cache.delete(id)); // a failure is not remembered
  }
  return pending;
}
