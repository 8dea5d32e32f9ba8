package io.grantkeeper.functions.handleresponse;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.RowType;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.basis.Assumption;
import io.grantkeeper.identity.basis.Certainty;
import io.grantkeeper.identity.basis.StatementBasis;
import io.grantkeeper.identity.basis.StatementSource;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Statements on the answer page")
class TrueStatementsOnPagesTest extends HandleResponseFixture {
    private static final Instant FIRST_OF_APRIL = Instant.parse("2026-04-01T00:00:00Z");

    private String page(OwnerAnswer answer) {
        return get("/answers/" + ticket(answer)).getBody();
    }

    private void grantUntil(Instant end) {
        access.apply(
                TENANT,
                ModelSamples.batch(
                        ModelSamples.minute(1),
                        new AccessObservation.GrantObserved(
                                ModelSamples.app("notes"),
                                ModelSamples.grant(ModelSamples.DANA, "mail.read")
                                        .withExpires(Timestamp.at(end)))));
    }

    private void summarize(IdentityStatus status, Timestamp lastUsed, Timestamp expiry, Assumption... assumptions) {
        IdentitySummary stored =
                access.outline(TENANT, NOTES).orElseThrow().summary().orElseThrow();
        IdentitySummary base = ModelSamples.summary(NOTES, status, Severity.HIGH, Optional.of(ModelSamples.DANA));
        access.saveSummary(
                TENANT,
                ModelSamples.stating(base, lastUsed, expiry, assumptions).withVersion(stored.version()));
    }

    @Test
    void stateWhereCapabilitiesWereSeen() {
        assertThat(page(OwnerAnswer.KEEP)).contains("list of app access on ");
    }

    @Test
    void stateThatMeaningOfPermissionsIsInferred() {
        summarize(IdentityStatus.ACTIVE, Timestamp.unknown(), Timestamp.unknown(), Assumption.MEANING_INFERRED);

        assertThat(page(OwnerAnswer.KEEP))
                .contains(Assumption.MEANING_INFERRED.sentence().substring(1));
    }

    @Test
    void describeDecisionPointAsSourceInPlainWords() {
        findings.open(
                TENANT,
                ModelSamples.finding(NOTES, "f2", Severity.HIGH)
                        .withBasis(StatementBasis.of(
                                Certainty.OBSERVED,
                                List.of(StatementSource.ofRow(
                                        RowType.CREDENTIAL,
                                        Optional.of(StatementSource.DECISION_POINT),
                                        Optional.of(ModelSamples.NOON))))),
                Optional.empty());
        startReviewForDana();
        String review = get("/reviews/" + links.review(TENANT, "agents-1", EMAIL, clock.instant()))
                .getBody();

        assertThat(review).contains("It asked Grantkeeper for access on ").doesNotContain("decision-point");
    }

    /** A finding can be more severe than the identity, and the identity more severe than its findings. */
    @ParameterizedTest
    @CsvSource({"LOW, High", "CRITICAL, Critical"})
    void stateHighestSeverityAndDoNotRecommendKeepingByColor(Severity identity, String stated) {
        long stored = access.outline(TENANT, NOTES)
                .orElseThrow()
                .summary()
                .orElseThrow()
                .version();
        access.saveSummary(
                TENANT,
                ModelSamples.summary(NOTES, IdentityStatus.ACTIVE, identity, Optional.of(ModelSamples.DANA))
                        .withVersion(stored));

        assertThat(page(OwnerAnswer.KEEP))
                .contains(stated + " risk · ")
                .contains("<button type=\"submit\" class=\"plain\">");
        assertThat(page(OwnerAnswer.REVOKE)).contains("<button type=\"submit\" class=\"grave\">");
    }

    @Test
    void promiseNothingBeyondExpiryOfRetainedAccess() {
        grantUntil(FIRST_OF_APRIL);

        assertThat(page(OwnerAnswer.KEEP))
                .contains("It keeps its access until 1 April 2026, when it expires.")
                .doesNotContain("May 2026");
        String answered = post("/answers/" + ticket(OwnerAnswer.KEEP), "").getBody();
        assertThat(answered)
                .contains("It keeps its access until 1 April 2026, when it expires.")
                .doesNotContain("May 2026");
        assertThat(conclusion().flatMap(QuestionOutcome::until)).contains(FIRST_OF_APRIL);
    }

    @Test
    void promiseAccessUntilNextQuestionIfNothingExpiresEarlier() {
        grantUntil(clock.instant().plus(Duration.ofDays(400)));

        assertThat(post("/answers/" + ticket(OwnerAnswer.KEEP), "").getBody())
                .contains("It keeps its access for 90 days. Then you are asked again.")
                .doesNotContain("expires on");
    }

    @Test
    void doNotDescribeRequestAsExistingAccess() {
        summarize(IdentityStatus.REQUESTED, Timestamp.unknown(), Timestamp.unknown());

        assertThat(page(OwnerAnswer.KEEP))
                .contains("What it could do if the request were approved")
                .contains("It has no access yet, and your answer does not approve the request.")
                .contains("Deny the request", "Approve the request")
                .doesNotContain("Everything it can do now");
        assertThat(post("/answers/" + ticket(OwnerAnswer.KEEP), "").getBody())
                .contains("It has no access yet, and your answer does not approve the request.")
                .doesNotContain("It keeps its access");
    }

    @Test
    void doNotSayUsageDataIsMissingIfLastUseIsShown() {
        summarize(IdentityStatus.ACTIVE, Timestamp.at(ModelSamples.NOON), Timestamp.unknown());

        assertThat(page(OwnerAnswer.KEEP))
                .contains("The provider states when it was last used, but not for what")
                .doesNotContain("no data on its use");
    }
}
