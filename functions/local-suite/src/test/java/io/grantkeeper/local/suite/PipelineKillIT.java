package io.grantkeeper.local.suite;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.aws.dynamodb.DynamoDbLogStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.dynamodb.TableCreator;
import io.grantkeeper.aws.local.LocalDynamoDb;
import io.grantkeeper.functions.testkit.FunctionTestbed;
import io.grantkeeper.functions.testkit.ScriptedStream;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.entry.LedgerEntryType;
import io.grantkeeper.ledger.log.LogFsck;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.store.testkit.kill.KillSwitch;
import io.grantkeeper.store.testkit.kill.CrashAssertions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Runs two sweeps, from planning to the alert that the owner receives. Repeats the run with the process killed at one
 * operation each time: a write to the table, a queue operation, an update of the stream position or a message to a
 * channel. A campaign build covers every operation; other builds cover a sample.
 */
@DisplayName("The pipeline, wherever the process is killed")
class PipelineKillIT {
    private static final String TABLE = "grantkeeper";
    private static final int KILL_INTERVAL = 12;
    private static final String CALENDAR = "https://www.googleapis.com/auth/calendar.readonly";
    private static final String DRIVE = "https://www.googleapis.com/auth/drive.readonly";
    private static final String MAIL = "https://mail.google.com/";
    private static final PersonId DANA = ModelSamples.DANA;
    private static final PersonId ERIN = ModelSamples.ERIN;

    @Test
    void reachesSameStateAfterSampledCrashesAndAlertsOncePerFinding() throws Exception {
        AtomicInteger repeatedMails = new AtomicInteger();
        int operations;
        try (LocalDynamoDb database = LocalDynamoDb.inMemory()) {
            operations = CrashAssertions.assertSameEndStateAfterSampledCrashes(KILL_INTERVAL, kill -> {
                new TableCreator(database.client()).createIfMissing(TABLE);
                try (KillablePipeline pipeline = new KillablePipeline(database, TABLE, kill)) {
                    return run(pipeline, new DynamoDbTable(database.client(), TABLE), kill, repeatedMails);
                } finally {
                    database.client().deleteTable(request -> request.tableName(TABLE));
                }
            });
        }
        assertThat(operations).isGreaterThan(100);
        // A mail server cannot be queried for sent mail: if the process is killed between sending and recording an
        // email, only that email is sent again.
        assertThat(repeatedMails.get()).isPositive().isLessThan(operations / 10);
    }

    private static PipelineEndState run(
            KillablePipeline pipeline, DynamoDbTable table, KillSwitch kill, AtomicInteger repeatedMails) {
        ScriptedStream people = pipeline.ports.connector.listing("people", 10);
        ScriptedStream tokens = pipeline.ports.connector.listing("tokens", 2);
        people.set("all", person(DANA, EmploymentStatus.ACTIVE), person(ERIN, EmploymentStatus.ACTIVE));
        tokens.set(
                "all",
                granted("otter", "Otter.ai", DANA, CALENDAR),
                granted("payroll", "Acme Payroll", DANA, CALENDAR),
                granted("legacy", "Legacy Export", DANA, DRIVE),
                granted("notes", "Field Notes", ERIN, DRIVE));
        pipeline.sweep();

        pipeline.ports.clock.advance(
                Duration.between(pipeline.ports.clock.instant(), ModelSamples.NOON.plus(Duration.ofDays(1))));
        people.set("all", person(DANA, EmploymentStatus.ACTIVE), person(ERIN, EmploymentStatus.SUSPENDED));
        tokens.set(
                "all",
                granted("otter", "Otter.ai", DANA, CALENDAR),
                granted("payroll", "Acme Payroll", DANA, CALENDAR, MAIL),
                granted("fireflies", "Fireflies.ai", ERIN, CALENDAR, DRIVE),
                granted("fireflies", "Fireflies.ai", DANA, CALENDAR),
                granted("notes", "Field Notes", ERIN, DRIVE));
        pipeline.sweep();
        pipeline.seal();

        PipelineEndState end =
                PipelineEndState.of(table, pipeline.ports.deadLetters.letters().size());
        String died = kill.crashedAt().orElse("nowhere");
        SentMessages told = pipeline.ports.told;
        assertThat(end.findings().toString())
                .as(died)
                .contains(FindingType.SCOPES_EXPANDED.name())
                .contains(FindingType.SHADOW_AI.name())
                .contains(FindingType.GRANT_VANISHED.name())
                .contains(FindingType.OWNER_LEFT.name());
        assertThat(end.unsent())
                .as("claimed but unsent messages; killed at " + died)
                .isZero();
        assertThat(PipelineEndState.unsentFindings(table))
                .as("findings without a message; killed at " + died)
                .isZero();
        assertThat(end.told()).as("findings in messages; killed at " + died).doesNotHaveDuplicates();
        assertThat(told.posts()).as("posts; killed at " + died).doesNotHaveDuplicates();
        assertThat(told.repeatedMails())
                .as("emails sent twice; killed at " + died)
                .isLessThanOrEqualTo(1);
        assertThat(told.posts().size() + told.mails().size())
                .as("sent and recorded messages; killed at " + died)
                .isEqualTo(end.messages());
        requireLedger(table, end, died);
        repeatedMails.addAndGet(told.repeatedMails());
        return end.comparable();
    }

