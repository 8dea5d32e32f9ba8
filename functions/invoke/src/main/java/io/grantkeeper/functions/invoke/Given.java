package io.grantkeeper.functions.invoke;

import io.grantkeeper.aws.dynamodb.DynamoDbAccessStore;
import io.grantkeeper.aws.dynamodb.DynamoDbAliasStore;
import io.grantkeeper.aws.dynamodb.DynamoDbFindingStore;
import io.grantkeeper.aws.dynamodb.DynamoDbQuestionStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.AskedAs;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.ObservationBatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the sample events are about: a note taker that its user let read her calendar, and a day later her mail.
 *
 * @param number zero for the one of the samples; others are of other apps, with which everything is done for the first time
 */
record Given(int number) {
    /** As the samples call it, in ids and aliases. */
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

    /** That of the samples. */
    static Given ofTheSamples() {
        return new Given(0);
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

    /** By which the samples of decide call it. */
    private Alias clientId() {
        return new Alias("oauth-client-id", app());
    }

    /** The two writes that the samples of detect-changes tell of. */
    void observed(DynamoDbTable table) {
        DynamoDbAccessStore access = new DynamoDbAccessStore(table);
        Person dana = Person.of(DANA, "Dana Cole", Knowledge.known("dana.cole@larkfield.example"), Employment.ACTIVE);
        access.apply(
                TENANT,
                new ObservationBatch(MONDAY, false, List.of(new Observation.PersonObserved(dana), granted(CALENDAR))));
        access.apply(TENANT, new ObservationBatch(TUESDAY, false, List.of(granted(CALENDAR, MAIL))));
    }

    /** What detection made of them, for the samples of the functions behind it. */
    void detected(DynamoDbTable table) {
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
                                Moment.unknown(),
                                Moment.never(),
                                MONDAY,
                                TUESDAY,
                                0));
        new DynamoDbFindingStore(table).open(TENANT, finding(), Optional.of(DANA));
        new DynamoDbAliasStore(table).point(TENANT, identity(), List.of(clientId()));
    }

    /** What Dana was asked about it; the links of handle-response's samples lead there. */
    void asked(DynamoDbTable table, String state) {
        new DynamoDbQuestionStore(table).open(TENANT, question(state));
    }

    /** The same with Dana's answer that it may stay, which nobody has carried out yet. */
    void answered(DynamoDbTable table) {
        String state = "as it was when she answered";
        Conclusion keep = Conclusion.answered(
                Answer.KEEP, "dana.cole@larkfield.example", "email", TUESDAY, Optional.empty(), state);
        DynamoDbQuestionStore questions = new DynamoDbQuestionStore(table);
        questions.open(TENANT, question(state));
        Question open = questions.find(TENANT, question()).orElseThrow();
        questions.save(TENANT, open.concluded(keep, Optional.of(TUESDAY)));
    }

    private Question question(String state) {
        Asked dana = Asked.planned("Dana Cole", "dana.cole@larkfield.example", AskedAs.OWNER, List.of(), TUESDAY)
                .through("email", "dana.cole@larkfield.example")
                .told(TUESDAY);
        return Question.about(question(), identity(), List.of(finding().key()), Optional.empty(), state, dana, TUESDAY);
    }

    private Observation granted(String... scopes) {
        NonHumanIdentity noteTaker = NonHumanIdentity.of(identity(), PROVIDER, FORM, NAME)
                .withAliases(Set.of(clientId()))
                .withStanding(Standing.ACTIVE);
        Grant grant = Grant.of(
                        "user/1001", GrantSubject.person(DANA), "google", PermissionKind.DELEGATED, List.of(scopes))
                .withStanding(Standing.ACTIVE)
                .withGranted(Knowledge.known(DANA), Moment.at(MONDAY));
        return new Observation.GrantObserved(noteTaker, grant);
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
                List.of("mail holds password resets"),
                "Revoke it unless you asked for this.",
                Knowledge.known(DANA),
                List.of(DANA),
                TUESDAY,
                Optional.empty(),
                Optional.empty());
    }
}
