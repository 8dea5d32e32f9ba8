package io.grantkeeper.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.behavior.ProfileOverview;
import io.grantkeeper.behavior.ProfileOverview.Answer;
import io.grantkeeper.behavior.ProfileOverview.Band;
import io.grantkeeper.behavior.ProfileOverview.Day;
import io.grantkeeper.detection.ApprovalDrift;
import io.grantkeeper.detection.ApprovalStatus;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.CoverageGap;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.DaySpan;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.identity.alert.WithheldReason;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.approval.ApprovedGrant;
import io.grantkeeper.identity.approval.ApprovedScope;
import io.grantkeeper.identity.approval.DriftKind;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.finding.UsageReview;
import io.grantkeeper.identity.store.CompletedRead;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.IdentityStatements;
import io.grantkeeper.identity.store.JoinedIdentityEvidence;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.StaleStreamReason;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.identity.work.PartitionRef;
import io.grantkeeper.owners.alerts.WeeklySummary;
import io.grantkeeper.property.testkit.SentenceReview;
import io.grantkeeper.property.testkit.SentenceTemplates;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.ModelSamples;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Each sentence of a report")
class ReportSentencesTest {
    private static final Path SOURCES = Path.of("src/main/java/io/grantkeeper/reports");
    private static final TenantId TENANT = new TenantId("acme");
    private static final Instant MARCH = Instant.parse("2026-03-03T10:00:00Z");
    private static final Instant NOVEMBER = Instant.parse("2026-11-22T10:00:00Z");
    private static final StreamId TOKENS = new StreamId("tokens");

