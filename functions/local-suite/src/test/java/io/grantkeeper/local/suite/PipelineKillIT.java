package io.grantkeeper.local.suite;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.aws.dynamodb.DynamoDbLogStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.dynamodb.TableCreator;
import io.grantkeeper.aws.local.LocalDynamoDb;
import io.grantkeeper.functions.testkit.Bench;
import io.grantkeeper.functions.testkit.ScriptedStream;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.EntryJson;
import io.grantkeeper.ledger.entry.EntryKind;
import io.grantkeeper.ledger.log.LogCheck;
import io.grantkeeper.store.testkit.Samples;
import io.grantkeeper.store.testkit.kill.KillSwitch;
import io.grantkeeper.store.testkit.kill.KillTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Two sweeps, from the plan to the owner's alert, with a death at every write to the table, every queue operation,
 * every checkpoint of the stream and every message to a channel in turn.
 */
@DisplayName("The pipeline, wherever it dies")
class PipelineKillIT {
    private static final String TABLE = "grantkeeper";
    private static final String CALENDAR = "https://www.googleapis.com/auth/calendar.readonly";
    private static final String DRIVE = "https://www.googleapis.com/auth/drive.readonly";
    private static final String MAIL = "https://mail.google.com/";
    private static final PersonId DANA = Samples.DANA;
    private static final PersonId ERIN = Samples.ERIN;

    @Test
    void endsInTheSameStateWithEveryFindingToldOnce() throws Exception {
        AtomicInteger repeatedMails = new AtomicInteger();
        int operations = KillTest.endsTheSameAfterEveryDeath(kill -> {
            try (LocalDynamoDb database = LocalDynamoDb.inMemory()) {
                new TableCreator(database.client()).createIfMissing(TABLE);
                try (MortalPipeline pipeline = new MortalPipeline(database, TABLE, kill)) {
                    return run(pipeline, new DynamoDbTable(database.client(), TABLE), kill, repeatedMails);
                }
            }
        });
        assertThat(operations).isGreaterThan(100);
        // Nobody can ask a mail server: a death between handing over and recording repeats that mail, and no other.
        assertThat(repeatedMails.get()).isPositive().isLessThan(operations / 10);
    }

    private static PipelineEnd run(
            MortalPipeline pipeline, DynamoDbTable table, KillSwitch kill, AtomicInteger repeatedMails) {
        ScriptedStream people = pipeline.ports.connector.listing("people", 10);
        ScriptedStream tokens = pipeline.ports.connector.listing("tokens", 2);
        people.set("all", person(DANA, Employment.ACTIVE), person(ERIN, Employment.ACTIVE));
        tokens.set(
                "all",
                granted("otter", "Otter.ai", DANA, CALENDAR),
                granted("payroll", "Acme Payroll", DANA, CALENDAR),
                granted("legacy", "Legacy Export", DANA, DRIVE),
                granted("notes", "Field Notes", ERIN, DRIVE));
        pipeline.sweep();

        pipeline.ports.clock.step(
                Duration.between(pipeline.ports.clock.instant(), Samples.NOON.plus(Duration.ofDays(1))));
        people.set("all", person(DANA, Employment.ACTIVE), person(ERIN, Employment.SUSPENDED));
        tokens.set(
                "all",
                granted("otter", "Otter.ai", DANA, CALENDAR),
                granted("payroll", "Acme Payroll", DANA, CALENDAR, MAIL),
                granted("fireflies", "Fireflies.ai", ERIN, CALENDAR, DRIVE),
                granted("fireflies", "Fireflies.ai", DANA, CALENDAR),
                granted("notes", "Field Notes", ERIN, DRIVE));
        pipeline.sweep();
        pipeline.seal();

        PipelineEnd end =
                PipelineEnd.of(table, pipeline.ports.deadLetters.letters().size());
        String died = kill.diedAt().orElse("nowhere");
        Told told = pipeline.ports.told;
        assertThat(end.findings().toString())
                .as(died)
                .contains(FindingType.SCOPES_EXPANDED.name())
                .contains(FindingType.SHADOW_AI.name())
                .contains(FindingType.GRANT_VANISHED.name())
                .contains(FindingType.OWNER_LEFT.name());
        assertThat(end.unsent()).as("messages that never left; died at " + died).isZero();
        assertThat(PipelineEnd.untold(table))
                .as("findings never told; died at " + died)
                .isZero();
        assertThat(end.told()).as("findings told; died at " + died).doesNotHaveDuplicates();
        assertThat(told.posts()).as("posts; died at " + died).doesNotHaveDuplicates();
        assertThat(told.repeatedMails()).as("mails sent twice; died at " + died).isLessThanOrEqualTo(1);
        assertThat(told.posts().size() + told.mails().size())
                .as("messages that left against those recorded; died at " + died)
                .isEqualTo(end.messages());
        requireLedger(table, end, died);
        repeatedMails.addAndGet(told.repeatedMails());
        return end.comparable();
    }

    /** The ledger tells of each finding once, of each message once, and is whole. */
    private static void requireLedger(DynamoDbTable table, PipelineEnd end, String died) {
        DynamoDbLogStore log = new DynamoDbLogStore(table);
        List<Entry> entries = new ArrayList<>();
        long size = log.head(Bench.TENANT).size();
        for (long bundle = 0; bundle * 256 < size; bundle++) {
            log.entries(Bench.TENANT, bundle).entries().forEach(leaf -> entries.add(EntryJson.read(Bytes.of(leaf))));
        }
        assertThat(entries).extracting(Entry::id).as("entries; died at " + died).doesNotHaveDuplicates();
        Map<EntryKind, Long> counts = entries.stream().collect(groupingBy(Entry::kind, counting()));
        assertThat(counts)
                .as("what the ledger tells; died at " + died)
                .containsEntry(EntryKind.FINDING_OPENED, (long) end.findings().size())
                .containsEntry(EntryKind.ALERT_SENT, (long) end.messages())
                .containsEntry(
                        EntryKind.IDENTITY_REGISTERED, (long) end.identities().size());
        long closed = end.findings().stream()
                .filter(finding -> finding.contains(" CLOSED "))
                .count();
        assertThat(counts.getOrDefault(EntryKind.FINDING_CLOSED, 0L))
                .as("closed; died at " + died)
                .isEqualTo(closed);
        assertThat(new LogCheck(log, MortalPorts.SIGNING.trusted(Bench.TENANT))
                        .check(Bench.TENANT, List.of())
                        .problems())
                .as("the ledger; died at " + died)
                .isEmpty();
    }

    private static Observation person(PersonId id, Employment employment) {
        return new Observation.PersonObserved(
                Person.of(id, "Person " + id.externalId(), Knowledge.known(Samples.email(id)), employment));
    }

    private static Observation granted(String id, String name, PersonId person, String... scopes) {
        NonHumanIdentity app = NonHumanIdentity.of(Samples.appId(id), Samples.GOOGLE, "oauth-client", name)
                .withStanding(Standing.ACTIVE);
        return new Observation.GrantObserved(
                app,
                Samples.grant(person, scopes)
                        .withStanding(Standing.ACTIVE)
                        .withGranted(Knowledge.known(person), Moment.unknown()));
    }
}
