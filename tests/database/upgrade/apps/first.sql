-- The first app's database, as SQLAlchemy's create_all writes it: defaults are Python's, so the tables have none.
CREATE TABLE conversations (
	id INTEGER NOT NULL,
	language VARCHAR(50) NOT NULL,
	difficulty_level VARCHAR(20) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_conversations_id ON conversations (id);
CREATE TABLE messages (
	id INTEGER NOT NULL,
	conversation_id INTEGER NOT NULL,
	role VARCHAR(20) NOT NULL,
	content TEXT NOT NULL,
	audio_path VARCHAR(255),
	corrections TEXT,
	created_at DATETIME NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
);
CREATE INDEX ix_messages_id ON messages (id);
CREATE INDEX ix_messages_conversation_id ON messages (conversation_id);

INSERT INTO conversations VALUES
	(1, 'spanish', 'beginner', '2025-01-12 10:00:00.123456', '2025-01-12 11:00:00.000001'),
	(7, 'es', 'A1', '2025-01-13T10:00:00Z', '2025-01-13T10:00:00+00:00');
INSERT INTO messages VALUES
	(1, 1, 'user', 'hola; -- "x"', NULL, NULL, '2025-01-12 10:00:00.123456'),
	(3, 1, 'assistant', '¡Hola! 🙂', '/a/b.mp3', '[{"was": "ola"}]', '2025-01-12 10:00:01'),
	(9, 7, 'user', '', NULL, 'not JSON', '2025-01-13T10:00:00Z');
