package io.grantkeeper.identity.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.finding.UsageReview;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.identity.store.ConnectionStatus;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.identity.store.StaleStreamReason;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.AnswerExecutionRequest;
import io.grantkeeper.identity.work.AnswerExecutionResult;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.identity.work.PartitionRef;
import io.grantkeeper.identity.work.PlanSweepRequest;
import io.grantkeeper.identity.work.SyncWork;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

@DisplayName("The model's JSON form")
class ModelJsonTest {
    private static final ConnectionId ACME = new ConnectionId("google-acme");
    private static final PersonId DANA = new PersonId(ACME, "1100110");
    private static final NonHumanIdentity APP = NonHumanIdentity.of(
                    new IdentityId(ACME, IdentityKind.OAUTH_CLIENT, "1/slashes/are/fine"),
                    new ProviderId("google"),
                    "oauth-client",
                    "Notes")
            .withAliases(Set.of(new Alias("oauth-client-id", "1")))
            .withOwnerClues(Set.of(new OwnerEvidenceItem(DANA, OwnerRole.GRANTER, Timestamp.at(Instant.EPOCH))));
    private static final Grant GRANT = Grant.of(
                    "user/1100110", GrantSubject.person(DANA), "google", PermissionKind.DELEGATED, List.of("b", "a"))
            .withGranted(KnownOrUnknown.known(DANA), Timestamp.never());

    private static final SyncWork WORK = new SyncWork(
            new TenantId("acme"),
            ACME,
            Partition.of(new StreamId("tokens"), "7", Map.of("users", "1,2")),
            Optional.of("run"),
            Optional.empty(),
            true,
            1,
            Instant.EPOCH,
            "sweep");

    /** The records in rows and messages that functions read before their first response. */
    private static final List<Class<?>> STORED_AND_SENT = List.of(
            NonHumanIdentity.class,
            Alias.class,
            OwnerEvidenceItem.class,
            Grant.class,
            Credential.class,
            Person.class,
            AccessEvent.class,
            UsageHistory.class,
            IdentitySummary.class,
            OwnerCandidate.class,
            UsageReview.class,
            Finding.class,
            OwnerQuestion.class,
            QuestionRecipient.class,
            QuestionOutcome.class,
            ReviewCampaign.class,
            ConnectionStatus.class,
            PartitionStatus.class,
            StaleStreamReason.class,
            SweepRun.class,
            RevocationAttempt.class,
            RevocationAttempt.RevokedTarget.class,
            AlertDelivery.class,
            SyncWork.class,
            Partition.class,
            PartitionRef.class,
            AlertWork.class,
            AnswerWork.class,
            PlanSweepRequest.class,
            AnswerExecutionRequest.class,
            AnswerExecutionResult.class);

    @Test
    void readsColdStartDataWithoutDataBinding() {
        assertCodecReads(APP);
        assertCodecReads(GRANT);
        assertCodecReads(WORK);
        assertThat(STORED_AND_SENT)
                .allSatisfy(type -> assertThat(ModelJson.SHAPES.of(type))
                        .as("the shape of %s", type)
                        .isPresent());
    }

    /**
     * Reads with the codec directly. If the codec rejected the input, {@link ModelJson} would silently fall back to
     * data binding.
     */
    @SuppressWarnings("unchecked")
    private static <T> void assertCodecReads(T value) {
        JsonCodec<T> shape = ModelJson.SHAPES.of((Class<T>) value.getClass()).orElseThrow();
        try (JsonParser json = ModelJson.TOKENS.createParser(ObjectReadContext.empty(), ModelJson.write(value))) {
            json.nextToken();
            assertThat(shape.read(json)).isEqualTo(value);
        }
    }

    @Test
    void preservesObjectsInRoundTrip() {
        assertThat(ModelJson.read(ModelJson.write(APP), NonHumanIdentity.class)).isEqualTo(APP);
        assertThat(ModelJson.read(ModelJson.write(GRANT), Grant.class)).isEqualTo(GRANT);
        assertThat(ModelJson.read(ModelJson.write(WORK), SyncWork.class)).isEqualTo(WORK);
    }

    @Test
    void distinguishesUnknownTimeFromNever() {
        String json = ModelJson.write(GRANT);
        assertThat(json).contains("\"grantedAt\":\"never\"").contains("\"lastUsed\":\"unknown\"");
        assertThat(ModelJson.read(json, Grant.class).lastUsed()).isEqualTo(Timestamp.unknown());
    }

    @Test
    void readsMissingMemberAsUnknown() {
        String json = ModelJson.write(APP).replace("\"publisher\":null,", "");
        assertThat(json).doesNotContain("publisher");
        assertThat(ModelJson.read(json, NonHumanIdentity.class).publisher()).isEqualTo(KnownOrUnknown.unknown());
    }

    @Test
    void ignoresMembersOfLaterVersions() {
        String json = ModelJson.write(GRANT).replaceFirst("\\{", "{\"fromTheFuture\":{\"x\":1},");
        assertThat(ModelJson.read(json, Grant.class)).isEqualTo(GRANT);
    }

    @Test
    void returnsSameHashForEqualContent() {
        AccessObservation one = new AccessObservation.GrantObserved(APP, GRANT);
        AccessObservation reordered = new AccessObservation.GrantObserved(
                APP,
                Grant.of(
                                "user/1100110",
                                GrantSubject.person(DANA),
                                "google",
                                PermissionKind.DELEGATED,
                                List.of("a", "b"))
                        .withGranted(KnownOrUnknown.known(DANA), Timestamp.never()));
        assertThat(ModelJson.contentHash(one)).isEqualTo(ModelJson.contentHash(reordered));
        assertThat(ModelJson.contentHash(one))
                .isNotEqualTo(ModelJson.contentHash(
                        new AccessObservation.GrantObserved(APP, GRANT.withLastUsed(Timestamp.at(Instant.EPOCH)))));
    }

    @Test
    void rejectsInvalidIdentityIdAndShowsExpectedForm() {
        assertThatThrownBy(() -> ModelJson.read("\"nonsense\"", IdentityId.class))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("must have the form connection/kind/externalId");
    }

    @Test
    void omitsSecretValueFromToString() {
        Secret secret = Secret.of("canary-123");
        assertThat(secret.toString()).doesNotContain("canary");
        assertThat(secret.matches("canary-123")).isTrue();
        assertThat(secret.matches("canary-124")).isFalse();
    }
}
