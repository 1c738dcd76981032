"""Case studies: declared parameters, a runner with a clean kernel each, reports to hand round."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["build_trust", "crm_strategy", "raise_satisfaction", "show_analysis", "value_drivers"],
    submod_attrs={
        "catalogue": ["Case", "describe_case", "find_case", "list_cases"],
        "parameters": ["Parameter", "check_parameters"],
        "prose": ["Prose", "listed", "sentences"],
        "report": ["outside_requests", "write_report"],
        "results": ["CaseResults", "read_results", "write_results"],
        "runner": ["CaseError", "CaseRun", "run_case"],
    },
)
