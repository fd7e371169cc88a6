-- Today's app's database, as SQLAlchemy's create_all writes it, with words and lessons of the app's own. No revision.
CREATE TABLE conversations (
	id INTEGER NOT NULL,
	language VARCHAR(50) NOT NULL,
	difficulty_level VARCHAR(20) NOT NULL,
	topic_id VARCHAR(100),
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
	FOREIGN KEY(conversation_id) REFERENCES conversations (id)
);
CREATE INDEX ix_messages_conversation_id ON messages (conversation_id);
CREATE TABLE words (
	id INTEGER NOT NULL,
	language VARCHAR(50) NOT NULL,
	base_form VARCHAR(100) NOT NULL,
	part_of_speech VARCHAR(50) NOT NULL,
	pronunciation VARCHAR(255),
	notes TEXT,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT uq_word_language_base_form UNIQUE (language, base_form)
);
CREATE INDEX ix_words_language ON words (language);
CREATE TABLE word_meanings (
	id INTEGER NOT NULL,
	word_id INTEGER NOT NULL,
	meaning_text TEXT NOT NULL,
	translation VARCHAR(255) NOT NULL,
	meaning_order INTEGER NOT NULL,
	explanation TEXT,
	created_at DATETIME NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(word_id) REFERENCES words (id) ON DELETE CASCADE
);
CREATE TABLE word_forms (
	id INTEGER NOT NULL,
	word_id INTEGER NOT NULL,
	form_type VARCHAR(50) NOT NULL,
	form_text VARCHAR(100) NOT NULL,
	grammatical_info TEXT,
	created_at DATETIME NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (word_id, form_type, form_text),
	FOREIGN KEY(word_id) REFERENCES words (id) ON DELETE CASCADE
);
CREATE TABLE word_difficulty_levels (
	id INTEGER NOT NULL,
	word_id INTEGER NOT NULL,
	difficulty_level VARCHAR(20) NOT NULL,
	priority INTEGER NOT NULL,
	created_at DATETIME NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (word_id, difficulty_level),
	FOREIGN KEY(word_id) REFERENCES words (id) ON DELETE CASCADE
);
CREATE TABLE word_synonyms (
	id INTEGER NOT NULL,
	word_id INTEGER NOT NULL,
	synonym_word_id INTEGER NOT NULL,
	relationship_type VARCHAR(50) NOT NULL,
	created_at DATETIME NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (word_id, synonym_word_id),
	FOREIGN KEY(word_id) REFERENCES words (id),
	FOREIGN KEY(synonym_word_id) REFERENCES words (id)
);
CREATE TABLE word_examples (
	id INTEGER NOT NULL,
	word_meaning_id INTEGER NOT NULL,
	example_text TEXT NOT NULL,
	translation TEXT,
	created_at DATETIME NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(word_meaning_id) REFERENCES word_meanings (id) ON DELETE CASCADE
);
CREATE TABLE user_word_progress (
	id INTEGER NOT NULL,
	word_id INTEGER NOT NULL,
	language VARCHAR(50) NOT NULL,
	times_encountered INTEGER NOT NULL,
	mastery_score FLOAT NOT NULL,
	first_encountered DATETIME,
	last_encountered DATETIME,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (word_id, language),
	FOREIGN KEY(word_id) REFERENCES words (id) ON DELETE CASCADE
);
CREATE TABLE lessons (
	id INTEGER NOT NULL,
	language VARCHAR(50) NOT NULL,
	lesson_type VARCHAR(50) NOT NULL,
	title VARCHAR(200) NOT NULL,
	title_en VARCHAR(200),
	oneliner VARCHAR(500),
	oneliner_en VARCHAR(500),
	description TEXT,
	description_en TEXT,
	tutor_prompt TEXT,
	subject VARCHAR(100),
	topic_id VARCHAR(100),
	difficulty_level VARCHAR(20) NOT NULL,
	order_index INTEGER NOT NULL,
	is_active BOOLEAN NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
	last_accessed_at DATETIME,
	PRIMARY KEY (id),
	CHECK (is_active IN (0, 1))
);
CREATE TABLE lesson_items (
	id INTEGER NOT NULL,
	lesson_id INTEGER NOT NULL,
	item_type VARCHAR(50) NOT NULL,
	content TEXT NOT NULL,
	item_metadata TEXT,
	metadata TEXT,
	order_index INTEGER NOT NULL,
	created_at DATETIME NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(lesson_id) REFERENCES lessons (id) ON DELETE CASCADE
);
CREATE TABLE lesson_progress (
	id INTEGER NOT NULL,
	lesson_id INTEGER NOT NULL,
	language VARCHAR(50) NOT NULL,
	status VARCHAR(20) NOT NULL,
	completion_percentage FLOAT NOT NULL,
	mastery_score FLOAT,
	started_at DATETIME,
	completed_at DATETIME,
	last_accessed_at DATETIME NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(lesson_id) REFERENCES lessons (id) ON DELETE CASCADE
);
CREATE TABLE grammar_rules (
	id INTEGER NOT NULL,
	lesson_id INTEGER NOT NULL,
	title VARCHAR(200) NOT NULL,
	description TEXT NOT NULL,
	examples TEXT,
	difficulty_level VARCHAR(20) NOT NULL,
	created_at DATETIME NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(lesson_id) REFERENCES lessons (id) ON DELETE CASCADE
);
CREATE TABLE assessments (
	id INTEGER NOT NULL,
	language VARCHAR(50) NOT NULL,
	assessment_type VARCHAR(50) NOT NULL,
	title VARCHAR(200) NOT NULL,
	description TEXT,
	difficulty_level VARCHAR(20) NOT NULL,
	duration_minutes INTEGER,
	is_active BOOLEAN NOT NULL,
	created_at DATETIME NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE assessment_questions (
	id INTEGER NOT NULL,
	assessment_id INTEGER NOT NULL,
	skill_category VARCHAR(50) NOT NULL,
	question_type VARCHAR(50) NOT NULL,
	question_text TEXT NOT NULL,
	correct_answer TEXT NOT NULL,
	options TEXT,
	points INTEGER NOT NULL,
	order_index INTEGER NOT NULL,
	created_at DATETIME NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(assessment_id) REFERENCES assessments (id) ON DELETE CASCADE
);
CREATE TABLE assessment_attempts (
	id INTEGER NOT NULL,
	assessment_id INTEGER NOT NULL,
	language VARCHAR(50) NOT NULL,
	score FLOAT NOT NULL,
	recommended_level VARCHAR(20),
	skill_scores_json TEXT,
	total_questions INTEGER NOT NULL,
	correct_answers INTEGER NOT NULL,
	started_at DATETIME NOT NULL,
	completed_at DATETIME,
	answers_json TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(assessment_id) REFERENCES assessments (id)
);
CREATE TABLE user_levels (
	id INTEGER NOT NULL,
	language VARCHAR(50) NOT NULL,
	cefr_level VARCHAR(20) NOT NULL,
	proficiency_score FLOAT NOT NULL,
	assessed_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (language)
);

INSERT INTO conversations VALUES (4, 'spanish', 'A2', 'travel', '2025-11-01 10:00:00.5', '2025-11-01 10:00:00.5');
INSERT INTO messages VALUES (2, 4, 'user', 'Quiero pan', NULL, NULL, '2025-11-01 10:00:00.500000');
-- `pan` is in the releases of the tests too; `mío` is the app's alone; `maison` is of a language they do not have.
INSERT INTO words VALUES
	(1, 'es', 'pan', 'noun', NULL, 'the app''s', '2025-10-01 00:00:00', '2025-10-01 00:00:00'),
	(2, 'es', 'mío', 'pronoun', NULL, NULL, '2025-10-01 00:00:00', '2025-10-01 00:00:00'),
	(3, 'fr', 'maison', 'noun', 'mɛzɔ̃', NULL, '2025-10-01 00:00:00', '2025-10-01 00:00:00');
INSERT INTO word_meanings VALUES
	(1, 1, 'lo que se come', 'bread', 1, NULL, '2025-10-01 00:00:00'),
	(2, 2, 'de mí', 'mine', 1, NULL, '2025-10-01 00:00:00'),
	(3, 3, 'où on habite', 'house', 1, NULL, '2025-10-01 00:00:00');
INSERT INTO word_forms VALUES (1, 2, 'plural', 'míos', '{"Number": "Plur"}', '2025-10-01 00:00:00');
INSERT INTO word_difficulty_levels VALUES
	(1, 1, 'B1', 4, '2025-10-01 00:00:00'),
	(2, 2, 'A1', 2, '2025-10-01 00:00:00'),
	(3, 3, 'A1', 1, '2025-10-01 00:00:00');
INSERT INTO word_synonyms VALUES (1, 2, 1, 'antonym', '2025-10-01 00:00:00');
INSERT INTO word_examples VALUES (1, 2, 'Es mío.', 'It is mine.', '2025-10-01 00:00:00');
INSERT INTO user_word_progress VALUES
	(5, 1, 'es', 3, 40.5, '2025-10-02 00:00:00', '2025-10-03 00:00:00.25', '2025-10-02 00:00:00', '2025-10-03 00:00:00'),
	(6, 2, 'es', 1, 0.0, NULL, NULL, '2025-10-02 00:00:00', '2025-10-03 00:00:00'),
	(7, 3, 'fr', 9, 100.0, NULL, NULL, '2025-10-02 00:00:00', '2025-10-03 00:00:00');
INSERT INTO lessons (id, language, lesson_type, title, tutor_prompt, difficulty_level, order_index, is_active, created_at)
	VALUES (1, 'es', 'grammar', 'Ser y estar', 'be kind', 'A1', 0, 1, '2025-10-01 00:00:00'),
	       (2, 'es', 'listening', 'Escuchar', NULL, 'A2', 1, 0, '2025-10-01 00:00:00');
INSERT INTO lesson_items VALUES (1, 2, 'metadata', 'x', '{"a": 1}', NULL, 0, '2025-10-01 00:00:00');
INSERT INTO lesson_progress VALUES (1, 1, 'es', 'completed', 100.0, 0.75, NULL, NULL, '2025-10-01 00:00:00');
INSERT INTO grammar_rules VALUES (1, 1, 'ser', 'lo que es', '["Soy Ana."]', 'A1', '2025-10-01 00:00:00');
INSERT INTO assessments VALUES (1, 'es', 'cefr_placement', 'Prueba', NULL, 'mixed', 10, 1, '2025-10-01 00:00:00');
INSERT INTO assessment_questions VALUES
	(1, 1, 'vocabulary', 'multiple_choice', '¿pan?', 'bread', '["bread"]', 1, 0, '2025-10-01 00:00:00');
INSERT INTO assessment_attempts VALUES
	(1, 1, 'es', 66.5, 'A2', '{"vocabulary": 66.5}', 3, 2, '2025-10-01 00:00:00', NULL, '{"1": "bread"}');
INSERT INTO user_levels VALUES (1, 'es', 'A2', 33.25, '2025-10-01 00:00:00', '2025-10-01 00:00:00');
