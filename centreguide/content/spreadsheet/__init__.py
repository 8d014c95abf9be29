"""The draft as an Excel workbook or CSV files, out and in."""
