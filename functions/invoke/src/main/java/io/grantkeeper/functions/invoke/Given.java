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
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.AskedAs;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.ObservationBatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the sample events are about: a note taker that its user let read her calendar, and a day later her mail. */
final class Given {
    static final TenantId TENANT = new TenantId("larkfield");

    private static final ConnectionId GOOGLE = new ConnectionId("google-larkfield");
    private static final ProviderId PROVIDER = new ProviderId("google");
    private static final PersonId DANA = new PersonId(GOOGLE, "1001");
    private static final IdentityId NOTE_TAKER = new IdentityId(GOOGLE, IdentityKind.OAUTH_CLIENT, "note-taker");
    private static final String QUESTION = "5a3e0c1d77b94f2e8c1b6d0f4a9e2b71";
    /** By which the samples of decide call it. */
    private static final Alias CLIENT_ID = new Alias("oauth-client-id", "note-taker");

    private static final String FORM = "oauth-client";
    private static final String NAME = "Note taker";
    private static final String CALENDAR = "https://www.googleapis.com/auth/calendar.readonly";
    private static final String MAIL = "https://mail.google.com/";
    private static final Instant MONDAY = Instant.parse("2025-02-03T09:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2025-02-04T09:00:00Z");

    private Given() {}

    /** The two writes that the samples of detect-changes tell of. */
    static void observed(DynamoDbTable table) {
        DynamoDbAccessStore access = new DynamoDbAccessStore(table);
        Person dana = Person.of(DANA, "Dana Cole", Knowledge.known("dana.cole@larkfield.example"), Employment.ACTIVE);
        access.apply(
                TENANT,
                new ObservationBatch(MONDAY, false, List.of(new Observation.PersonObserved(dana), granted(CALENDAR))));
        access.apply(TENANT, new ObservationBatch(TUESDAY, false, List.of(granted(CALENDAR, MAIL))));
    }

    /** What detection made of them, for the samples of the functions behind it. */
    static void detected(DynamoDbTable table) {
        new DynamoDbAccessStore(table)
                .saveSummary(
                        TENANT,
                        new IdentitySummary(
                                NOTE_TAKER,
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
        new DynamoDbAliasStore(table).point(TENANT, NOTE_TAKER, List.of(CLIENT_ID));
    }

    /** What Dana was asked about it; the links of handle-response's samples lead there. */
    static void asked(DynamoDbTable table, String state) {
        Asked dana = Asked.planned("Dana Cole", "dana.cole@larkfield.example", AskedAs.OWNER, List.of(), TUESDAY)
                .through("email", "dana.cole@larkfield.example")
                .told(TUESDAY);
        new DynamoDbQuestionStore(table)
                .open(
                        TENANT,
                        Question.about(
                                QUESTION,
                                NOTE_TAKER,
                                List.of(finding().key()),
                                Optional.empty(),
                                state,
                                dana,
                                TUESDAY));
    }

    private static Observation granted(String... scopes) {
        NonHumanIdentity noteTaker = NonHumanIdentity.of(NOTE_TAKER, PROVIDER, FORM, NAME)
                .withAliases(Set.of(CLIENT_ID))
                .withStanding(Standing.ACTIVE);
        Grant grant = Grant.of(
                        "user/1001", GrantSubject.person(DANA), "google", PermissionKind.DELEGATED, List.of(scopes))
                .withStanding(Standing.ACTIVE)
                .withGranted(Knowledge.known(DANA), Moment.at(MONDAY));
        return new Observation.GrantObserved(noteTaker, grant);
    }

    private static Finding finding() {
        return new Finding(
                "scopes-expanded/user/1001",
                NOTE_TAKER,
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