    private static List<String> printed(Consumer<TerminalOutput> print) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        print.accept(TerminalOutput.plain(new PrintStream(out, true, StandardCharsets.UTF_8)));
        return List.of(out.toString(StandardCharsets.UTF_8));
    }

    private static <T> StoredRecord<T> listed(T content) {
        return new StoredRecord<>(content, MARCH, MARCH, Optional.empty(), false, true, Optional.of(TOKENS));
    }

    private static <T> StoredRecord<T> gone(T content) {
        return new StoredRecord<>(content, MARCH, MARCH, Optional.of(NOVEMBER), false, true, Optional.of(TOKENS));
    }

    private static IdentitySummary summary() {
        return ModelSamples.summary(
                        ModelSamples.appId("notes"),
                        IdentityStatus.ACTIVE,
                        Severity.HIGH,
                        Optional.of(ModelSamples.DANA))
                .withUse(UsageReview.withoutUse(), NOVEMBER);
    }

    /** An identity as {@code show} prints it, with the name of its owner. */
    private record Shown(IdentityRecord identity, List<PartitionStatus> partitions, String owner) {
        static Shown of(List<StoredRecord<Grant>> grants, List<StoredRecord<Credential>> credentials) {
            return new Shown(
                    new IdentityRecord(
                            listed(ModelSamples.app("notes")),
                            grants,
                            credentials,
                            List.of(),
                            List.of(),
                            Optional.of(summary()),
                            List.of(ModelSamples.finding(ModelSamples.appId("notes"), "f", Severity.HIGH))),
                    List.of(PartitionStatus.notAttempted(new PartitionRef(ModelSamples.ACME, TOKENS, "all"))
                            .completed(new CompletedRead(Optional.empty(), NOVEMBER, Optional.empty(), 1))),
                    "Dana");
        }

        Shown used() {
            IdentityRecord with = new IdentityRecord(
                    identity.identity(),
                    identity.grants(),
                    identity.credentials(),
                    identity.events(),
                    List.of(new UsageHistory(
                            ModelSamples.appId("notes"),
                            KnownOrUnknown.unknown(),
                            new DaySpan(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 2)),
                            3,
                            MARCH,
                            new TreeMap<>(Map.of(
                                    "mail.list", new DaySpan(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 2)))),
                            false)),
                    Optional.of(summary()
                            .withUse(
                                    new UsageReview(
                                            20,
                                            List.of("mail.read"),
                                            List.of("mail.send"),
                                            List.of("send mail"),
                                            "In 20 days, it needed mail.read."),
                                    NOVEMBER)),
                    identity.findings());
            return new Shown(with, partitions, owner);
        }

        /** Returns the same identity with the event in which it appeared and the time of its registration. */
        Shown detected() {
            AccessEvent given = new AccessEvent(
                    "given",
                    AccessEventType.GRANT_GIVEN,
                    KnownOrUnknown.known(ModelSamples.appId("notes")),
                    KnownOrUnknown.unknown(),
                    MARCH.minusSeconds(40),
                    new TreeMap<>());
            return new Shown(
                    new IdentityRecord(
                            identity.identity(),
                            identity.grants(),
                            identity.credentials(),
                            List.of(given),
                            List.of(),
                            Optional.of(registered(summary())),
                            identity.findings()),
                    partitions,
                    owner);
        }

        private static IdentitySummary registered(IdentitySummary summary) {
            return new IdentitySummary(
                    summary.id(),
                    summary.provider(),
                    summary.form(),
                    summary.displayName(),
                    summary.status(),
                    summary.severity(),
                    summary.ai(),
                    summary.product(),
                    summary.recognition(),
                    summary.reaches(),
                    summary.owners(),
                    summary.lastUsed(),
                    summary.nextExpiry(),
                    summary.use(),
                    summary.approval(),
                    summary.agreedOwner(),
                    summary.zones(),
                    Optional.of(MARCH.plusSeconds(20)),
                    summary.firstSeen(),
                    summary.changedAt(),
                    summary.basis(),
                    summary.assumptions(),
                    summary.version());
        }

        InventoryReader names() {
            InMemoryFindingStore findings = new InMemoryFindingStore();
            InMemoryAccessStore access = new InMemoryAccessStore(findings);
            return new InventoryReader(TENANT, access, findings);
        }

        List<String> texts() {
            return printed(terminal -> IdentityReport.print(
                    terminal,
                    JoinedIdentityEvidence.of(identity, partitions),
                    IdentityStatements.of(identity, partitions),
                    new ApprovalStatus(ApprovalState.NEW, "Nobody has decided.", Optional.empty(), List.of()),
                    names()));
        }
    }

    private record Service(RegistrationServiceLevel level) {
        List<String> texts() {
            return List.of(level.sentence());
        }
    }

    private record Partitions(List<PartitionStatus> partitions) {
        List<String> texts() {
            return CoverageReport.unconfirmed(partitions);
        }
    }

    private record Coverage(CoverageReport report, Instant now) {
        List<String> texts() {
            return printed(terminal -> report.print(terminal, now));
        }
    }

    @Test
    void statesOnlyStoredFacts() {
        SentenceReview review = new SentenceReview(SentenceTemplates.withConstantsIn(Stream.of(
                                "IdentityReport.java",
                                "StatementBasisReport.java",
                                "CoverageReport.java",
                                "RegistrationServiceLevel.java",
                                "BehaviorProfileReport.java",
                                "PostureReport.java",
                                "AlertReport.java",
                                "ApprovalReport.java")
                        .map(SOURCES::resolve)
                        .toList()))
                .without("Registration within … s of the vendor's time", "the target: the same for every connection");
        shown(review);
        coverage(review);
        behavior(review);
        posture(review);
        alerts(review);
        approvals(review);
        assertThat(review.problems()).isEmpty();
    }

    private record Withheld(List<WithheldAlert> alerts, AlertControls decisions, Instant now) {
        List<String> listed() {
            return printed(terminal -> AlertReport.list(terminal, alerts, decisions, now));
        }

        List<String> previewed() {
            Map<String, List<WithheldAlert>> covered = new TreeMap<>();
            alerts.forEach(alert -> covered.computeIfAbsent(alert.recipient(), _ -> new ArrayList<>())
                    .add(alert));
            return printed(terminal -> AlertReport.preview(terminal, covered));
        }
    }

    private record Weeks(List<WeeklySummary.Week> weeks) {
        List<String> texts() {
            return printed(terminal -> AlertReport.weeks(terminal, weeks));
        }
    }

    private static WithheldAlert withheld(String recipient, Optional<Instant> until) {
        return new WithheldAlert(
                ModelSamples.appId("notes"),
                recipient,
                "Dana",
                "Notes",
                Optional.of("notely"),
                List.of("f"),
                Severity.HIGH,
                WithheldReason.BASELINE,
                MARCH,
                until);
    }

    private static void alerts(SentenceReview review) {
        AlertControls decided = new AlertControls(
                List.of(new AlertControls.Release(
                        "r1",
                        Optional.of(ModelSamples.ACME),
                        Optional.of("notely"),
                        Optional.of("dana@acme.example"),
                        Optional.of(Severity.HIGH),
                        "erin",
                        MARCH)),
                List.of(new AlertControls.Mute("notely", NOVEMBER, "erin", MARCH)),
                List.of(new AlertControls.Snooze("dana@acme.example", NOVEMBER, "erin", MARCH)),
                new TreeSet<>(),
                Optional.empty(),
                0);
        AlertControls everything = new AlertControls(
                List.of(new AlertControls.Release(
                        "r1", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "erin", MARCH)),
                List.of(),
                List.of(),
                new TreeSet<>(),
                Optional.empty(),
                0);
        List<WithheldAlert> two = List.of(
                withheld("dana@acme.example", Optional.of(NOVEMBER)), withheld("erin@acme.example", Optional.empty()));
        review.scene("alerts that wait", new Withheld(two, decided, MARCH), Withheld::listed)
                .scene("alerts of which all are released", new Withheld(two, everything, MARCH), Withheld::listed)
                .scene(
                        "no alert that waits",
                        new Withheld(List.of(), AlertControls.none(), MARCH),
                        Withheld::listed,
                        List.of(new Withheld(two, AlertControls.none(), MARCH)))
                .scene("alerts that a release would send", new Withheld(two, decided, MARCH), Withheld::previewed)
                .scene(
                        "nothing that a release would send",
                        new Withheld(List.of(), decided, MARCH),
                        Withheld::previewed,
                        List.of(new Withheld(two, decided, MARCH)))
                .scene(
                        "a week",
                        new Weeks(List.of(new WeeklySummary.Week(
                                "Dana",
                                "dana@acme.example",
                                List.of("Notes can now read mail"),
                                List.of("Notes waits"),
                                3,
                                "4 apps can read mail"))),
                        Weeks::texts)
                .scene(
                        "a week without changes",
                        new Weeks(List.of()),
                        Weeks::texts,
                        List.of(new Weeks(List.of(
                                new WeeklySummary.Week("Dana", "dana@acme.example", List.of("x"), List.of(), 0, "")))));
    }

    private record Approval(ApprovalOfRecord approval, String owner, Instant now) {
        List<String> texts() {
            InMemoryAccessStore access = new InMemoryAccessStore(new InMemoryFindingStore());
            access.apply(
                    TENANT,
                    ModelSamples.batch(
                            MARCH,
                            new AccessObservation.PersonObserved(Person.of(
                                    ModelSamples.DANA, owner, KnownOrUnknown.unknown(), EmploymentStatus.ACTIVE))));
            InventoryReader names = new InventoryReader(TENANT, access, new InMemoryFindingStore());
            return printed(terminal -> {
                ApprovalReport.print(terminal, approval, names, now);
                ApprovalReport.list(terminal, List.of(approval), now);
            });
        }
    }

    private record Listed(List<ApprovalOfRecord> approvals, List<IdentitySummary> selected, Instant now) {
        List<String> texts() {
            return printed(terminal -> {
                ApprovalReport.list(terminal, approvals, now);
                ApprovalReport.triage(terminal, selected);
            });
        }
    }

    private record Status(ApprovalStatus status) {
        List<String> texts() {
            return printed(terminal -> ApprovalReport.status(terminal, status));
        }
    }

    private static ApprovalOfRecord approval(
            ApprovalState state,
            Optional<ApprovedScope> scope,
            ApprovalConditions conditions,
            Optional<Instant> until) {
        return ApprovalOfRecord.first(new ApprovalSubject.OneIdentity(ModelSamples.appId("notes")), MARCH)
                .decided(
                        new ApprovalDecision(
                                state,
                                "erin",
                                ApprovalDecision.Source.COMMAND_LINE,
                                MARCH,
                                "needed for sales",
                                Optional.of("SEC-7"),
                                until,
                                Optional.of("digest-1"),
                                Optional.of("batch-1")),
                        scope,
                        conditions);
    }

    private static ApprovedScope scope(List<String> abilities, boolean anyone) {
        return new ApprovedScope(
                List.of(new ApprovedGrant(
                        ModelSamples.GOOGLE,
                        PermissionKind.DELEGATED,
                        anyone,
                        ResourceReach.ALL,
                        new TreeSet<>(Set.of("mail.read")))),
                abilities,
                anyone,
                new TreeSet<>(Set.of(ModelSamples.DANA)),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>());
    }

    private static void approvals(SentenceReview review) {
        ApprovalConditions limited = new ApprovalConditions(
                new TreeSet<>(Set.of("192.0.2.0/24")),
                Optional.of("monday to friday"),
                new TreeSet<>(Set.of("search")));
        review.scene(
                        "an approval with conditions",
                        new Approval(
                                approval(
                                        ApprovalState.APPROVED,
                                        Optional.of(scope(List.of("read mail"), false)),
                                        limited,
                                        Optional.of(NOVEMBER)),
                                "Dana",
                                MARCH),
                        Approval::texts)
                .scene(
                        "an approval for everyone, without end",
                        new Approval(
                                approval(
                                        ApprovalState.APPROVED,
                                        Optional.of(scope(List.of(), true)),
                                        ApprovalConditions.none(),
                                        Optional.empty()),
                                "Dana",
                                MARCH),
                        Approval::texts)
                .scene(
                        "an approval without scope",
                        new Approval(
                                approval(
                                        ApprovalState.APPROVED,
                                        Optional.empty(),
                                        ApprovalConditions.none(),
                                        Optional.empty()),
                                "Dana",
                                MARCH),
                        Approval::texts)
                .scene(
                        "nothing approved and nothing left",
                        new Listed(List.of(), List.of(), MARCH),
                        Listed::texts,
                        List.of(new Listed(
                                List.of(approval(
                                        ApprovalState.APPROVED,
                                        Optional.empty(),
                                        ApprovalConditions.none(),
                                        Optional.empty())),
                                List.of(summary()),
                                MARCH)))
                .scene(
                        "what departs from an approval",
                        new Status(new ApprovalStatus(
                                ApprovalState.APPROVED,
                                "approved by erin",
                                Optional.empty(),
                                List.of(new ApprovalDrift(
                                        DriftKind.ACCESS,
                                        Severity.HIGH,
                                        "can now send mail",
                                        List.of("read mail"),
                                        List.of("read mail", "send mail"),
                                        List.of("send mail"))))),
                        Status::texts);
    }

    private static void shown(SentenceReview review) {
        review.scene(
                        "an app with access",
                        Shown.of(
                                List.of(
                                        listed(ModelSamples.grant(ModelSamples.DANA, "mail.read")),
                                        gone(ModelSamples.grant(ModelSamples.ERIN, "mail.read"))),
                                List.of(listed(ModelSamples.key("k1")))),
                        Shown::texts)
                .scene(
                        "an app that was detected",
                        Shown.of(List.of(), List.of()).detected(),
                        Shown::texts)
                .scene("an app that is used", Shown.of(List.of(), List.of()).used(), Shown::texts)
                .scene(
                        "an app with much access",
                        Shown.of(
                                IntStream.range(0, 30)
                                        .mapToObj(i -> listed(ModelSamples.grant(ModelSamples.DANA, "scope-" + i)))
                                        .toList(),
                                List.of()),
                        Shown::texts);
    }

    private static CoverageReport.Stream stream(int awaiting, int named, Optional<StaleStreamReason> problem) {
        return new CoverageReport.Stream(
                "tokens",
                "App access",
                "listing",
                3,
                40,
                awaiting,
                Optional.of(MARCH),
                Optional.empty(),
                Optional.of(NOVEMBER),
                problem.isPresent() ? List.of() : List.of("1 row was missing."),
                IntStream.range(0, named)
                        .mapToObj(i -> new CoverageReport.AwaitingRow("app-" + i, "grant " + i))
                        .toList(),
                problem);
    }

    private static PartitionStatus partition(String name) {
        return PartitionStatus.notAttempted(new PartitionRef(ModelSamples.ACME, TOKENS, name));
    }

    private static void coverage(SentenceReview review) {
        review.scene(
                        "a connection",
                        new Coverage(
                                new CoverageReport(
                                        "google-acme",
                                        "google",
                                        Optional.of(new StaleStreamReason("invalid-token", "the token has expired")),
                                        List.of(
                                                stream(5, 2, Optional.empty()),
                                                stream(
                                                        0,
                                                        0,
                                                        Optional.of(new StaleStreamReason("not-offered", "needs P2"))),
                                                stream(
                                                        0,
                                                        0,
                                                        Optional.of(new StaleStreamReason(
                                                                "insufficient-scope", "add a scope")))),
                                        List.of(new CoverageGap(
                                                ModelSamples.GOOGLE,
                                                "Drive files",
                                                "no API lists them",
                                                "use the export"))),
                                NOVEMBER),
                        Coverage::texts)
                .scene(
                        "partitions",
                        new Partitions(List.of(
                                partition("never"),
                                partition("awaiting")
                                        .completed(
                                                new CompletedRead(Optional.empty(), NOVEMBER, Optional.empty(), 4, 2)),
                                partition("failed")
                                        .completed(new CompletedRead(Optional.empty(), MARCH, Optional.empty(), 4))
                                        .failed(NOVEMBER, new StaleStreamReason("unavailable", "try later")))),
                        Partitions::texts)
                .scene(
                        "registration that was measured",
                        new Service(new RegistrationServiceLevel(
                                7, 40, 3, Optional.of(4L), Optional.of(12L), Optional.of(2L), 2, Optional.of(1.0))),
                        Service::texts,
                        List.of(new Service(new RegistrationServiceLevel(
                                7, 40, 3, Optional.of(4L), Optional.of(12L), Optional.of(2L), 2, Optional.of(2.0)))))
                .scene(
                        "registration of nothing",
                        new Service(new RegistrationServiceLevel(
                                7, 0, 0, Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty())),
                        Service::texts)
                .scene(
                        "registration without times",
                        new Service(new RegistrationServiceLevel(
                                7, 0, 3, Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty())),
                        Service::texts);
    }

    private record Normal(ProfileOverview profile) {
        List<String> texts() {
            return printed(terminal -> BehaviorProfileReport.print(terminal, profile));
        }
    }

    private static void behavior(SentenceReview review) {
        List<String> networks =
                IntStream.range(0, 10).mapToObj(i -> "AS6450" + i).toList();
        List<Integer> hours = Collections.nCopies(24, 3);
        LocalDate day = LocalDate.of(2026, 11, 20);
        review.scene(
                "what is normal",
                new Normal(new ProfileOverview(
                        "okta:app/sync",
                        LocalDate.of(2026, 3, 2),
                        day,
                        20,
                        300,
                        true,
                        networks,
                        List.of("DE"),
                        hours,
                        hours,
                        List.of(
                                new Day(day.minusDays(1), 15, Optional.empty()),
                                new Day(day, 40, Optional.of(new Band(10, 20)))),
                        List.of(new Answer("growth", true, NOVEMBER)))),
                Normal::texts);
    }

    private record Posture(PostureReport report) {
        List<String> texts() {
            return printed(report::print);
        }
    }

    private static void posture(SentenceReview review) {
        InMemoryFindingStore findings = new InMemoryFindingStore();
        PostureReport empty = PostureReport.of(TENANT, new InMemoryAccessStore(findings), findings, NOVEMBER);
        review.scene(
                "the posture",
                new Posture(new PostureReport(
                        NOVEMBER,
                        9,
                        Map.of("app", 9),
                        Map.of("google", 9),
                        Map.of("high", 9),
                        1,
                        2,
                        3,
                        1,
                        4,
                        1,
                        5,
                        2,
                        3,
                        Map.of("2026-03", 9),
                        List.of(new PostureTrend.Point(LocalDate.of(2026, 11, 22), 9, 1, 2, 1, 2)),
                        empty.notStored())),
                Posture::texts);
    }
}
