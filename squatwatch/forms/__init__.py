"""From the names of a brand to every form under which it may be filed."""

from squatwatch.forms.generator import forms_of_brands, generate_forms

__all__ = ["forms_of_brands", "generate_forms"]
