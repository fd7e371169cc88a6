CREATE TABLE assessment_attempts (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  assessment_id INTEGER NOT NULL,
  language VARCHAR(50) NOT NULL,
  score FLOAT NOT NULL,
  total_questions INTEGER NOT NULL,
  correct_answers INTEGER NOT NULL,
  started_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
  completed_at DATETIME,
  answers_json TEXT,
  recommended_level VARCHAR(20),
  skill_scores_json TEXT,
  CONSTRAINT fk_assessment_attempts_assessment_id_assessments FOREIGN KEY(assessment_id) REFERENCES assessments (id)
)

CREATE INDEX ix_assessment_attempts_assessment_id ON assessment_attempts (assessment_id)

CREATE TABLE assessment_questions (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  assessment_id INTEGER NOT NULL,
  question_type VARCHAR(50) NOT NULL,
  question_text TEXT NOT NULL,
  correct_answer TEXT NOT NULL,
  options TEXT,
  points INTEGER DEFAULT 1 NOT NULL,
  order_index INTEGER DEFAULT 0 NOT NULL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
  skill_category VARCHAR(50) DEFAULT 'grammar' NOT NULL,
  CONSTRAINT fk_assessment_questions_assessment_id_assessments FOREIGN KEY(assessment_id) REFERENCES assessments (id) ON DELETE CASCADE
)

CREATE INDEX ix_assessment_questions_assessment_id ON assessment_questions (assessment_id)

CREATE TABLE assessments (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  language VARCHAR(50) NOT NULL,
  assessment_type VARCHAR(50) NOT NULL,
  title VARCHAR(200) NOT NULL,
  description TEXT,
  difficulty_level VARCHAR(20) NOT NULL,
  duration_minutes INTEGER,
  is_active BOOLEAN DEFAULT 1 NOT NULL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL
)

CREATE TABLE conversations (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  language VARCHAR(50) NOT NULL,
  difficulty_level VARCHAR(20) DEFAULT 'A1' NOT NULL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
  topic_id VARCHAR(100)
)

CREATE TABLE grammar_rules (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  lesson_id INTEGER NOT NULL,
  title VARCHAR(200) NOT NULL,
  description TEXT NOT NULL,
  examples TEXT,
  difficulty_level VARCHAR(20) DEFAULT 'A1' NOT NULL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
  CONSTRAINT fk_grammar_rules_lesson_id_lessons FOREIGN KEY(lesson_id) REFERENCES lessons (id) ON DELETE CASCADE
)

CREATE INDEX ix_grammar_rules_lesson_id ON grammar_rules (lesson_id)

CREATE TABLE homographs (
  language VARCHAR(50) NOT NULL,
  spelling VARCHAR(100) NOT NULL,
  lemma VARCHAR(100) NOT NULL,
  part_of_speech VARCHAR(50) NOT NULL,
  share FLOAT NOT NULL,
  CONSTRAINT ck_homographs_language_iso639_1 CHECK (typeof(language) = 'text' AND length(language) = 2 AND instr(' aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ', ' ' || language || ' ') > 0),
  CONSTRAINT ck_homographs_lemma_not_empty CHECK (typeof(lemma) = 'text' AND lemma GLOB '*[^' || char(9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288) || ']*'),
  CONSTRAINT ck_homographs_part_of_speech CHECK (part_of_speech = 'noun' OR part_of_speech = 'verb' OR part_of_speech = 'adjective' OR part_of_speech = 'adverb' OR part_of_speech = 'pronoun' OR part_of_speech = 'preposition' OR part_of_speech = 'conjunction' OR part_of_speech = 'interjection'),
  CONSTRAINT ck_homographs_share_range CHECK (typeof(share) IN ('real', 'integer') AND share >= 0 AND share <= 1),
  CONSTRAINT ck_homographs_spelling_not_empty CHECK (typeof(spelling) = 'text' AND spelling GLOB '*[^' || char(9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288) || ']*'),
  CONSTRAINT pk_homographs PRIMARY KEY (language, spelling, lemma, part_of_speech)
)

