"""Fictional names of organisations, in English letters and Chinese characters from the same syllables."""

import numpy as np
import pandas as pd

__all__ = ["organisation_names"]

# Pairs of a syllable and a character of transliteration: three of them in a row name no firm that we know of.
SYLLABLES = {
    "vel": "维", "mo": "墨", "ra": "岚", "ti": "缇", "lun": "仑", "ka": "卡", "so": "索", "ne": "内",
    "bri": "布", "dal": "达", "fe": "菲", "gar": "嘉", "ho": "霍", "ju": "朱", "ki": "琪", "lo": "洛",
    "mar": "玛", "nu": "努", "or": "欧", "pe": "佩", "qui": "奎", "ru": "鲁", "sel": "瑟", "ta": "塔",
    "ur": "乌", "va": "瓦", "wen": "温", "xi": "希", "yo": "约", "za": "扎", "an": "安", "be": "贝",
    "cor": "科", "di": "迪", "el": "艾", "fo": "弗", "gre": "格", "hal": "哈", "il": "伊", "jo": "乔",
}  # fmt: skip
TRADE = {
    "machinery": ("Machinery", "机械"),
    "electronics": ("Electronics", "电子"),
    "food": ("Foods", "食品"),
    "home": ("Home", "家居"),
    "medical": ("Medical", "医疗"),
    "packaging": ("Packaging", "包装"),
}


def organisation_names(rng: np.random.Generator, sectors: pd.Series, shard: int = 0) -> pd.DataFrame:
    """Draw a name for each organisation; no two share the syllables.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where the draws come from.
    sectors : Series
        Sector of each organisation.
    shard : int, default 0
        Names of later shards get further syllables, which spell the number of the shard.

    Returns
    -------
    DataFrame
        Columns name and name_zh, in the order and with the index of `sectors`.

    Examples
    --------
    >>> organisation_names(np.random.default_rng(1), pd.Series(["food"])).iloc[0].tolist()
    ['Juorhal Foods', '朱欧哈食品']
    """
    latin, characters = np.array(list(SYLLABLES)), np.array(list(SYLLABLES.values()))
    drawn = rng.permutation(len(latin) ** 3)[: len(sectors)]
    first, rest = np.divmod(drawn, len(latin) ** 2)
    second, third = np.divmod(rest, len(latin))
    stems = [latin[at].tolist() for at in (first, second, third)]
    stems_zh = [characters[at].tolist() for at in (first, second, third)]
    further = _digits(shard, len(latin))
    end, end_zh = "".join(latin[further]), "".join(characters[further])
    trade, trade_zh = zip(*(TRADE[sector] for sector in sectors.tolist()), strict=True)
    return pd.DataFrame(
        {
            "name": [
                f"{a}{b}{c}{end}".capitalize() + f" {d}" for a, b, c, d in zip(*stems, trade, strict=True)
            ],
            "name_zh": [f"{a}{b}{c}{end_zh}{d}" for a, b, c, d in zip(*stems_zh, trade_zh, strict=True)],
        },
        index=sectors.index,
    )


def _digits(number: int, base: int) -> list[int]:
    """Digits of a whole number, the first one first; 0 has none."""
    digits: list[int] = []
    while number:
        number, digit = divmod(number, base)
        digits.insert(0, digit)
    return digits
