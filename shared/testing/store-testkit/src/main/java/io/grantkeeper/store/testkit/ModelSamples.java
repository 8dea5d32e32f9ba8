package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.approval.ApprovedGrant;
import io.grantkeeper.identity.approval.ApprovedScope;
import io.grantkeeper.identity.basis.Assumption;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.work.PartitionRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** Small, realistic sample values for store tests. */
public final class ModelSamples {
    public static final ProviderId GOOGLE = new ProviderId("google");
    public static final ConnectionId ACME = new ConnectionId("google-acme");
    public static final ConnectionId OTHER = new ConnectionId("github-acme");
    public static final PartitionRef PARTITION = new PartitionRef(ACME, new StreamId("tokens"), "users-7");
    public static final PersonId DANA = new PersonId(ACME, "dana");
    public static final PersonId ERIN = new PersonId(ACME, "erin");
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private ModelSamples() {}

    /** Returns a tenant that no other test uses, so that tests can share a table. */
    public static TenantId freshTenant() {
        return new TenantId("t-" + UUID.randomUUID());
    }

    /** Returns the instant that is this many minutes after {@link #NOON}. */
    public static Instant minute(int minutes) {
        return NOON.plusSeconds(60L * minutes);
    }

    public static IdentityId appId(String name) {
        return new IdentityId(ACME, IdentityKind.OAUTH_CLIENT, name);
    }

    public static NonHumanIdentity app(String name) {
        return NonHumanIdentity.of(appId(name), GOOGLE, "oauth-client", "App " + name);
    }

    public static Grant grant(PersonId person, String... scopes) {
        return Grant.of(
                "user/" + person.externalId(),
                GrantSubject.person(person),
                "google",
                PermissionKind.DELEGATED,
                List.of(scopes));
    }

    public static Credential key(String name) {
        return Credential.of(name, CredentialType.TOKEN, "ends with 1f2e");
    }

    public static Person person(PersonId id) {
        return Person.of(id, "Person " + id.externalId(), KnownOrUnknown.known(email(id)), EmploymentStatus.ACTIVE);
    }

    public static String email(PersonId id) {
        return id.externalId() + "@acme.example";
    }

    public static AccessObservation granted(String app, PersonId person, String... scopes) {
        return new AccessObservation.GrantObserved(app(app), grant(person, scopes));
    }

    public static ObservationBatch batch(Instant observedAt, AccessObservation... observations) {
        return new ObservationBatch(observedAt, false, List.of(observations));
    }

    public static IdentitySummary summary(
            IdentityId id, IdentityStatus status, Severity severity, Optional<PersonId> owner) {
        return new IdentitySummary(
                id,
                GOOGLE,
                "oauth-client",
                "App " + id.externalId(),
                status,
                severity,
                AiVerdict.UNKNOWN,
                Optional.empty(),
                List.of(),
                List.of("read all mail"),
                owner.stream()
                        .map(person -> new OwnerCandidate(person, List.of("gave it access")))
                        .toList(),
                Timestamp.unknown(),
                Timestamp.never(),
                NOON,
                NOON,
                0);
    }

    /** Returns a campaign about all AI agents that is open for two weeks. */
    public static ReviewCampaign campaign(ReviewCampaign.Unanswered unanswered, Optional<Instant> revokesAt) {
        return new ReviewCampaign(
                "agents-1",
                "agents",
                "All AI agents",
                NOON,
                NOON.plus(Duration.ofDays(14)),
                unanswered,
                revokesAt,
                Optional.of(1),
                Optional.empty(),
                0);
    }

    /** Returns a copy of a summary with other times and assumptions. */
    public static IdentitySummary stating(
            IdentitySummary base, Timestamp lastUsed, Timestamp expiry, Assumption... assumptions) {
        return new IdentitySummary(
                base.id(),
                base.provider(),
                base.form(),
                base.displayName(),
                base.status(),
                base.severity(),
                base.ai(),
                base.product(),
                base.recognition(),
                base.reaches(),
                base.owners(),
                lastUsed,
                expiry,
                base.use(),
                base.approval(),
                base.agreedOwner(),
                base.zones(),
                base.registeredAt(),
                base.firstSeen(),
                base.changedAt(),
                base.basis(),
                Optional.of(new TreeSet<>(List.of(assumptions))),
                base.version());
    }

    /** Returns a copy of a summary in which the identity is recognized as a product in the catalog. */
    public static IdentitySummary recognizedAs(String product, IdentitySummary summary) {
        return summary.withRecognition(summary.ai(), Optional.of(product), summary.recognition());
    }

    /**
     * Returns the finding about an access request.
     *
     * @param sentence what the identity requests
     */
    public static Finding accessRequest(IdentityId identity, String key, String sentence) {
        return new Finding(
                key,
                identity,
                FindingType.ACCESS_REQUESTED,
                Severity.MEDIUM,
                FindingStatus.OPEN,
                "asks for access",
                List.of(),
                List.of(sentence),
                List.of(),
                "Allow it, or refuse it.",
                KnownOrUnknown.unknown(),
                List.of(),
                NOON,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Returns an approved scope for reading the calendars of anyone in the company.
     *
     * @param abilities the effective access in plain words
     */
    public static ApprovedScope calendarScope(List<String> abilities) {
        return new ApprovedScope(
                List.of(new ApprovedGrant(
                        GOOGLE,
                        PermissionKind.OAUTH_SCOPE,
                        false,
                        ResourceReach.UNKNOWN,
                        new TreeSet<>(List.of("https://www.googleapis.com/auth/calendar.readonly")))),
                abilities,
                true);
    }

    public static Finding finding(IdentityId identity, String key, Severity severity) {
        return new Finding(
                key,
                identity,
                FindingType.SCOPES_EXPANDED,
                severity,
                FindingStatus.OPEN,
                "can now read all of your mail",
                List.of("read your calendar"),
                List.of("read your calendar", "read all of your mail"),
                List.of("mail contains password resets"),
                "Revoke it unless you requested this.",
                KnownOrUnknown.known(DANA),
                List.of(DANA),
                NOON,
                Optional.empty(),
                Optional.empty());
    }

    /** Returns all text in the findings that is addressed to people. */
    public static List<String> sentences(Collection<Finding> findings) {
        return findings.stream()
                .flatMap(finding -> Stream.of(
                                List.of(finding.headline()),
                                finding.before(),
                                finding.after(),
                                finding.reasonsForTeam(),
                                List.of(finding.advice()))
                        .flatMap(List::stream))
                .toList();
    }

    public static AlertDelivery send(String id, IdentityId identity, List<String> findings, Instant claimedAt) {
        return new AlertDelivery(
                id,
                identity,
                "email",
                "dana@acme.example",
                findings,
                "It can now read all of your mail.",
                claimedAt,
                claimedAt.plusSeconds(60),
                Optional.empty(),
                Optional.empty());
    }
}
