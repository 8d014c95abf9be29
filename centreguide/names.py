"""The names that the domain, the training data and the code share: intents, slots, entities and message keys."""

FACT = "fact"
"""The entity that says which fact a button asks for."""

SUBJECT = "subject"
"""The entity that says what a question is about."""

THREAD = "thread"
"""The slot that holds what the conversation was about, as `answering.turn.Thread` has it."""

CORRECTED = "corrected"
"""Message key: the text with spelling put right (str)."""

SEGMENTS = "segments"
"""Message key: the questions in one message, in order: `heard.Segment`, in parse data as JSON has them."""

SURE, UNSURE, UNKNOWN = "sure", "unsure", "unknown"
"""How certain a segment's likeliest intent is: right in nine of ten cases, worth acting on, not worth it."""

SAID, SOURCE = "said", "source"
"""Keys of a message of the bot's that has a source: its text without that, and the source, `reply.Source` as data."""

FALLBACK = "nlu_fallback"
ASK_ABOUT = "ask_about"
EMERGENCY, CRISIS = "emergency", "crisis"
