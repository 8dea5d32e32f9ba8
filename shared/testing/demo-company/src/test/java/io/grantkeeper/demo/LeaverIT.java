package io.grantkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.enforcement.EnforcementReport;
import io.grantkeeper.local.suite.LocalSuite;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.enforcement.PolicyViolation;
import io.grantkeeper.policy.store.StoredPolicy;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.SimulatedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Runs the example policy for leavers at the enforcement stage: a person leaves, and the test checks which access
 * remains at the provider.
 */
@DisplayName("When a person has left")
class LeaverIT {
    private static final Path POLICY = Path.of("../../../docs/policies/leavers-grants-end.yaml");
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final int MORE_THAN_ENOUGH = 1_000;

    private static DemoCompany company;
    private static LocalSuite suite;
    private static int grantsOfOthers;
    private static int heldByLeaver;
    private static EnforcementReport warned;
    private static EnforcementReport early;
    private static EnforcementReport due;

    @BeforeAll
    static void personLeaves() throws IOException {
        company = DemoCompany.start();
        suite = LocalSuite.start(company.options(Optional.empty(), 0));
        sweep();
        enforce();
        company.simulator().stepDay();
        sweep();
        heldByLeaver = grants(leaver());
        grantsOfOthers = grantsOfOthers();

        warned = run();
        clock().advance(Duration.ofHours(23));
        early = run();
        clock().advance(Duration.ofHours(1));
        due = run();
    }

    @AfterAll
    static void end() {
        suite.close();
        company.close();
    }

    private static void sweep() {
        suite.plan(company.connection("google"));
        assertThat(suite.runUntilQuiet(_ -> {}, TIMEOUT)).isTrue();
    }

    private static void enforce() throws IOException {
        String text = Files.readString(POLICY);
        suite.stores()
                .policies()
                .save(
                        DemoCompany.TENANT,
                        StoredPolicy.of("leavers-grants-end", text, PolicyStage.ENFORCEMENT, clock().instant()));
    }

    private static EnforcementReport run() {
        return DemoPolicies.run(suite, MORE_THAN_ENOUGH);
    }

    private static ProviderSimulator simulator() {
        return company.simulator();
    }

    private static SimulatedClock clock() {
        return simulator().clock();
    }

    private static CompanyPerson leaver() {
        return simulator()
                .company()
                .people()
                .find("marek.nowak@" + simulator().company().domain())
                .orElseThrow();
    }

    private static int grants(CompanyPerson person) {
        return simulator().company().google().grantsOf(person.id()).size();
    }

    private static int grantsOfOthers() {
        return simulator().company().people().active().stream()
                .mapToInt(LeaverIT::grants)
                .sum();
    }

    @Test
    void findsAccessThatLeaverAuthorizedAndSetsDueDateOneDayAhead() {
        assertThat(leaver().active()).isFalse();
        assertThat(heldByLeaver).isPositive();
        assertThat(warned.acted()).isEmpty();
        assertThat(warned.problems()).isEmpty();
        assertThat(warned.breaches())
                .hasSizeGreaterThanOrEqualTo(heldByLeaver)
                .allSatisfy(violation -> assertThat(violation.due())
                        .contains(violation.firstSeen().plus(Duration.ofHours(24))));
    }

    @Test
    void revokesNothingBeforeDueDate() {
        assertThat(early.acted()).isEmpty();
    }

    @Test
    void removesAllGrantsOfLeaverAtProviderAfterDueDate() {
        assertThat(due.problems()).isEmpty();
        assertThat(due.acted())
                .hasSize(warned.breaches().size())
                .extracting(PolicyViolation::state)
                .containsOnly(PolicyViolation.State.DONE);
        assertThat(grants(leaver())).isZero();
    }

    @Test
    void keepsAccessOfOtherPeople() {
        assertThat(grantsOfOthers()).isEqualTo(grantsOfOthers).isPositive();
    }

    @Test
    void doesNotRevokeDisabledKeysAgainAfterNextSweep() {
        sweep();
        EnforcementReport after = run();
        assertThat(after.acted()).isEmpty();
        assertThat(after.breaches()).allSatisfy(violation -> {
            assertThat(violation.state()).isEqualTo(PolicyViolation.State.DONE);
            assertThat(violation.what()).isEqualTo("a credential, secret");
        });
        assertThat(suite.parkingReasons()).isEmpty();
    }
}
