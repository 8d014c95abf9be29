"""The pages beside the widget: one that shows it, and one that answers the same questions without JavaScript."""