CREATE TABLE lesson_items (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  lesson_id INTEGER NOT NULL,
  item_type VARCHAR(50) NOT NULL,
  content TEXT NOT NULL,
  metadata TEXT,
  order_index INTEGER DEFAULT 0 NOT NULL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
  item_metadata TEXT,
  CONSTRAINT fk_lesson_items_lesson_id_lessons FOREIGN KEY(lesson_id) REFERENCES lessons (id) ON DELETE CASCADE
)

CREATE INDEX ix_lesson_items_lesson_id ON lesson_items (lesson_id)

CREATE TABLE lesson_progress (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  lesson_id INTEGER NOT NULL,
  language VARCHAR(50) NOT NULL,
  status VARCHAR(20) DEFAULT 'not_started' NOT NULL,
  completion_percentage FLOAT DEFAULT 0.0 NOT NULL,
  started_at DATETIME,
  completed_at DATETIME,
  last_accessed_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
  mastery_score FLOAT,
  CONSTRAINT fk_lesson_progress_lesson_id_lessons FOREIGN KEY(lesson_id) REFERENCES lessons (id) ON DELETE CASCADE
)

CREATE INDEX ix_lesson_progress_lesson_id ON lesson_progress (lesson_id)

CREATE TABLE lessons (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  language VARCHAR(50) NOT NULL,
  lesson_type VARCHAR(50) NOT NULL,
  title VARCHAR(200) NOT NULL,
  description TEXT,
  difficulty_level VARCHAR(20) DEFAULT 'A1' NOT NULL,
  order_index INTEGER DEFAULT 0 NOT NULL,
  is_active BOOLEAN DEFAULT 1 NOT NULL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
  title_en VARCHAR(200),
  oneliner VARCHAR(500),
  oneliner_en VARCHAR(500),
  description_en TEXT,
  tutor_prompt TEXT,
  subject VARCHAR(100),
  topic_id VARCHAR(100),
  last_accessed_at DATETIME,
  updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
  source_id VARCHAR(100)
)

CREATE TABLE messages (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  conversation_id INTEGER NOT NULL,
  role VARCHAR(20) NOT NULL,
  content TEXT NOT NULL,
  audio_path VARCHAR(255),
  corrections TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
  CONSTRAINT fk_messages_conversation_id_conversations FOREIGN KEY(conversation_id) REFERENCES conversations (id) ON DELETE CASCADE
)

CREATE INDEX ix_messages_conversation_id ON messages (conversation_id)

CREATE TABLE release_packs (
  language VARCHAR(50) NOT NULL,
  version VARCHAR(50) NOT NULL,
  release_date DATE NOT NULL,
  licence VARCHAR(100) NOT NULL,
  attribution TEXT NOT NULL,
  sources TEXT NOT NULL,
  targets TEXT NOT NULL,
  source_digest VARCHAR(64) NOT NULL,
  tool_versions TEXT NOT NULL,
  app_topics TEXT,
  language_profile TEXT,
  CONSTRAINT ck_release_packs_app_topics_json CHECK (app_topics IS NULL OR typeof(app_topics) = 'text' AND json_valid(app_topics) AND json_type(app_topics) = 'object'),
  CONSTRAINT ck_release_packs_language_iso639_1 CHECK (typeof(language) = 'text' AND length(language) = 2 AND instr(' aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ', ' ' || language || ' ') > 0),
  CONSTRAINT ck_release_packs_language_profile_json CHECK (language_profile IS NULL OR typeof(language_profile) = 'text' AND json_valid(language_profile) AND json_type(language_profile) = 'object'),
  CONSTRAINT ck_release_packs_licence_not_empty CHECK (typeof(licence) = 'text' AND licence GLOB '*[^' || char(9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288) || ']*'),
  CONSTRAINT ck_release_packs_release_date CHECK (typeof(release_date) = 'text' AND release_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(julianday(release_date)) IS release_date),
  CONSTRAINT ck_release_packs_source_digest_sha256 CHECK (length(source_digest) = 64 AND source_digest NOT GLOB '*[^0-9a-f]*'),
  CONSTRAINT ck_release_packs_sources_json CHECK (typeof(sources) = 'text' AND json_valid(sources) AND json_type(sources) = 'object'),
  CONSTRAINT ck_release_packs_targets_json CHECK (typeof(targets) = 'text' AND json_valid(targets) AND json_type(targets) = 'object'),
  CONSTRAINT ck_release_packs_tool_versions_json CHECK (typeof(tool_versions) = 'text' AND json_valid(tool_versions) AND json_type(tool_versions) = 'object'),
  CONSTRAINT ck_release_packs_version_not_empty CHECK (typeof(version) = 'text' AND version GLOB '*[^' || char(9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288) || ']*'),
  CONSTRAINT pk_release_packs PRIMARY KEY (language)
)

