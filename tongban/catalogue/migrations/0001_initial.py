import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('identity', '0001_initial'),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=64, unique=True)),
                ('base_code', models.CharField(blank=True, max_length=12)),
                ('level', models.CharField(max_length=1)),
                ('state', models.CharField(max_length=10)),
                ('name', models.CharField(max_length=500)),
                ('kind', models.CharField(max_length=2)),
                ('project_type', models.CharField(max_length=10, null=True)),
                ('promised_days', models.IntegerField(null=True)),
                ('visits', models.SmallIntegerField(null=True)),
                ('online', models.BooleanField(default=False)),
                ('charged', models.BooleanField(null=True)),
                ('audiences', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), default=list, size=None)),
                ('person_themes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), default=list, size=None)),
                ('firm_themes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), default=list, size=None)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='identity.agency')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='identity.region')),
            ],
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('definition', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('effective_from', models.DateField()),
                ('published_at', models.DateTimeField()),
                ('published_by', models.CharField(max_length=120)),
                ('source', models.CharField(default='own', max_length=60)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='catalogue.item')),
            ],
        ),
        migrations.AddField(
            model_name='item',
            name='current',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.version'),
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search', serialize=False, to='catalogue.item')),
                ('name_key', models.TextField()),
                ('initials', models.TextField()),
                ('pinyin', models.TextField()),
                ('vector', django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['vector'], name='search_vector'), django.contrib.postgres.indexes.GinIndex(fields=['name_key'], name='search_name_trgm', opclasses=['gin_trgm_ops']), django.contrib.postgres.indexes.GinIndex(fields=['initials'], name='search_initials_trgm', opclasses=['gin_trgm_ops']), django.contrib.postgres.indexes.GinIndex(fields=['pinyin'], name='search_pinyin_trgm', opclasses=['gin_trgm_ops'])],
            },
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('item', 'number'), name='version_number'),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(fields=['agency', 'state'], name='item_agency'),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(fields=['region', 'state'], name='item_region'),
        ),
        migrations.AddIndex(
            model_name='item',
            index=django.contrib.postgres.indexes.GinIndex(fields=['person_themes'], name='item_person_themes'),
        ),
        migrations.AddIndex(
            model_name='item',
            index=django.contrib.postgres.indexes.GinIndex(fields=['firm_themes'], name='item_firm_themes'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['active', 'suspended', 'cancelled'])), name='item_state'),
        ),
    ]
