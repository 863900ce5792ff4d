"""Support policies as data: facts in, honest amounts with their quoted source out.

>>> from policy_rules import estimate, load_pack
>>> result = estimate(load_pack("minhang-ai-2018"), {"municipal_demo_award": "200万"})
"""

from policy_rules.errors import FactError, PackError, PolicyRulesError, UnknownPolicy
from policy_rules.estimate import estimate, open_questions, today, unmet_facts
from policy_rules.facts import FactDefinition, FactKind, Facts, Scope, read_facts
from policy_rules.pack import Clause, Pack, installed_packs, load_pack, load_pack_from
from policy_rules.policies import SeveralEstimates, estimate_all, policies_in_force, resolve_policy
from policy_rules.result import ClauseEstimate, Estimate, Status

__all__ = [
    "Clause",
    "ClauseEstimate",
    "Estimate",
    "FactDefinition",
    "FactError",
    "FactKind",
    "Facts",
    "Pack",
    "PackError",
    "PolicyRulesError",
    "Scope",
    "SeveralEstimates",
    "Status",
    "UnknownPolicy",
    "estimate",
    "estimate_all",
    "installed_packs",
    "load_pack",
    "load_pack_from",
    "open_questions",
    "policies_in_force",
    "read_facts",
    "resolve_policy",
    "today",
    "unmet_facts",
]
