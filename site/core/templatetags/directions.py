"""Right-to-left texts in templates."""

from django import template

from core.direction import dir_attribute, isolated, isolated_text

register = template.Library()
register.filter("isolated", isolated)
register.filter("isolated_text", isolated_text)
register.simple_tag(dir_attribute, name="dir_of")