    /** Asserts that the ledger can be verified and contains each finding and each message once. */
    private static void requireLedger(DynamoDbTable table, PipelineEndState end, String died) {
        DynamoDbLogStore log = new DynamoDbLogStore(table);
        List<LedgerEntry> entries = new ArrayList<>();
        long size = log.head(FunctionTestbed.TENANT).size();
        for (long bundle = 0; bundle * 256 < size; bundle++) {
            log.entries(FunctionTestbed.TENANT, bundle)
                    .entries()
                    .forEach(leaf -> entries.add(LedgerEntryJson.read(ImmutableBytes.of(leaf))));
        }
        assertThat(entries)
                .extracting(LedgerEntry::id)
                .as("entries; killed at " + died)
                .doesNotHaveDuplicates();
        Map<LedgerEntryType, Long> counts = entries.stream().collect(groupingBy(LedgerEntry::kind, counting()));
        assertThat(counts)
                .as("entry counts by kind; killed at " + died)
                .containsEntry(
                        LedgerEntryType.FINDING_OPENED, (long) end.findings().size())
                .containsEntry(LedgerEntryType.ALERT_SENT, (long) end.messages())
                .containsEntry(LedgerEntryType.IDENTITY_REGISTERED, (long)
                        end.identities().size());
        long closed = end.findings().stream()
                .filter(finding -> finding.contains(" CLOSED "))
                .count();
        assertThat(counts.getOrDefault(LedgerEntryType.FINDING_CLOSED, 0L))
                .as("closed findings; killed at " + died)
                .isEqualTo(closed);
        assertThat(new LogFsck(log, KillablePorts.SIGNING.trusted(FunctionTestbed.TENANT))
                        .check(FunctionTestbed.TENANT, List.of())
                        .problems())
                .as("ledger problems; killed at " + died)
                .isEmpty();
    }

    private static Observation person(PersonId id, EmploymentStatus employment) {
        return new Observation.PersonObserved(
                Person.of(id, "Person " + id.externalId(), Knowledge.known(ModelSamples.email(id)), employment));
    }

    private static Observation granted(String id, String name, PersonId person, String... scopes) {
        NonHumanIdentity app = NonHumanIdentity.of(ModelSamples.appId(id), ModelSamples.GOOGLE, "oauth-client", name)
                .withStanding(ProviderStatus.ACTIVE);
        return new Observation.GrantObserved(
                app,
                ModelSamples.grant(person, scopes)
                        .withStanding(ProviderStatus.ACTIVE)
                        .withGranted(Knowledge.known(person), Timestamp.unknown()));
    }
}
