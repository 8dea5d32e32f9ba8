package io.grantkeeper.detection;

import static io.grantkeeper.detection.DetectionSamples.CALENDAR_READ;
import static io.grantkeeper.detection.DetectionSamples.DANA;
import static io.grantkeeper.detection.DetectionSamples.MAIL;
import static io.grantkeeper.detection.DetectionSamples.MONDAY;
import static io.grantkeeper.detection.DetectionSamples.PAYROLL;
import static io.grantkeeper.detection.DetectionSamples.TUESDAY;
import static io.grantkeeper.detection.DetectionSamples.danas;
import static io.grantkeeper.detection.DetectionSamples.identityRecord;
import static io.grantkeeper.detection.DetectionSamples.removed;
import static io.grantkeeper.detection.DetectionSamples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.DailyUsage;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.finding.UsageReview;
import io.grantkeeper.identity.store.ApprovableAccess;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.property.testkit.SentenceReview;
import io.grantkeeper.property.testkit.SentenceTemplates;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that every sentence that detection generates states only facts from the rows that it is about. */
class DetectionSentencesTest {
    private static final String FILES = "https://www.googleapis.com/auth/drive";
    private static final String CONTACTS = "https://www.googleapis.com/auth/contacts";

    private final Detector detector = Detector.standard(ApprovedIdentities.none(), DetectionSettings.standard());

    private record GrantChange(
            StoredRecord<NonHumanIdentity> identity, Optional<StoredRecord<Grant>> before, StoredRecord<Grant> after) {}

    private record CredentialChange(
            StoredRecord<NonHumanIdentity> identity,
            Optional<StoredRecord<Credential>> before,
            StoredRecord<Credential> after) {}

    private record Elapsed(IdentityRecord stored) {}

    /** An identity as it was when it was approved, and as it is now. */
    private record Drifting(IdentityRecord shown, ApprovalDecision decision, IdentityRecord stored) {}

    private record Leaving(IdentitySummary identity, StoredRecord<Person> leaver, boolean owned) {}

    private record LastDay(IdentitySummary identity, PersonId owner, String name, LocalDate lastDay) {}

    private record Usage(
            int days, long enough, List<String> needed, List<String> unused, int notJudged, Severity severity) {}

    private static List<String> texts(Stream<Finding> findings) {
        List<String> texts = new ArrayList<>();
        findings.forEach(finding -> {
            texts.add(finding.headline());
            texts.addAll(finding.before());
            texts.addAll(finding.after());
            texts.addAll(finding.reasons());
            texts.add(finding.advice());
        });
        return texts;
    }

    private List<String> onGrant(GrantChange change) {
        return texts(detector
                .findings(
                        new RowChange.OfGrant(change.before(), change.after()),
                        change.identity(),
                        Optional.empty(),
                        List::of,
                        TUESDAY)
                .stream());
    }

    private List<String> onCredential(CredentialChange change) {
        return texts(detector
                .findings(
                        new RowChange.OfCredential(change.before(), change.after()),
                        change.identity(),
                        Optional.empty(),
                        List::of,
                        TUESDAY)
                .stream());
    }

    private List<String> onElapsed(Elapsed elapsed) {
        IdentitySummary summary = detector.summary(elapsed.stored(), TUESDAY);
        return texts(detector.lifecycle(elapsed.stored(), summary, TUESDAY).toOpen().stream());
    }

    private List<String> onDrift(Drifting row) {
        IdentityRecord shown = summarized(row.shown());
        IdentityRecord stored = summarized(row.stored());
        ApprovalOfRecord approval = ApprovalOfRecord.first(
                        new ApprovalSubject.OneIdentity(PAYROLL.id()),
                        row.decision().at())
                .decided(row.decision(), Optional.of(ApprovableAccess.scopeOf(shown)), ApprovalConditions.none());
        List<ApprovalDrift> drift = detector.drift(stored, approval, PersonId::externalId, TUESDAY);
        List<String> texts = new ArrayList<>(texts(detector.driftFindings(stored, approval, drift, TUESDAY).stream()));
        texts.add(DriftText.basis(approval, TUESDAY));
        return texts;
    }

    private IdentityRecord summarized(IdentityRecord rows) {
        return rows.withSummary(detector.summary(rows, TUESDAY));
    }

    private static ApprovalDecision approvedOnMonday() {
        return approvedAt(MONDAY);
    }

    private static ApprovalDecision refusedBeforeMonday() {
        return ApprovalDecision.of(
                ApprovalState.REFUSED,
                "dana@acme.example",
                ApprovalDecision.Source.COMMAND_LINE,
                MONDAY.minus(Duration.ofDays(2)),
                "not for customer data");
    }

