package io.grantkeeper.evidence.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.evidence.history.Told;
import io.grantkeeper.evidence.history.Traces.PolicyStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A promotion nobody approved")
class UnapprovedStepsTest {
    private static PolicyStep step(String version, int index, int minute) {
        return new PolicyStep(
                new Told(
                        index,
                        "entry-" + index,
                        Instant.parse("2026-11-05T09:00:00Z").plusSeconds(60L * minute),
                        "policy",
                        Optional.empty()),
                "leavers-grants-end",
                version);
    }

    @Test
    void isNoneWhereEachHasItsApproval() {
        assertThat(UnapprovedSteps.of(
                        List.of(step("v1", 0, 0), step("v1", 2, 9)), List.of(step("v1", 1, 0), step("v1", 3, 9))))
                .isEmpty();
    }

    @Test
    void isNoneWhereTheApprovalOfTheSameMomentComesLaterInTheLog() {
        assertThat(UnapprovedSteps.of(List.of(step("v1", 7, 0)), List.of(step("v1", 3, 0))))
                .isEmpty();
    }

    @Test
    void isOneThatWasApprovedOnlyAfterwards() {
        PolicyStep promoted = step("v1", 3, 0);
        assertThat(UnapprovedSteps.of(List.of(step("v1", 1, 1)), List.of(promoted)))
                .containsExactly(promoted);
    }

    @Test
    void isTheSecondOfTwoThatHaveOneApproval() {
        PolicyStep second = step("v1", 2, 5);
        assertThat(UnapprovedSteps.of(List.of(step("v1", 0, 0)), List.of(step("v1", 1, 1), second)))
                .containsExactly(second);
    }

    @Test
    void isOneOfAnotherVersionThanWasApproved() {
        PolicyStep promoted = step("v2", 3, 5);
        assertThat(UnapprovedSteps.of(List.of(step("v1", 1, 1)), List.of(promoted)))
                .containsExactly(promoted);
    }
}
