"""The parts of this group: tables shown, parts hidden, and those that are the same in every shard."""

from cvm_lessons.world.engine import Part
from cvm_lessons.world.inside import (
    branches,
    credit,
    lead_files,
    leads,
    media,
    prospects,
    regional,
    response,
    service_chain,
    unit_tables,
)

__all__ = ["HIDDEN", "SHARED", "TABLES"]

TABLES: dict[str, Part] = {
    "units": unit_tables.draw_units,
    "staff": unit_tables.draw_staff,
    "channel_spend": credit.draw_channel_spend,
    "channel_monthly": credit.draw_channel_monthly,
    "crm_leads": leads.draw_crm_leads,
    "exchange_rates": prospects.draw_exchange_rates,
    "regional_shows": regional.draw_regional_shows,
}
HIDDEN: dict[str, Part] = {
    "unit_profiles": branches.draw_unit_profiles,
    "unit_posts": branches.draw_unit_posts,
    "service_chain": service_chain.draw_service_chain,
    "media_months": media.draw_media_months,
    "media_spend": media.draw_media_spend,
    "media_effects": response.draw_media_effects,
    "media_credit": credit.draw_media_credit,
    "owner_habits": lead_files.draw_owner_habits,
    "prospects": prospects.draw_prospects,
    "lead_course": leads.draw_lead_course,
    "lead_files": lead_files.draw_lead_files,
}
LEADS = {"crm_leads", "prospects", "lead_course", "lead_files"}  # they multiply with the customers
SHARED: frozenset[str] = frozenset({*TABLES, *HIDDEN} - LEADS)
