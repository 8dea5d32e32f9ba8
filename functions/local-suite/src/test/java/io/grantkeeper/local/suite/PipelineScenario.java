package io.grantkeeper.local.suite;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.aws.dynamodb.DynamoDbLogStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.functions.testkit.FunctionTestbed;
import io.grantkeeper.functions.testkit.ScriptedStream;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.entry.LedgerEntryType;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.log.LogFsck;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The events in a small tenant on two days: an app gets more access, AI is added, access disappears, and an owner
 * leaves. No matter how the pipeline is disturbed, the same state must result, and each finding must be sent once.
 */
final class PipelineScenario {
    static final String TABLE = "grantkeeper";
    private static final String CALENDAR = "https://www.googleapis.com/auth/calendar.readonly";
    private static final String DRIVE = "https://www.googleapis.com/auth/drive.readonly";
    private static final String MAIL = "https://mail.google.com/";
    private static final PersonId DANA = ModelSamples.DANA;
    private static final PersonId ERIN = ModelSamples.ERIN;
    private static final PersonId FINN = new PersonId(ModelSamples.ACME, "finn");
    private static final int BUNDLE = 256;

    private final KillablePipeline pipeline;
    private final DynamoDbTable table;
    private final ScriptedStream people;
    private final ScriptedStream tokens;

    /**
     * Creates the tenant.
     *
     * @param table the pipeline's table, accessed without the disturbance
     */
    PipelineScenario(KillablePipeline pipeline, DynamoDbTable table) {
        this.pipeline = pipeline;
        this.table = table;
        this.people = pipeline.ports.connector.listing("people", 10);
        this.tokens = pipeline.ports.connector.listing("tokens", 2);
    }

    /** Sweeps for the first time. */
    void firstDay() {
        people.set(
                "all",
                person(DANA, EmploymentStatus.ACTIVE),
                person(ERIN, EmploymentStatus.ACTIVE),
                person(FINN, EmploymentStatus.ACTIVE));
        tokens.set(
                "all",
                granted("otter", "Otter.ai", DANA, CALENDAR),
                granted("payroll", "Acme Payroll", DANA, CALENDAR),
                granted("legacy", "Legacy Export", DANA, DRIVE),
                granted("notes", "Field Notes", ERIN, DRIVE));
        pipeline.sweep();
    }

    /** Changes what the provider returns, and sweeps one day after the first sweep. */
    void secondDay() {
        beginDay(1);
        people.set(
                "all",
                person(DANA, EmploymentStatus.ACTIVE),
                person(ERIN, EmploymentStatus.SUSPENDED),
                person(FINN, EmploymentStatus.ACTIVE));
        tokens.set(
                "all",
                granted("otter", "Otter.ai", DANA, CALENDAR),
                granted("payroll", "Acme Payroll", DANA, CALENDAR, MAIL),
                granted("fireflies", "Fireflies.ai", FINN, CALENDAR, DRIVE),
                granted("fireflies", "Fireflies.ai", DANA, CALENDAR),
                granted("notes", "Field Notes", ERIN, DRIVE));
        pipeline.sweep();
    }

    /** Sweeps two days after the first sweep. Nothing has changed at the provider since the second day. */
    void thirdDay() {
        beginDay(2);
        pipeline.resume();
    }

    private void beginDay(int number) {
        Instant begin = ModelSamples.NOON.plus(Duration.ofDays(number));
        pipeline.ports.clock.advance(Duration.between(pipeline.ports.clock.instant(), begin));
    }

