"""The sheets of the county workbook and the blank forms: one file is one sheet."""
