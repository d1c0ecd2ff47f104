import django.contrib.postgres.fields
import django.db.models.deletion
import tongban.core.sealed
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=18, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('short_name', models.CharField(blank=True, max_length=40)),
                ('mark', models.CharField(blank=True, max_length=20)),
                ('serial', models.CharField(blank=True, max_length=4)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('phone', models.CharField(blank=True, max_length=60)),
                ('review_body', models.CharField(blank=True, max_length=120)),
                ('court', models.CharField(blank=True, max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('id_kind', models.CharField(default='111', max_length=3)),
                ('id_number', tongban.core.sealed.SealedField()),
                ('id_index', models.BinaryField(max_length=32)),
                ('phone', tongban.core.sealed.SealedField(null=True)),
                ('phone_index', models.BinaryField(max_length=32, null=True)),
                ('address', tongban.core.sealed.SealedField(null=True)),
                ('assurance', models.CharField(default='A', max_length=1)),
            ],
            options={
                'indexes': [models.Index(fields=['phone_index'], name='person_phone')],
                'constraints': [models.UniqueConstraint(fields=('id_kind', 'id_index'), name='person_once')],
            },
        ),
        migrations.CreateModel(
            name='Officer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=60)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='identity.person')),
            ],
        ),
        migrations.CreateModel(
            name='Firm',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=18, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(default='enterprise', max_length=20)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('legal_representative', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='identity.person')),
            ],
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('kind', models.CharField(max_length=20)),
                ('place', models.CharField(blank=True, max_length=100)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='identity.agency')),
            ],
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('acts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), null=True, size=None)),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('revoked_on', models.DateField(null=True)),
                ('instrument', models.CharField(max_length=100)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='identity.agency')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='identity.post')),
            ],
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appointments', to='identity.officer')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appointments', to='identity.post')),
            ],
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('code', models.CharField(max_length=12, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('level', models.PositiveSmallIntegerField()),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='identity.region')),
            ],
        ),
        migrations.AddField(
            model_name='agency',
            name='region',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agencies', to='identity.region'),
        ),
        migrations.CreateModel(
            name='Representation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('legal', '法定代表人'), ('handler', '经办人')], max_length=10)),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('firm', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='representations', to='identity.firm')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='representations', to='identity.person')),
            ],
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('login', models.CharField(max_length=60, unique=True)),
                ('is_active', models.BooleanField(default=True)),
                ('officer', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='account', to='identity.officer')),
                ('person', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='account', to='identity.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('officer__isnull', True), ('person__isnull', False)), models.Q(('officer__isnull', False), ('person__isnull', True)), _connector='OR'), name='account_of_one')],
            },
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(fields=('agency', 'name'), name='post_name'),
        ),
        migrations.AddIndex(
            model_name='delegation',
            index=models.Index(fields=['post', 'agency'], name='delegation_post'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='delegation_span'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='appointment_span'),
        ),
        migrations.AddConstraint(
            model_name='region',
            constraint=models.CheckConstraint(condition=models.Q(('code__regex', '^[0-9]{12}$')), name='region_code'),
        ),
        migrations.AddConstraint(
            model_name='region',
            constraint=models.CheckConstraint(condition=models.Q(('level__range', (1, 5))), name='region_level'),
        ),
        migrations.AddConstraint(
            model_name='representation',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='representation_span'),
        ),
    ]
