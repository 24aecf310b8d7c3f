"""From the names of a brand to every form under which it may be filed."""

from squatwatch.forms.generator import forms_of_brands, generate_forms
from squatwatch.forms.left_out import left_out
from squatwatch.forms.version import rules_version

__all__ = ["forms_of_brands", "generate_forms", "left_out", "rules_version"]
