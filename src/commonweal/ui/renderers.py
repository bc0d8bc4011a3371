"""Django's form rendering through our field template, so that `{{ form }}` gives components too."""

from django.forms.renderers import TemplatesSetting


class PageRenderer(TemplatesSetting):
    """Fields and forms as the forms bridge renders them."""

    field_template_name = "ui/field.html"
    form_template_name = "ui/fields.html"
