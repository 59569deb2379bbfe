"""What an agreement or a policy can say: document -> clauses -> kinds -> postings."""
