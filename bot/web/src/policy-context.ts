import type { Policy } from "./api";
import type { Transport } from "./transport";

/** Clause id → 元; null where the clause has no upper bound or no amount. */
export type Ceilings = Map<string, number | null>;

/** What a policy says regardless of the applicant; each part only adds to an estimate and may be missing. */
export interface PolicyContext {
  policy?: Policy;
  ceilings?: Ceilings;
}

export async function loadPolicyContext(transport: Transport, id: string): Promise<PolicyContext> {
  const [policy, ceilings] = await Promise.all([transport.policy(id), ceilingsOf(transport, id)]);
  return { policy, ceilings };
}

/** The most each clause can bring to anyone: with nothing known, an estimate's upper ends are the clauses' caps. */
async function ceilingsOf(transport: Transport, id: string): Promise<Ceilings> {
  const { clauses } = await transport.estimate({ policy: id, as_of: null, facts: {} });
  return new Map(clauses.map((clause) => [clause.id, clause.amount?.max ?? null]));
}
