"""A release: model, knowledge and wording under one version, in one folder, behind one pointer."""
