"""Makes what staff wrote live, and takes it back: candidate, before and after, a second pair of eyes, history."""
