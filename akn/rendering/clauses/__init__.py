"""The clauses of documents as rows: for data frames, databases and spreadsheets."""
