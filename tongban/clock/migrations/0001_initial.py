import datetime
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True)),
                ('source', models.TextField(blank=True)),
                ('imported_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('year__range', (1950, 2150))), name='clock_notice_year')],
            },
        ),
        migrations.CreateModel(
            name='Override',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(max_length=12)),
                ('date', models.DateField()),
                ('off', models.BooleanField()),
                ('ground', models.CharField(max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('region', 'date'), name='clock_override_once'), models.CheckConstraint(condition=models.Q(('region__regex', '^[0-9]{12}$')), name='clock_override_region'), models.CheckConstraint(condition=models.Q(('ground', ''), _negated=True), name='clock_override_ground'), models.CheckConstraint(condition=models.Q(('date__range', (datetime.date(1950, 1, 1), datetime.date(2150, 12, 31)))), name='clock_override_date')],
            },
        ),
        migrations.CreateModel(
            name='NoticeDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField()),
                ('name', models.CharField(max_length=60)),
                ('off', models.BooleanField()),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='clock.notice')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('notice', 'date'), name='clock_notice_day_once'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='clock_notice_day_name'), models.CheckConstraint(condition=models.Q(('date__range', (datetime.date(1950, 1, 1), datetime.date(2150, 12, 31)))), name='clock_notice_day_date')],
            },
        ),
    ]
