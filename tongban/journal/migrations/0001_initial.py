from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Head',
            fields=[
                ('chain', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('seq', models.IntegerField()),
                ('digest', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('chain', models.CharField(max_length=64)),
                ('seq', models.IntegerField()),
                ('verb', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=120)),
                ('ground', models.CharField(blank=True, max_length=200)),
                ('channel', models.CharField(max_length=16)),
                ('paper', models.UUIDField(null=True)),
                ('data', models.JSONField(default=dict)),
                ('tx', models.BigIntegerField()),
                ('prev', models.BinaryField()),
                ('digest', models.BinaryField()),
            ],
            options={
                'indexes': [models.Index(fields=['verb', 'at'], name='journal_line_verb'), models.Index(fields=['by', 'at'], name='journal_line_by')],
                'constraints': [models.UniqueConstraint(fields=('chain', 'seq'), name='journal_line_seq')],
            },
        ),
    ]
