package io.grantkeeper.owners.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.RowType;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.basis.Assumption;
import io.grantkeeper.identity.basis.Certainty;
import io.grantkeeper.identity.basis.StatementBasis;
import io.grantkeeper.identity.basis.StatementSource;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.finding.UsageReview;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Statements in an alert")
class TrueStatementsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final StatementBasis SEEN = StatementBasis.of(
            Certainty.OBSERVED,
            List.of(StatementSource.ofRow(RowType.GRANT, Optional.of(new StreamId("zz-tokens")), Optional.of(NOON))));

    private static AlertMessage message(IdentitySummary identity, Finding... findings) {
        return new AlertComposer(_ -> "Google Workspace", _ -> "Dana")
                .compose(
                        new AlertRecipient("Dana", "dana@acme.test", List.of()),
                        identity,
                        List.of(findings),
                        List.of(),
                        AlertQuestion.Asked.NOTHING);
    }

    private static IdentitySummary summary(IdentityStatus status) {
        return ModelSamples.summary(ModelSamples.appId("notes"), status, Severity.HIGH, Optional.empty());
    }

    private static Finding finding() {
        return ModelSamples.finding(ModelSamples.appId("notes"), "a", Severity.HIGH);
    }

    @Test
    void stateBasisOfFindingInOneSentence() {
        AlertMessage message = message(summary(IdentityStatus.ACTIVE), finding().withBasis(SEEN));

        assertThat(message.source()).isEqualTo("Seen in Google Workspace's list of app access on 22 November 2026.");
    }

    @ParameterizedTest
    @EnumSource
    void nameTheirAssumptions(Assumption assumption) {
        AlertMessage message =
                message(summary(IdentityStatus.ACTIVE), finding().withBasis(SEEN.assuming(List.of(assumption))));

        assertThat(message.source()).endsWith(assumption.sentence().substring(1));
    }

    @Test
    void nameNoSourceForFindingsOfEarlierReleases() {
        assertThat(message(summary(IdentityStatus.ACTIVE), finding())
                        .points()
                        .getFirst()
                        .basis())
                .isEmpty();
    }

    @Test
    void doNotDescribeRequestedCapabilitiesAsCurrent() {
        assertThat(message(summary(IdentityStatus.ACTIVE), finding()).reachesTitle())
                .isEqualTo("Everything it can do now");
        assertThat(message(summary(IdentityStatus.REQUESTED), finding()).reachesTitle())
                .isEqualTo("What it could do if the request were approved");
    }

    @Test
    void nameEachCapabilityOnce() {
        AlertMessage.Point point =
                message(summary(IdentityStatus.ACTIVE), finding()).points().getFirst();

        assertThat(point.before()).containsExactly("read people's calendar");
        assertThat(point.after()).containsExactly("read all of people's mail");
        assertThat(point.afterLabel()).isEqualTo("New");
    }

    @Test
    void mentionArrivalOfUnapprovedAiOnlyOnce() {
        Finding arrival = ofType("shadow-ai", FindingType.SHADOW_AI);
        Finding access = ofType("grant-appeared", FindingType.GRANT_APPEARED);

        assertThat(message(summary(IdentityStatus.ACTIVE), arrival, access).points())
                .hasSize(1);
        assertThat(message(summary(IdentityStatus.ACTIVE), access).points()).hasSize(1);
    }

    @Test
    void nameAccessToWholeTenantBesideArrivalThatConcernsOnePerson() {
        Finding arrival = ofType("shadow-ai", FindingType.SHADOW_AI, List.of(ModelSamples.DANA));
        Finding access = ofType("grant-appeared", FindingType.GRANT_APPEARED, List.of());

        assertThat(message(summary(IdentityStatus.ACTIVE), arrival, access).points())
                .hasSize(2);
    }

    private static Finding ofType(String key, FindingType type) {
        return ofType(key, type, finding().affected());
    }

    private static Finding ofType(String key, FindingType type, List<PersonId> affected) {
        Finding any = finding();
        return new Finding(
                key,
                any.identity(),
                type,
                any.severity(),
                any.status(),
                any.headline(),
                any.before(),
                any.after(),
                any.reasons(),
                any.advice(),
                any.cause(),
                affected,
                any.foundAt(),
                any.closedAt(),
                any.sendId());
    }

    @Test
    void doNotClaimThatUsageIsUnknownIfLastUseIsKnown() {
        IdentitySummary unused = summary(IdentityStatus.ACTIVE);
        IdentitySummary used = unused.withLastUsed(Timestamp.at(NOON));

        assertThat(message(unused, finding()).use())
                .isEqualTo(UsageReview.withoutUse().sentence());
        assertThat(message(used, finding()).use())
                .startsWith("The provider states when it was last used, but not for what");
        assertThat(message(used.withUse(UsageReview.withoutUse(), NOON), finding())
                        .use())
                .startsWith("The provider states when it was last used");
    }
}
