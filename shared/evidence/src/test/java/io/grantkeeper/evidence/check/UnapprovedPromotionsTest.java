package io.grantkeeper.evidence.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.evidence.history.LedgerEntrySummaries.PolicyStep;
import io.grantkeeper.evidence.history.LedgerPosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An unapproved promotion")
class UnapprovedPromotionsTest {
    private static PolicyStep step(String version, int index, int minute) {
        return new PolicyStep(
                new LedgerPosition(
                        index,
                        "entry-" + index,
                        Instant.parse("2026-11-05T09:00:00Z").plusSeconds(60L * minute),
                        "policy",
                        Optional.empty()),
                "leavers-grants-end",
                version);
    }

    @Test
    void acceptsPromotionsWithOneApprovalEach() {
        assertThat(UnapprovedPromotions.of(
                        List.of(step("v1", 0, 0), step("v1", 2, 9)), List.of(step("v1", 1, 0), step("v1", 3, 9))))
                .isEmpty();
    }

    @Test
    void acceptsSimultaneousApprovalThatIsLaterInLog() {
        assertThat(UnapprovedPromotions.of(List.of(step("v1", 7, 0)), List.of(step("v1", 3, 0))))
                .isEmpty();
    }

    @Test
    void reportsPromotionApprovedOnlyAfterward() {
        PolicyStep promoted = step("v1", 3, 0);
        assertThat(UnapprovedPromotions.of(List.of(step("v1", 1, 1)), List.of(promoted)))
                .containsExactly(promoted);
    }

    @Test
    void reportsSecondOfTwoPromotionsWithOneApproval() {
        PolicyStep second = step("v1", 2, 5);
        assertThat(UnapprovedPromotions.of(List.of(step("v1", 0, 0)), List.of(step("v1", 1, 1), second)))
                .containsExactly(second);
    }

    @Test
    void reportsPromotionIfOnlyAnotherVersionWasApproved() {
        PolicyStep promoted = step("v2", 3, 5);
        assertThat(UnapprovedPromotions.of(List.of(step("v1", 1, 1)), List.of(promoted)))
                .containsExactly(promoted);
    }
}
