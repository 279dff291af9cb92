"""The table of an editor's report that is read on a phone too: there each row is a list."""

from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn


class LabelledColumn(Column):
    """A column whose cells say what they hold where the headings are not above them.

    For a report with `table_classname = STACKING`; its first column needs no label.
    """

    cell_template_name = "admin_reports/labelled_cell.html"


class LabelledDateColumn(DateColumn):
    """The same for a day."""

    cell_template_name = "admin_reports/labelled_date_cell.html"


class LabelledBooleanColumn(BooleanColumn):
    """The same for yes and no."""

    cell_template_name = "admin_reports/labelled_boolean_cell.html"


STACKING = "listing listing--stacking"
