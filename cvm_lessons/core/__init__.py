"""What every room stands on: errors, checks of input, formats, language, figure style, random streams."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "errors": [
            "CourseError",
            "DataError",
            "MissingExtraError",
            "NotFittedError",
            "ParameterError",
            "WorkbookError",
        ],
        "explorer": ["Explorer", "labelled_slider"],
        "extras": ["require_extra"],
        "formats": ["format_money", "format_number", "format_percent", "format_points"],
        "labels": ["label_points", "reads_on"],
        "languages": ["current_language", "language", "translate", "translate_data"],
        "paths": ["data_folder", "project_root"],
        "session": ["setup"],
        "spelling": ["check_choice", "nearest"],
        "streams": ["as_generator", "stream"],
        "style": ["PALETTE", "apply_style", "figure_axes", "label_end"],
        "tables": ["Table", "show_table"],
        "texts": ["in_lines", "short_amount"],
        "validation": [
            "check_number",
            "filled_column",
            "number_column",
            "number_columns",
            "require_columns",
            "yes_or_no_column",
        ],
        "yaml_text": ["load_yaml"],
    },
)
