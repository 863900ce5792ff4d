"""The pack that somebody names on the command line: an installed one by its id, any other by its folder."""

from __future__ import annotations

from pathlib import Path

from policy_rules.errors import FactError, UnknownPolicy, printable
from policy_rules.pack import PACKS, Pack, installed_packs, load_pack, load_pack_from

__all__ = ["named_pack", "pack_folder"]


def pack_folder(name: str) -> Path:
    """The folder; raises :class:`UnknownPolicy` for what is neither, :class:`FactError` for a folder of something else."""
    if name in installed_packs():
        return PACKS / name
    folder = Path(name)
    if not folder.is_dir():
        raise UnknownPolicy(
            f"没有 id 为 {printable(name, 120)} 的政策，也没有这个目录；已安装：{'、'.join(installed_packs())}；"
            "还没有安装的政策包请写它的目录，例如 ./yunze-2026"
        )
    if not any(folder.glob("*.yaml")):
        raise FactError("no_such_pack", "这个目录不是政策包（里面应有 policy.yaml、clauses.yaml 等）", name)
    return folder.resolve()


def named_pack(name: str) -> Pack:
    """The pack, ready to rely on; raises as :func:`pack_folder`, and :class:`PackError` for a faulty one."""
    return load_pack(name) if name in installed_packs() else load_pack_from(pack_folder(name))
