"""The customer summary in Polars: a lazy query on a frame in memory."""

import polars as pl

from benchmarks.peers.stopwatch import Task, main, sums


def summary(log: pl.DataFrame) -> pl.DataFrame:
    """Customer summary."""
    days = log.lazy().group_by("customer_id", pl.col("date").cast(pl.Date)).agg(pl.col("amount").sum())
    first, last = pl.col("date").min(), pl.col("date").max()
    customers = days.group_by("customer_id").agg(
        frequency=pl.len().cast(pl.Int64) - 1,
        first=first,
        last=last,
        total=pl.col("amount").sum(),
        first_amount=pl.col("amount").sort_by("date").first(),
    )
    repeat = (pl.col("total") - pl.col("first_amount")) / pl.col("frequency")
    return (
        customers.select(
            "customer_id",
            "frequency",
            recency=(pl.col("last") - pl.col("first")).dt.total_days().cast(pl.Float64),
            T=(pl.col("last").max() - pl.col("first")).dt.total_days().cast(pl.Float64),
            monetary_value=pl.when(pl.col("frequency") > 0).then(repeat).otherwise(0.0),
        )
        .sort("customer_id")
        .collect()
    )


if __name__ == "__main__":
    main({"summary": Task(pl.read_parquet, summary, sums)}, ["polars"])