    /**
     * Seals the ledger, and checks the conditions that must be met no matter how the pipeline was disturbed.
     *
     * @param how how the pipeline was disturbed, for messages
     * @param mostRepeatedMails the maximum number of emails that can have been sent twice
     */
    PipelineEndState end(String how, int mostRepeatedMails) {
        pipeline.seal();
        PipelineEndState end =
                PipelineEndState.of(table, pipeline.ports.deadLetters.letters().size());
        SentMessages told = pipeline.ports.told;
        assertThat(end.findings().toString())
                .as(how)
                .contains(FindingType.SCOPES_EXPANDED.name())
                .contains(FindingType.SHADOW_AI.name())
                .contains(FindingType.GRANT_VANISHED.name())
                .contains(FindingType.OWNER_LEFT.name());
        assertThat(end.unsent()).as("claimed but unsent messages; " + how).isZero();
        assertThat(PipelineEndState.unsentFindings(table))
                .as("findings without a message; " + how)
                .isZero();
        assertThat(end.told()).as("findings in messages; " + how).doesNotHaveDuplicates();
        assertThat(told.posts()).as("posts; " + how).doesNotHaveDuplicates();
        assertThat(told.repeatedMails()).as("emails sent twice; " + how).isLessThanOrEqualTo(mostRepeatedMails);
        assertThat(told.posts().size() + told.mails().size())
                .as("sent and recorded messages; " + how)
                .isEqualTo(end.messages());
        requireLedger(end, how);
        return end;
    }

    /** Asserts that the ledger can be verified and contains each finding and each message once. */
    private void requireLedger(PipelineEndState end, String how) {
        List<LedgerEntry> entries = entries();
        assertThat(entries).extracting(LedgerEntry::id).as("entries; " + how).doesNotHaveDuplicates();
        Map<LedgerEntryType, Long> counts = entryCounts();
        assertThat(counts)
                .as("entry counts by kind; " + how)
                .containsEntry(
                        LedgerEntryType.FINDING_OPENED, (long) end.findings().size())
                .containsEntry(LedgerEntryType.ALERT_SENT, (long) end.messages())
                .containsEntry(LedgerEntryType.IDENTITY_REGISTERED, (long)
                        end.identities().size());
        long closed = end.findings().stream()
                .filter(finding -> finding.contains(" CLOSED "))
                .count();
        assertThat(counts.getOrDefault(LedgerEntryType.FINDING_CLOSED, 0L))
                .as("closed findings; " + how)
                .isEqualTo(closed);
        assertThat(new LogFsck(new DynamoDbLogStore(table), KillablePorts.SIGNING.trusted(FunctionTestbed.TENANT))
                        .check(FunctionTestbed.TENANT, List.of())
                        .problems())
                .as("ledger problems; " + how)
                .isEmpty();
    }

    /**
     * Returns the number of sealed ledger entries of each kind. If a finding was replaced by a more severe one, the
     * order of the rows decides whether both have an entry; such a finding is counted once.
     */
    Map<LedgerEntryType, Long> entryCounts() {
        Set<Object> findings = new HashSet<>();
        return entries().stream()
                .filter(entry -> !(entry.what() instanceof LedgerEvent.FindingOpened opened)
                        || findings.add(List.of(entry.identity(), opened.key())))
                .collect(groupingBy(LedgerEntry::kind, counting()));
    }

    private List<LedgerEntry> entries() {
        DynamoDbLogStore log = new DynamoDbLogStore(table);
        List<LedgerEntry> entries = new ArrayList<>();
        long size = log.head(FunctionTestbed.TENANT).size();
        for (long bundle = 0; bundle * BUNDLE < size; bundle++) {
            log.entries(FunctionTestbed.TENANT, bundle)
                    .entries()
                    .forEach(leaf -> entries.add(LedgerEntryJson.read(ImmutableBytes.of(leaf))));
        }
        return entries;
    }

    private static AccessObservation person(PersonId id, EmploymentStatus employment) {
        return new AccessObservation.PersonObserved(
                Person.of(id, "Person " + id.externalId(), KnownOrUnknown.known(ModelSamples.email(id)), employment));
    }

    private static AccessObservation granted(String id, String name, PersonId person, String... scopes) {
        NonHumanIdentity app = NonHumanIdentity.of(ModelSamples.appId(id), ModelSamples.GOOGLE, "oauth-client", name)
                .withStanding(ProviderStatus.ACTIVE);
        return new AccessObservation.GrantObserved(
                app,
                ModelSamples.grant(person, scopes)
                        .withStanding(ProviderStatus.ACTIVE)
                        .withGranted(KnownOrUnknown.known(person), Timestamp.unknown()));
    }
}
