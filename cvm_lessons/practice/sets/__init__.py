"""The sets of exercises that come with the workbook, a module a chapter."""
