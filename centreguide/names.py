"""The names that the domain, the training data and the code share: intents, slots, entities and message keys."""

SUBJECT = "subject"
"""The entity and the slot that say what a question is about."""

LAST_INTENT = "last_intent"
"""The slot that holds the intent of the last answered question, for "and for children?"."""

CORRECTED = "corrected"
"""Message key: the text with spelling put right (str)."""

SEGMENTS = "segments"
"""Message key: the questions in one message, in order, as dicts with the SEGMENT_* keys."""

SEGMENT_TEXT = "text"
SEGMENT_INTENT = "intent"
SEGMENT_CONFIDENCE = "confidence"
SEGMENT_RANKING = "ranking"
SEGMENT_SUBJECTS = "subjects"
SEGMENT_CERTAINTY = "certainty"

SURE, UNSURE, UNKNOWN = "sure", "unsure", "unknown"
"""What SEGMENT_CERTAINTY holds: answer it, ask "did you mean", decline."""

FALLBACK = "nlu_fallback"
EMERGENCY, CRISIS = "emergency", "crisis"

FOLLOW_UP, ASK_MORE = "follow_up", "ask_more"
OOS_STATISTICS, ASK_HOW_MANY = "oos_statistics", "ask_how_many"
ASK_ABOUT, ASK_SERVICES, ASK_WHO, ASK_WHERE, ASK_RANK = "ask_about", "ask_services", "ask_who", "ask_where", "ask_rank"
TOLD = "told"
"""The slot that holds the ids of the facts said lately, so that "tell me more" says others."""

SEGMENT_STORY = "story"
"""What a message tells before the question of a segment (str)."""

SEGMENT_LISTED = "listed"
"""Whether a segment names something that the knowledge has facts about (bool)."""

SEGMENT_BARE = "bare"
"""Whether a segment is a subject and nothing else (bool)."""

SEGMENT_UNFAMILIAR = "unfamiliar"