    private static ApprovalDecision approvedAt(Instant at) {
        return ApprovalDecision.of(
                ApprovalState.APPROVED, "dana@acme.example", ApprovalDecision.Source.ANSWER, at, "pilot");
    }

    private static IdentityRecord held(NonHumanIdentity identity, Grant... grants) {
        return identityRecord(
                identity, Stream.of(grants).map(grant -> seen(grant, MONDAY)).toList());
    }

    private static Grant from(String person, String... scopes) {
        return Grant.of(
                        "user/" + person,
                        GrantSubject.person(new PersonId(DetectionSamples.GOOGLE, person)),
                        "google",
                        PermissionKind.OAUTH_SCOPE,
                        List.of(scopes))
                .withStanding(ProviderStatus.ACTIVE);
    }

    private static NonHumanIdentity ownedBy(String person) {
        return PAYROLL.withOwnerClues(Set.of(new OwnerEvidenceItem(
                new PersonId(DetectionSamples.GOOGLE, person), OwnerRole.DECLARED_OWNER, Timestamp.at(MONDAY))));
    }

    private static NonHumanIdentity publishedBy(String publisher) {
        return PAYROLL.withPublisher(KnownOrUnknown.known(publisher), Set.of());
    }

    private static IdentityRecord used(Grant grant, String person, String... calls) {
        IdentityRecord rows = held(PAYROLL, grant);
        return new IdentityRecord(
                rows.identity(),
                rows.grants(),
                List.of(),
                List.of(),
                List.of(UsageHistory.of(new DailyUsage(
                        PAYROLL.id(),
                        KnownOrUnknown.known(new PersonId(DetectionSamples.GOOGLE, person)),
                        LocalDate.parse("2026-11-24"),
                        TUESDAY,
                        new TreeSet<>(List.of(calls))))),
                Optional.empty(),
                List.of());
    }

    private List<String> onLeaving(Leaving leaving) {
        return texts(Stream.of(detector.leaverFinding(
                leaving.identity(),
                leaving.leaver(),
                leaving.leaver().content().displayName().text(),
                leaving.owned(),
                TUESDAY)));
    }

    private List<String> onLastDay(LastDay last) {
        return texts(Stream.of(
                detector.leavingOwnerFinding(last.identity(), last.owner(), last.name(), last.lastDay(), TUESDAY)));
    }

    private List<String> onUsage(Usage usage) {
        String sentence = UsageText.of(usage.days(), usage.needed(), usage.unused(), usage.notJudged());
        UsageReview review = new UsageReview(usage.days(), List.of(), List.of("a"), usage.unused(), sentence);
        List<String> texts = new ArrayList<>(texts(OverPrivilegedRule.finding(
                PAYROLL.id(),
                review,
                List.of(new AccessInterpreter.Surplus(usage.unused(), usage.severity(), true)),
                usage.needed(),
                TUESDAY)
                .stream()));
        texts.add(UsageText.tooShort(usage.days(), usage.enough()));
        return texts;
    }

    private List<String> ownerEvidence(IdentityRecord identityRecord) {
        return detector.summary(identityRecord, MONDAY).owners().stream()
                .flatMap(owner -> owner.evidence().stream())
                .toList();
    }

    private static Credential key(String hint, Timestamp expires) {
        return Credential.of("k1", CredentialType.TOKEN, hint)
                .withStanding(ProviderStatus.ACTIVE)
                .withLifetime(Timestamp.unknown(), expires);
    }

    private static Credential created(CredentialType type, int daysAgo) {
        return Credential.of("k" + daysAgo, type, "ends with 1f2e")
                .withStanding(ProviderStatus.ACTIVE)
                .withLifetime(Timestamp.at(TUESDAY.minus(Duration.ofDays(daysAgo))), Timestamp.never());
    }

