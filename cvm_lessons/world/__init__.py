"""The simulated world: fictional customers whose behaviour follows a written truth."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "engine": ["World"],
        "inside.platform": ["simulate_platform"],
        "laddering": ["chain_shares"],
        "parameters": ["plain", "read_truth"],
        "shards": ["SUMMED", "combine", "draw_shards", "shard_scales", "simulate"],
        "simulation": ["SEED", "SHARED", "TABLES", "build_world"],
    },
)
