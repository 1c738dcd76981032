"""The parts that this group brings to the world; only prices and rates are the same in every shard."""

from cvm_lessons.world.devices import accounts, ledger, ordering, orders, rates, tenders
from cvm_lessons.world.engine import Part

__all__ = ["HIDDEN", "SHARED", "TABLES"]

TABLES: dict[str, Part] = {
    "devices_accounts": ledger.draw_devices_accounts,
    "devices_orders": orders.draw_devices_orders,
    "devices_products": orders.draw_devices_products,
    "devices_rates": rates.draw_devices_rates,
}
HIDDEN: dict[str, Part] = {
    "devices_traits": accounts.draw_devices_traits,
    "devices_tenders": tenders.draw_devices_tenders,
    "devices_purchases": ordering.draw_devices_purchases,
    "devices_key_accounts": ordering.draw_devices_key_accounts,
    "devices_service": ledger.draw_devices_service,
}
SHARED: frozenset[str] = frozenset({"devices_products", "devices_rates"})
