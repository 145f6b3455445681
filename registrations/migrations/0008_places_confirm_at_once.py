"""`Places` says itself that a place taken while *confirming* is confirmed by that act: nothing is read afterwards."""

from django.db import migrations, models

KINDS = [
    ("register", "register"),
    ("confirm", "register, confirmed by that act"),
    ("queue", "queue"),
    ("nothing", "nothing"),
]


def confirm_at_once(apps, schema_editor):
    places = apps.get_model("registrations", "Places").objects.using(schema_editor.connection.alias)
    places.filter(accepts="register", campaign__state="confirming").update(accepts="confirm")


def hold_at_once(apps, schema_editor):
    places = apps.get_model("registrations", "Places").objects.using(schema_editor.connection.alias)
    places.filter(accepts="confirm").update(accepts="register")


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0004_reportreminder"),
        ("registrations", "0007_owner_by_last_visit"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="places", name="places_accepts_known"),
        migrations.AlterField(
            model_name="places",
            name="accepts",
            field=models.CharField(choices=KINDS, default="nothing", max_length=8),
        ),
        migrations.RunPython(confirm_at_once, hold_at_once),
        migrations.AddConstraint(
            model_name="places",
            constraint=models.CheckConstraint(
                condition=models.Q(accepts__in=[kind for kind, _words in KINDS]), name="places_accepts_known"
            ),
        ),
    ]