CREATE TABLE user_levels (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  language VARCHAR(50) NOT NULL,
  cefr_level VARCHAR(20) DEFAULT 'A1' NOT NULL,
  proficiency_score FLOAT DEFAULT 0.0 NOT NULL,
  assessed_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL
)

CREATE UNIQUE INDEX uq_user_levels_language ON user_levels (language)

CREATE TABLE user_word_progress (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  word_id INTEGER NOT NULL,
  language VARCHAR(50) NOT NULL,
  times_encountered INTEGER DEFAULT 0 NOT NULL,
  mastery_score FLOAT DEFAULT 0.0 NOT NULL,
  first_encountered DATETIME,
  last_encountered DATETIME,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
  stability FLOAT,
  difficulty FLOAT,
  due DATETIME,
  last_reviewed DATETIME,
  CONSTRAINT ck_user_word_progress_difficulty CHECK (difficulty IS NULL OR (typeof(difficulty) IN ('real', 'integer') AND difficulty >= 1 AND difficulty <= 10)),
  CONSTRAINT ck_user_word_progress_due_timestamp CHECK (due IS NULL OR (typeof(due) = 'text' AND due GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9][T ][0-9][0-9]:[0-9][0-9]:[0-9][0-9]*' AND instr(substr(due, 12), ' ') = 0 AND julianday(due) IS NOT NULL AND datetime(julianday(substr(due, 1, 19))) IS replace(substr(due, 1, 19), 'T', ' '))),
  CONSTRAINT ck_user_word_progress_encountered_in_order CHECK (julianday(last_encountered) >= julianday(first_encountered)),
  CONSTRAINT ck_user_word_progress_first_encountered_timestamp CHECK (first_encountered IS NULL OR (typeof(first_encountered) = 'text' AND first_encountered GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9][T ][0-9][0-9]:[0-9][0-9]:[0-9][0-9]*' AND instr(substr(first_encountered, 12), ' ') = 0 AND julianday(first_encountered) IS NOT NULL AND datetime(julianday(substr(first_encountered, 1, 19))) IS replace(substr(first_encountered, 1, 19), 'T', ' '))),
  CONSTRAINT ck_user_word_progress_language_iso639_1 CHECK (typeof(language) = 'text' AND length(language) = 2 AND instr(' aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ', ' ' || language || ' ') > 0),
  CONSTRAINT ck_user_word_progress_last_encountered_timestamp CHECK (last_encountered IS NULL OR (typeof(last_encountered) = 'text' AND last_encountered GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9][T ][0-9][0-9]:[0-9][0-9]:[0-9][0-9]*' AND instr(substr(last_encountered, 12), ' ') = 0 AND julianday(last_encountered) IS NOT NULL AND datetime(julianday(substr(last_encountered, 1, 19))) IS replace(substr(last_encountered, 1, 19), 'T', ' '))),
  CONSTRAINT ck_user_word_progress_last_reviewed_timestamp CHECK (last_reviewed IS NULL OR (typeof(last_reviewed) = 'text' AND last_reviewed GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9][T ][0-9][0-9]:[0-9][0-9]:[0-9][0-9]*' AND instr(substr(last_reviewed, 12), ' ') = 0 AND julianday(last_reviewed) IS NOT NULL AND datetime(julianday(substr(last_reviewed, 1, 19))) IS replace(substr(last_reviewed, 1, 19), 'T', ' '))),
  CONSTRAINT ck_user_word_progress_mastery_score_percentage CHECK (typeof(mastery_score) IN ('real', 'integer') AND mastery_score >= 0 AND mastery_score <= 100),
  CONSTRAINT ck_user_word_progress_stability CHECK (stability IS NULL OR (typeof(stability) IN ('real', 'integer') AND stability >= 0.001 AND stability <= 36500)),
  CONSTRAINT ck_user_word_progress_times_encountered_not_negative CHECK (typeof(times_encountered) = 'integer' AND times_encountered >= 0),
  CONSTRAINT fk_user_word_progress_word_id_words FOREIGN KEY(word_id) REFERENCES words (id) ON DELETE CASCADE
)

CREATE INDEX ix_user_word_progress_language ON user_word_progress (language)

CREATE INDEX ix_user_word_progress_language_due ON user_word_progress (language, due)

CREATE INDEX ix_user_word_progress_word_id ON user_word_progress (word_id)

CREATE INDEX ix_user_word_progress_word_id_mastery_score_last_encountered ON user_word_progress (word_id, mastery_score, last_encountered)

CREATE UNIQUE INDEX uq_user_word_progress_word_id_language ON user_word_progress (word_id, language)

CREATE TABLE word_difficulty_levels (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  word_id INTEGER NOT NULL,
  difficulty_level VARCHAR(20) NOT NULL,
  priority INTEGER DEFAULT 1 NOT NULL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
  CONSTRAINT ck_word_difficulty_levels_difficulty_level CHECK (difficulty_level = 'A1' OR difficulty_level = 'A2' OR difficulty_level = 'B1' OR difficulty_level = 'B2' OR difficulty_level = 'C1' OR difficulty_level = 'C2'),
  CONSTRAINT ck_word_difficulty_levels_priority_positive CHECK (typeof(priority) = 'integer' AND priority >= 1),
  CONSTRAINT fk_word_difficulty_levels_word_id_words FOREIGN KEY(word_id) REFERENCES words (id) ON DELETE CASCADE
)

CREATE INDEX ix_word_difficulty_levels_difficulty_level ON word_difficulty_levels (difficulty_level)

CREATE INDEX ix_word_difficulty_levels_difficulty_level_word_id_priority ON word_difficulty_levels (difficulty_level, word_id, priority)

CREATE INDEX ix_word_difficulty_levels_word_id ON word_difficulty_levels (word_id)

CREATE INDEX ix_word_difficulty_levels_word_id_difficulty_level_priority ON word_difficulty_levels (word_id, difficulty_level, priority)

CREATE UNIQUE INDEX uq_word_difficulty_levels_word_id_difficulty_level ON word_difficulty_levels (word_id, difficulty_level)

CREATE TABLE word_examples (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  word_meaning_id INTEGER NOT NULL,
  example_text TEXT NOT NULL,
  translation TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
  CONSTRAINT ck_word_examples_example_text_not_empty CHECK (typeof(example_text) = 'text' AND example_text GLOB '*[^' || char(9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288) || ']*'),
  CONSTRAINT fk_word_examples_word_meaning_id_word_meanings FOREIGN KEY(word_meaning_id) REFERENCES word_meanings (id) ON DELETE CASCADE
)

CREATE INDEX ix_word_examples_word_meaning_id ON word_examples (word_meaning_id)

CREATE TABLE word_forms (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  word_id INTEGER NOT NULL,
  form_type VARCHAR(50) NOT NULL,
  form_text VARCHAR(100) NOT NULL,
  grammatical_info TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
  level VARCHAR(20),
  CONSTRAINT ck_word_forms_form_text_not_empty CHECK (typeof(form_text) = 'text' AND form_text GLOB '*[^' || char(9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288) || ']*'),
  CONSTRAINT ck_word_forms_form_type_not_empty CHECK (typeof(form_type) = 'text' AND form_type GLOB '*[^' || char(9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288) || ']*'),
  CONSTRAINT ck_word_forms_grammatical_info_json CHECK (grammatical_info IS NULL OR (typeof(grammatical_info) = 'text' AND json_valid(grammatical_info))),
  CONSTRAINT ck_word_forms_level CHECK (level = 'A1' OR level = 'A2' OR level = 'B1' OR level = 'B2' OR level = 'C1' OR level = 'C2'),
  CONSTRAINT fk_word_forms_word_id_words FOREIGN KEY(word_id) REFERENCES words (id) ON DELETE CASCADE
)

CREATE INDEX ix_word_forms_word_id ON word_forms (word_id)

CREATE UNIQUE INDEX uq_word_forms_word_id_form_type_form_text ON word_forms (word_id, form_type, form_text)

CREATE TABLE word_meanings (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  word_id INTEGER NOT NULL,
  meaning_text TEXT NOT NULL,
  translation VARCHAR(255) NOT NULL,
  meaning_order INTEGER DEFAULT 1 NOT NULL,
  explanation TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
  part_of_speech VARCHAR(50),
  register VARCHAR(20),
  pattern VARCHAR(100),
  CONSTRAINT ck_word_meanings_meaning_order_positive CHECK (typeof(meaning_order) = 'integer' AND meaning_order >= 1),
  CONSTRAINT ck_word_meanings_meaning_text_not_empty CHECK (typeof(meaning_text) = 'text' AND meaning_text GLOB '*[^' || char(9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288) || ']*'),
  CONSTRAINT ck_word_meanings_part_of_speech CHECK (part_of_speech = 'noun' OR part_of_speech = 'verb' OR part_of_speech = 'adjective' OR part_of_speech = 'adverb' OR part_of_speech = 'pronoun' OR part_of_speech = 'preposition' OR part_of_speech = 'conjunction' OR part_of_speech = 'interjection'),
  CONSTRAINT ck_word_meanings_pattern_not_empty CHECK (pattern IS NULL OR typeof(pattern) = 'text' AND pattern GLOB '*[^' || char(9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288) || ']*'),
  CONSTRAINT ck_word_meanings_register CHECK (register = 'formal' OR register = 'informal'),
  CONSTRAINT ck_word_meanings_translation_not_empty CHECK (typeof(translation) = 'text' AND translation GLOB '*[^' || char(9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288) || ']*'),
  CONSTRAINT fk_word_meanings_word_id_words FOREIGN KEY(word_id) REFERENCES words (id) ON DELETE CASCADE
)

CREATE INDEX ix_word_meanings_word_id ON word_meanings (word_id)

CREATE INDEX ix_word_meanings_word_id_meaning_order ON word_meanings (word_id, meaning_order)

CREATE TABLE word_synonyms (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  word_id INTEGER NOT NULL,
  synonym_word_id INTEGER NOT NULL,
  relationship_type VARCHAR(50) DEFAULT 'synonym' NOT NULL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
  CONSTRAINT ck_word_synonyms_different_words CHECK (word_id <> synonym_word_id),
  CONSTRAINT ck_word_synonyms_relationship_type CHECK (relationship_type = 'synonym' OR relationship_type = 'near_synonym' OR relationship_type = 'antonym'),
  CONSTRAINT fk_word_synonyms_synonym_word_id_words FOREIGN KEY(synonym_word_id) REFERENCES words (id) ON DELETE CASCADE,
  CONSTRAINT fk_word_synonyms_word_id_words FOREIGN KEY(word_id) REFERENCES words (id) ON DELETE CASCADE
)

CREATE INDEX ix_word_synonyms_synonym_word_id ON word_synonyms (synonym_word_id)

CREATE INDEX ix_word_synonyms_word_id ON word_synonyms (word_id)

CREATE UNIQUE INDEX uq_word_synonyms_word_id_synonym_word_id ON word_synonyms (word_id, synonym_word_id)

CREATE TRIGGER tr_word_synonyms_insert_same_language BEFORE INSERT ON word_synonyms WHEN (SELECT language FROM words WHERE id = NEW.word_id) <> (SELECT language FROM words WHERE id = NEW.synonym_word_id) BEGIN SELECT RAISE(ABORT, 'tr_word_synonyms_insert_same_language: both words must be in the same language'); END

CREATE TRIGGER tr_word_synonyms_update_same_language BEFORE UPDATE OF word_id, synonym_word_id ON word_synonyms WHEN (SELECT language FROM words WHERE id = NEW.word_id) <> (SELECT language FROM words WHERE id = NEW.synonym_word_id) BEGIN SELECT RAISE(ABORT, 'tr_word_synonyms_update_same_language: both words must be in the same language'); END

CREATE TABLE word_topics (
  word_id INTEGER NOT NULL,
  topic_id VARCHAR(100) NOT NULL,
  CONSTRAINT ck_word_topics_topic_id_not_empty CHECK (typeof(topic_id) = 'text' AND topic_id GLOB '*[^' || char(9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288) || ']*'),
  CONSTRAINT fk_word_topics_word_id_words FOREIGN KEY(word_id) REFERENCES words (id) ON DELETE CASCADE,
  CONSTRAINT pk_word_topics PRIMARY KEY (word_id, topic_id)
)

CREATE INDEX ix_word_topics_topic_id ON word_topics (topic_id)

CREATE TABLE words (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  language VARCHAR(50) NOT NULL,
  base_form VARCHAR(100) NOT NULL,
  part_of_speech VARCHAR(50) NOT NULL,
  pronunciation VARCHAR(255),
  notes TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
  identity VARCHAR(100),
  CONSTRAINT ck_words_base_form_not_empty CHECK (typeof(base_form) = 'text' AND base_form GLOB '*[^' || char(9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288) || ']*'),
  CONSTRAINT ck_words_identity_not_empty CHECK (identity IS NULL OR typeof(identity) = 'text' AND identity GLOB '*[^' || char(9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288) || ']*'),
  CONSTRAINT ck_words_language_iso639_1 CHECK (typeof(language) = 'text' AND length(language) = 2 AND instr(' aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ', ' ' || language || ' ') > 0),
  CONSTRAINT ck_words_part_of_speech CHECK (part_of_speech = 'noun' OR part_of_speech = 'verb' OR part_of_speech = 'adjective' OR part_of_speech = 'adverb' OR part_of_speech = 'pronoun' OR part_of_speech = 'preposition' OR part_of_speech = 'conjunction' OR part_of_speech = 'interjection')
)

CREATE INDEX ix_words_base_form ON words (base_form)

CREATE INDEX ix_words_language ON words (language)

CREATE UNIQUE INDEX uq_words_language_base_form ON words (language, base_form)

CREATE TRIGGER tr_words_update_same_language BEFORE UPDATE OF language ON words WHEN NEW.language <> OLD.language AND EXISTS (SELECT 1 FROM word_synonyms WHERE word_id = OLD.id OR synonym_word_id = OLD.id) BEGIN SELECT RAISE(ABORT, 'tr_words_update_same_language: a word with synonyms or antonyms must stay in their language'); END
