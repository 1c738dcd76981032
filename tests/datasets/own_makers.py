"""Bytes of firms' files for the tests: text in any style, and small spreadsheets."""

import io
import zipfile
from datetime import datetime

from cvm_lessons.datasets import load_own

CLEAN = [("C1", datetime(2024, 3, 1), 1234.5), ("C2", datetime(2024, 3, 15), 80.0)]
HEAD = "customer_id,date,amount"


def text(*lines, encoding="utf-8", newline="\n"):
    return newline.join(lines).encode(encoding)


def one(amounts, dates=("2024-03-01", "2024-03-15"), sep=";", head="customer_id;date;amount"):
    """Bytes of a file with a row per amount, separated by semicolons."""
    rows = [sep.join((f"C{i + 1}", dates[i % len(dates)], amount)) for i, amount in enumerate(amounts)]
    return text(head.replace(";", sep), *rows)


def dated(*dates):
    return text(HEAD, *(f"C{i + 1},{date},5" for i, date in enumerate(dates)))


def load(tmp_path, content, name="own.csv", as_="transactions", **options):
    file = tmp_path / name
    file.write_bytes(content)
    return load_own(file, as_=as_, **options)


def rows_of(frame):
    return list(frame.itertuples(index=False, name=None))


STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>'
    '<numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>'
    '<numFmt numFmtId="165" formatCode="[$¥-804]#,##0.00"/>'
    '<numFmt numFmtId="166" formatCode="#,##0.00\\ [$€-407]"/>'
    '<numFmt numFmtId="167" formatCode="00000"/><numFmt numFmtId="168" formatCode="[Red]0.00"/>'
    "</numFmts><cellXfs>"
    + "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 164, 165, 166, 167, 168))
    + "</cellXfs></styleSheet>"
)
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def inline(value):
    return f't="inlineStr"><is><t>{value}</t></is>'


def cell(value):
    """XML of a cell after its reference: text inline, a number, a date as (days, style), or XML as it is."""
    if isinstance(value, tuple):
        return f's="{value[1]}"><v>{value[0]}</v>'
    if isinstance(value, str) and not value.startswith((">", "t=")):
        return inline(value)
    return value if isinstance(value, str) else f"><v>{value}</v>"


def book(*sheets, merged=(), properties="", shared=(), hidden=()):
    """Bytes of a spreadsheet; a sheet is a list of rows, None leaves a cell out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as parts:
        names = "".join(
            f'<sheet name="Sheet{i}" sheetId="{i}" r:id="r{i}"/>' for i in range(1, len(sheets) + 1)
        )
        head = f'<workbook {MAIN} xmlns:r="{LINKS}">{properties}<sheets>{names}</sheets></workbook>'
        parts.writestr("xl/workbook.xml", head)
        links = "".join(
            f'<Relationship Id="r{i}" Target="worksheets/sheet{i}.xml"/>' for i in range(1, len(sheets) + 1)
        )
        parts.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{links}</Relationships>")
        parts.writestr("xl/styles.xml", STYLES)
        items = "".join(f"<si>{item}</si>" for item in shared)
        parts.writestr("xl/sharedStrings.xml", f"<sst {MAIN}>{items}</sst>")
        for i, sheet in enumerate(sheets, start=1):
            rows = "".join(
                f'<row r="{at}"{" hidden=" + chr(34) + "1" + chr(34) if at in hidden else ""}>'
                + "".join(
                    f'<c r="{"ABCDEFG"[j]}{at}" {cell(v)}</c>' for j, v in enumerate(row) if v is not None
                )
                + "</row>"
                for at, row in enumerate(sheet, start=1)
            )
            merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
            parts.writestr(
                f"xl/worksheets/sheet{i}.xml",
                f"<worksheet {MAIN}><sheetData>{rows}</sheetData>"
                f"<mergeCells>{merges}</mergeCells></worksheet>",
            )
    return buffer.getvalue()


TOP = ["客户编号", "日期", "金额"]
ROW = ["C1", (45352, 1), 5]
RAW = ["客户编号;交易日期;消费金额", "C1;2024-03-01;1234.50", "C2;2024-03-15;80"]
PERSONS = text(
    "客户号,日期,金额,手机号,备注,渠道", "C1,2024-03-01,5,x,电13800138000,网店", "C2,2024-03-02,6,x,,门店"
)
