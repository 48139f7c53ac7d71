-- The full-text index over outputs and labels. Without content of its own: the texts stay in `revisions`.
-- The row of a revision is twice its id, the row of a step run's label twice its id and one.
CREATE VIRTUAL TABLE search_index USING fts5 (
	text,
	content = '',
	contentless_delete = 1,
	tokenize = 'trigram'
);
