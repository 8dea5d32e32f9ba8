package io.grantkeeper.harness;

import io.grantkeeper.aws.dynamodb.DynamoDbAccessStore;
import io.grantkeeper.aws.dynamodb.DynamoDbFindingStore;
import io.grantkeeper.aws.dynamodb.DynamoDbIdentityAliasStore;
import io.grantkeeper.aws.dynamodb.DynamoDbQuestionStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
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
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.store.ObservationBatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The stored data that the sample events refer to: Dana allowed a note-taking app to read her calendar and, a day
 * later, her mail.
 *
 * @param number 0 for the app in the samples; every other number is a different app, so that none of its events was
 *     handled before
 */
record SampleInventory(int number) {
    /** The app's name in the ids and aliases of the samples. */
    static final String APP = "note-taker";

    static final TenantId TENANT = new TenantId("larkfield");

    private static final ConnectionId GOOGLE = new ConnectionId("google-larkfield");
    private static final ProviderId PROVIDER = new ProviderId("google");
    private static final PersonId DANA = new PersonId(GOOGLE, "1001");
    static final String QUESTION = "5a3e0c1d77b94f2e8c1b6d0f4a9e2b71";

    private static final String FORM = "oauth-client";
    private static final String NAME = "Note taker";
    private static final String CALENDAR = "https://www.googleapis.com/auth/calendar.readonly";
    private static final String MAIL = "https://mail.google.com/";
    private static final Instant MONDAY = Instant.parse("2025-02-03T09:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2025-02-04T09:00:00Z");

    /** Returns the data that the samples refer to. */
    static SampleInventory forSamples() {
        return new SampleInventory(0);
    }

    String app() {
        return number == 0 ? APP : APP + "-" + number;
    }

    String question() {
        return number == 0 ? QUESTION : QUESTION.substring(0, QUESTION.length() - 4) + "%04x".formatted(number);
    }

    private IdentityId identity() {
        return new IdentityId(GOOGLE, IdentityKind.OAUTH_CLIENT, app());
    }

    /** Returns the OAuth client id of the app, which the samples of {@code decide} send. */
    private Alias clientId() {
        return new Alias("oauth-client-id", app());
    }

    /** Stores the two observations that the samples of {@code detect-changes} refer to. */
    void storeObservations(DynamoDbTable table) {
        DynamoDbAccessStore access = new DynamoDbAccessStore(table);
        Person dana = Person.of(
                DANA, "Dana Cole", KnownOrUnknown.known("dana.cole@larkfield.example"), EmploymentStatus.ACTIVE);
        access.apply(
                TENANT,
                new ObservationBatch(
                        MONDAY, false, List.of(new AccessObservation.PersonObserved(dana), grantObserved(CALENDAR))));
        access.apply(TENANT, new ObservationBatch(TUESDAY, false, List.of(grantObserved(CALENDAR, MAIL))));
    }

    /** Stores what detection derives from the observations, for the samples of downstream functions. */
    void storeDetectionResults(DynamoDbTable table) {
        new DynamoDbAccessStore(table)
                .saveSummary(
                        TENANT,
                        new IdentitySummary(
                                identity(),
                                PROVIDER,
                                FORM,
                                NAME,
                                IdentityStatus.ACTIVE,
                                Severity.HIGH,
                                AiVerdict.UNKNOWN,
                                Optional.empty(),
                                List.of(),
                                List.of("read, send and delete all of your mail"),
                                List.of(new OwnerCandidate(DANA, List.of("gave it access"))),
                                Timestamp.unknown(),
                                Timestamp.never(),
                                MONDAY,
                                TUESDAY,
                                0));
        new DynamoDbFindingStore(table).open(TENANT, finding(), Optional.of(DANA));
        new DynamoDbIdentityAliasStore(table).save(TENANT, identity(), List.of(clientId()));
    }

    /** Stores the question that Dana was asked; the links in the samples of {@code handle-response} refer to it. */
    void storeOpenQuestion(DynamoDbTable table, String state) {
        new DynamoDbQuestionStore(table).open(TENANT, question(state));
    }

    /**
     * Stores the question that Dana was asked, together with her answer: keep the access. The answer has not been
     * carried out yet.
     */
    void storeAnsweredQuestion(DynamoDbTable table) {
        String state = "as it was when she answered";
        QuestionOutcome keep = QuestionOutcome.answered(
                OwnerAnswer.KEEP, "dana.cole@larkfield.example", "email", TUESDAY, Optional.empty(), state);
        DynamoDbQuestionStore questions = new DynamoDbQuestionStore(table);
        questions.open(TENANT, question(state));
        OwnerQuestion open = questions.find(TENANT, question()).orElseThrow();
        questions.save(TENANT, open.concluded(keep, Optional.of(TUESDAY)));
    }

    private OwnerQuestion question(String state) {
        QuestionRecipient dana = QuestionRecipient.planned(
                        "Dana Cole", "dana.cole@larkfield.example", RecipientRole.OWNER, List.of(), TUESDAY)
                .withChannel("email", "dana.cole@larkfield.example")
                .notified(TUESDAY);
        return OwnerQuestion.about(
                question(), identity(), List.of(finding().key()), Optional.empty(), state, dana, TUESDAY);
    }

    private AccessObservation grantObserved(String... scopes) {
        NonHumanIdentity noteTaker = NonHumanIdentity.of(identity(), PROVIDER, FORM, NAME)
                .withAliases(Set.of(clientId()))
                .withStanding(ProviderStatus.ACTIVE);
        Grant grant = Grant.of(
                        "user/1001", GrantSubject.person(DANA), "google", PermissionKind.DELEGATED, List.of(scopes))
                .withStanding(ProviderStatus.ACTIVE)
                .withGranted(KnownOrUnknown.known(DANA), Timestamp.at(MONDAY));
        return new AccessObservation.GrantObserved(noteTaker, grant);
    }

    private Finding finding() {
        return new Finding(
                "scopes-expanded/user/1001",
                identity(),
                FindingType.SCOPES_EXPANDED,
                Severity.HIGH,
                FindingStatus.OPEN,
                "can now read, send and delete all of your mail",
                List.of("read your calendar"),
                List.of("read your calendar", "read, send and delete all of your mail"),
                List.of("mail contains password resets"),
                "Revoke it unless you requested this.",
                KnownOrUnknown.known(DANA),
                List.of(DANA),
                TUESDAY,
                Optional.empty(),
                Optional.empty());
    }
}
