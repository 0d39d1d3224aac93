"""The process in which pdfium reads PDFs: `extract` runs in it and uses the rest; `akn.readers.pdf.process` starts it.

Nothing here is imported by akn: pdfium is not safe in threads, and a file that breaks it breaks that process alone.
"""