    private static IdentityRecord withCredentials(Credential... credentials) {
        return new IdentityRecord(
                seen(PAYROLL, MONDAY),
                List.of(),
                Stream.of(credentials).map(one -> seen(one, MONDAY)).toList(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    private static IdentityRecord removedWith(Credential... credentials) {
        IdentityRecord stored = withCredentials(credentials);
        return new IdentityRecord(
                removed(PAYROLL, MONDAY),
                stored.grants(),
                stored.credentials(),
                stored.events(),
                stored.usage(),
                stored.summary(),
                stored.findings());
    }

    private IdentitySummary summary(Grant grant) {
        return detector.summary(identityRecord(PAYROLL, seen(grant, MONDAY)), MONDAY);
    }

    private static GrantChange shadowAi(String product) {
        return new GrantChange(
                seen(DetectionSamples.google("client", product), TUESDAY),
                Optional.empty(),
                seen(danas(MAIL), TUESDAY));
    }

    @Test
    void sentencesStateOnlyFactsFromTheirRows() {
        Timestamp soon = Timestamp.at(TUESDAY.plus(Duration.ofDays(6)));
        Timestamp later = Timestamp.at(TUESDAY.plus(Duration.ofDays(300)));
        Grant narrow = danas(CALENDAR_READ).withExpires(soon);
        Grant wide = danas(CALENDAR_READ, MAIL, FILES, CONTACTS).withExpires(later);
        SentenceReview review = new SentenceReview(SentenceTemplates.in(Path.of("src/main/java")))
                .without("product …", "a key")
                .without("client … …", "a key")
                .without("identity …", "a key")
                .scene(
                        "expansion",
                        new GrantChange(seen(PAYROLL, MONDAY), Optional.of(seen(narrow, MONDAY)), seen(wide, TUESDAY)),
                        this::onGrant)
                .scene(
                        "a permission without a known meaning",
                        new GrantChange(seen(PAYROLL, TUESDAY), Optional.empty(), seen(danas("zzqqy"), TUESDAY)),
                        this::onGrant)
                .scene("shadow AI", shadowAi("Otter.ai"), this::onGrant, List.of(shadowAi("ChatGPT")))
                .scene(
                        "a new credential",
                        new CredentialChange(
                                seen(PAYROLL, MONDAY), Optional.empty(), seen(key("ends with 1f2e", soon), TUESDAY)),
                        this::onCredential)
                .scene(
                        "a longer credential",
                        new CredentialChange(
                                seen(PAYROLL, MONDAY),
                                Optional.of(seen(key("ends with 1f2e", soon), MONDAY)),
                                seen(key("ends with 1f2e", later), TUESDAY)),
                        this::onCredential)
                .scene(
                        "an identity that is a credential",
                        new CredentialChange(
                                seen(PAYROLL, TUESDAY), Optional.empty(), seen(key("ends with 1f2e", soon), TUESDAY)),
                        this::onCredential)
                .scene(
                        "an identity whose credential cannot be used",
                        new CredentialChange(
                                seen(PAYROLL, TUESDAY),
                                Optional.empty(),
                                seen(key("ends with 1f2e", soon).withStanding(ProviderStatus.SUSPENDED), TUESDAY)),
                        this::onCredential)
                .scene("expiry", new Elapsed(identityRecord(PAYROLL, seen(narrow, MONDAY))), this::onElapsed)
                .scene(
                        "silence",
                        new Elapsed(identityRecord(
                                PAYROLL,
                                seen(
                                        danas(MAIL).withLastUsed(Timestamp.at(MONDAY.minus(Duration.ofDays(200)))),
                                        MONDAY))),
                        this::onElapsed)
                .scene(
                        "an expiring credential",
                        new Elapsed(withCredentials(key("ends with 1f2e", soon))),
                        this::onElapsed)
                .scene(
                        "a credential due for rotation",
                        new Elapsed(withCredentials(created(CredentialType.TOKEN, 200))),
                        this::onElapsed)
                .scene(
                        "a credential due for another rotation",
                        new Elapsed(withCredentials(created(CredentialType.TOKEN, 900)
                                .withLastRotated(Timestamp.at(TUESDAY.minus(Duration.ofDays(300)))))),
                        this::onElapsed)
                .scene(
                        "two credentials of the same type",
                        new Elapsed(
                                withCredentials(created(CredentialType.TOKEN, 40), created(CredentialType.TOKEN, 60))),
                        this::onElapsed,
                        List.of(new Elapsed(withCredentials(
                                created(CredentialType.SECRET, 40), created(CredentialType.SECRET, 60)))))
                .scene(
                        "a removed identity with credentials that work",
                        new Elapsed(removedWith(created(CredentialType.TOKEN, 40), created(CredentialType.SECRET, 60))),
                        this::onElapsed)
                .scene(
                        "a removed identity with a credential that works",
                        new Elapsed(removedWith(created(CredentialType.TOKEN, 40))),
                        this::onElapsed)
                .scene(
                        "access beyond the approval",
                        new Drifting(
                                held(PAYROLL, from("dana", CALENDAR_READ)),
                                approvedOnMonday(),
                                held(PAYROLL, from("dana", CALENDAR_READ, MAIL, "zzqqy"))),
                        this::onDrift)
                .scene(
                        "access of an identity that was approved without any",
                        new Drifting(
                                withCredentials(key("ends with 1f2e", Timestamp.never())),
                                approvedOnMonday(),
                                held(PAYROLL, from("dana", CALENDAR_READ))),
                        this::onDrift,
                        List.of(new Drifting(
                                held(PAYROLL, from("dana")),
                                approvedOnMonday(),
                                used(from("dana"), "dana", "gmail.users.messages.send"))))
                .scene(
                        "an approval that has ended",
                        new Drifting(
                                held(PAYROLL, from("dana", CALENDAR_READ)),
                                approvedAt(MONDAY.minus(Duration.ofDays(60)))
                                        .withUntil(Optional.of(MONDAY.minus(Duration.ofDays(10)))),
                                held(PAYROLL, from("dana", CALENDAR_READ))),
                        this::onDrift)
                .scene(
                        "an approval that ends later",
                        new Drifting(
                                held(PAYROLL, from("dana", CALENDAR_READ)),
                                approvedOnMonday().withUntil(Optional.of(TUESDAY.plusSeconds(60))),
                                held(PAYROLL, from("dana", CALENDAR_READ))),
                        this::onDrift)
                .scene(
                        "more people than approved",
                        new Drifting(
                                held(PAYROLL, from("dana", CALENDAR_READ)),
                                approvedOnMonday(),
                                held(
                                        PAYROLL,
                                        from("erin", CALENDAR_READ),
                                        from("max", CALENDAR_READ),
                                        from("noa", CALENDAR_READ),
                                        from("olu", CALENDAR_READ),
                                        from("pia", CALENDAR_READ))),
                        this::onDrift)
                .scene(
                        "much access beyond the approval",
                        new Drifting(
                                held(PAYROLL, from("dana", CALENDAR_READ)),
                                approvedOnMonday(),
                                held(PAYROLL, from("dana", CALENDAR_READ, MAIL, CONTACTS, FILES))),
                        this::onDrift)
                .scene(
                        "access that was refused",
                        new Drifting(
                                held(PAYROLL, from("dana", CALENDAR_READ)),
                                refusedBeforeMonday(),
                                held(PAYROLL, from("dana", CALENDAR_READ))),
                        this::onDrift)
                .scene(
                        "another publisher",
                        new Drifting(
                                held(publishedBy("Otter.ai, Inc."), from("dana", CALENDAR_READ)),
                                approvedOnMonday(),
                                held(publishedBy("Owl Holdings"), from("dana", CALENDAR_READ))),
                        this::onDrift)
                .scene(
                        "another owner",
                        new Drifting(
                                held(ownedBy("dana"), from("dana", CALENDAR_READ)),
                                approvedOnMonday(),
                                held(ownedBy("erin"), from("dana", CALENDAR_READ))),
                        this::onDrift)
                .scene(
                        "another kind of credential",
                        new Drifting(
                                withCredentials(created(CredentialType.TOKEN, 40)),
                                approvedOnMonday(),
                                withCredentials(created(CredentialType.SECRET, 40))),
                        this::onDrift)
                .scene(
                        "use beyond the approval",
                        new Drifting(
                                held(PAYROLL, from("dana", CALENDAR_READ)),
                                approvedOnMonday(),
                                used(
                                        from("dana", CALENDAR_READ),
                                        "dana",
                                        "calendar.events.list",
                                        "gmail.users.messages.send")),
                        this::onDrift)
                .scene(
                        "use for another person",
                        new Drifting(
                                held(PAYROLL, from("dana", CALENDAR_READ)),
                                approvedOnMonday(),
                                used(from("dana", CALENDAR_READ), "erin", "calendar.events.list")),
                        this::onDrift)
                .scene(
                        "an owner who left",
                        new Leaving(
                                summary(narrow),
                                seen(DetectionSamples.person(DANA, "Dana", EmploymentStatus.LEFT), TUESDAY),
                                true),
                        this::onLeaving)
                .scene(
                        "a grant from a person who left",
                        new Leaving(
                                summary(narrow),
                                seen(DetectionSamples.person(DANA, "Dana", EmploymentStatus.LEFT), TUESDAY),
                                false),
                        this::onLeaving)
                .scene(
                        "an owner who will leave",
                        new LastDay(summary(narrow), DANA, "Dana", LocalDate.parse("2026-12-04")),
                        this::onLastDay)
                .scene(
                        "unused access",
                        new Usage(
                                31,
                                30,
                                List.of("a", "b", "c", "d", "e"),
                                List.of("f", "g", "h", "i", "j"),
                                2,
                                Severity.HIGH),
                        this::onUsage)
                .scene(
                        "one unused permission",
                        new Usage(31, 30, List.of("a"), List.of("f"), 2, Severity.HIGH),
                        this::onUsage)
                .scene(
                        "access that is all needed",
                        new Usage(31, 30, List.of("a"), List.of(), 1, Severity.HIGH),
                        this::onUsage)
                .scene(
                        "owner candidates",
                        identityRecord(
                                PAYROLL,
                                seen(
                                        danas(MAIL).withGranted(KnownOrUnknown.known(DANA), Timestamp.at(MONDAY)),
                                        MONDAY)),
                        this::ownerEvidence);

        assertThat(review.problems()).isEmpty();
    }
}
