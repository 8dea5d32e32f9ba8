package io.grantkeeper.functions.decide;

import static io.grantkeeper.functions.decide.DecideFixture.ASK_FOR_MAIL;
import static io.grantkeeper.functions.decide.DecideFixture.TENANT;
import static io.grantkeeper.functions.decide.DecideFixture.evaluationRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.work.AlertWork;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A caller that invents agents")
@Timeout(300)
class UnknownAgentsTest {
    private final FaultyDecisionPorts faults = new FaultyDecisionPorts();
    private final DecideFixture.SharedStores table = new DecideFixture.SharedStores();
    private final DecideFixture fixture = new DecideFixture(table, faults);

    @BeforeEach
    void applyPolicy() {
        fixture.applyPolicy(ASK_FOR_MAIL);
    }

    /** Sends one call with requests from agents that have never been seen. */
    private void ask(String key, String prefix, int agents) {
        ask(key, names(prefix, agents));
    }

    private static Stream<String> names(String prefix, int agents) {
        return IntStream.range(0, agents).mapToObj(i -> prefix + i);
    }

    private void ask(String key, Stream<String> names) {
        send(key, names);
        fixture.recorder.flush();
    }

    private void send(String key, Stream<String> names) {
        send(key, Map.of(), names);
    }

    private void send(String key, Map<String, String> credentials, Stream<String> names) {
        fixture.clock.advance(Duration.ofMillis(1));
        String evaluations =
                names.map(name -> evaluationRequest(name, "read", "calendar")).collect(Collectors.joining(","));
        assertThat(fixture.call(
                                "POST",
                                "/access/v1/evaluations",
                                key,
                                "{\"evaluations\":[" + evaluations + "]}",
                                credentials)
                        .getStatusCode())
                .isEqualTo(200);
    }

    private List<Finding> findings() {
        return table.findings.open(TENANT, 2_000, Optional.empty()).items();
    }

    private List<Finding> sharedFindings() {
        return findings().stream()
                .filter(finding -> finding.headline().contains("unknown agents named by caller"))
                .toList();
    }

    @Test
    void addsOneFindingForThousandAgentsInOneCall() {
        ask("key-of-the-gateway", "invented-", 1_000);
        assertThat(findings()).hasSize(UnknownAgentRegistrar.PER_CALL + 1);
        assertThat(sharedFindings()).singleElement().satisfies(finding -> {
            assertThat(finding.headline()).contains("990 unknown agents named by caller \"gateway\"");
            assertThat(finding.reasons().getFirst()).contains("\"invented-10\"");
        });
        assertThat(alerted()).hasSize(UnknownAgentRegistrar.PER_CALL + 1);
        assertThat(fixture.recorded()).as("the record of each decision").hasSize(1_000);
    }

    private List<AlertWork> alerted() {
        return table.alerts.pending();
    }

    @Test
    void limitsAgentsPerCallerAndDayAndReportsCallerOnce() {
        for (int call = 0; call < 20; call++) {
            ask("key-of-the-gateway", "call-" + call + "-", UnknownAgentRegistrar.PER_CALL);
        }
        assertThat(findings()).hasSize(UnknownAgentRegistrar.PER_CALLER_AND_DAY + 1);
        assertThat(sharedFindings()).hasSize(1);
        ask("key-of-another", "another-", 1);
        assertThat(findings())
                .as("another caller still has its own share")
                .hasSize(UnknownAgentRegistrar.PER_CALLER_AND_DAY + 2);
        fixture.clock.advance(Duration.ofHours(26));
        ask("key-of-the-gateway", "tomorrow-", 1);
        assertThat(findings()).hasSize(UnknownAgentRegistrar.PER_CALLER_AND_DAY + 3);
    }

    @Test
    void limitsAgentsPerDayAcrossAllCallers() {
        for (int caller = 0; caller < 6; caller++) {
            String token = TestTokenIssuers.A.bearer("caller-" + caller, "gateway");
            for (int call = 0; call < 5; call++) {
                send(
                        "",
                        Map.of("Authorization", token),
                        names("of-%d-%d-".formatted(caller, call), UnknownAgentRegistrar.PER_CALL));
            }
        }
        fixture.recorder.flush();
        assertThat(groupFindings()).as("of the callers that came later").hasSize(2);
        assertThat(findings()).hasSize(UnknownAgentRegistrar.PER_DAY + 2);
    }

    @Test
    void sharedFindingCountsAllAgentsThatCallerNamedThatDay() {
        ask("key-of-the-gateway", "first-", 1_000);
        assertThat(sharedFindings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.headline())
                        .contains("990 unknown agents named by caller \"gateway\" in one call"));
        int alertsOfFirstCall = alerted().size();
        ask("key-of-the-gateway", "second-", 1_000);
        String day = fixture.clock.instant().toString().substring(0, 10);
        assertThat(groupFindings())
                .singleElement()
                .extracting(Finding::headline)
                .isEqualTo(
                        "asked to act: unknown agents, which caller \"gateway\" named more than 1,000 times on %s (UTC)"
                                .formatted(day));
        ask("key-of-the-gateway", "third-", 1_000);
        assertThat(groupFindings()).hasSize(1);
        assertThat(alerted())
                .as("10 agents in each call, and one milestone")
                .hasSize(alertsOfFirstCall + 2 * UnknownAgentRegistrar.PER_CALL + 1);
        for (int call = 0; call < 8; call++) {
            ask("key-of-the-gateway", "more-%d-".formatted(call), 1_000);
        }
        assertThat(groupFindings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.headline()).contains("named more than 10,000 times on"));
        fixture.clock.advance(Duration.ofHours(26));
        ask("key-of-the-gateway", "tomorrow-", 100);
        assertThat(sharedFindings()).as("the next day is counted on its own").hasSize(1);
    }

    /** Returns the open findings that callers share for several unknown agents, whatever their content. */
    private List<Finding> groupFindings() {
        return findings().stream()
                .filter(finding -> finding.identity().externalId().startsWith(" unknown-agents/"))
                .toList();
    }

    @Test
    void reportsFloodEvenIfAgentNameEqualsKeyOfSharedFinding() {
        String digest = DecideFixture.sha256("gateway").substring(0, 32);
        String day = fixture.clock.instant().truncatedTo(ChronoUnit.DAYS).toString();
        ask("key-of-the-gateway", Stream.of("unknown-agents/" + digest, "unknown-agents/%s/%s".formatted(digest, day)));
        ask("key-of-the-gateway", "invented-", 1_000);
        assertThat(sharedFindings()).hasSize(1);
    }

    @Test
    void registersAgentAgainIfRegistrationWasInterrupted() {
        faults.fail("WorkQueue.send");
        ask("key-of-the-gateway", "interrupted-", 1);
        faults.recover();
        ask("key-of-the-gateway", "interrupted-", 1);
        assertThat(findings()).hasSize(1);
        assertThat(alerted()).hasSize(1);
    }

    @Test
    void showsInventedNameInQuotationMarks() {
        ask("key-of-the-gateway", "Payroll, approved by IT ", 1);
        assertThat(table.access.outline(TENANT, DecideFixture.unknownAgentId("Payroll, approved by IT 0")))
                .hasValueSatisfying(found -> assertThat(
                                found.identity().content().displayName().text())
                        .isEqualTo("\"Payroll, approved by IT 0\""));
    }

    @Test
    void delaysNoDecisionRecordWhileRegistrationHangs() throws InterruptedException {
        CountDownLatch until = new CountDownLatch(1);
        faults.hang(until, "AccessStore.apply");
        send("key-of-the-gateway", names("hanging-", 100));
        long started = System.nanoTime();
        while (table.decisions
                        .between(
                                TENANT,
                                fixture.clock.instant().minusSeconds(60),
                                fixture.clock.instant().plusSeconds(60),
                                1_000,
                                Optional.empty())
                        .items()
                        .size()
                < 100) {
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMinutes(4));
            Thread.onSpinWait();
        }
        faults.recover();
        until.countDown();
        fixture.recorder.close();
    }

    @Test
    void addsOneLedgerEntryPerHourForDenialsOfUnknownAgents() {
        fixture.applyPolicy("""
                policy: no-calendars
                intent: Nobody reads calendars.
                guardrail: true
                rules:
                  - forbid: read calendars
                """);
        ask("key-of-the-gateway", "denied-", 200);
        assertThat(table.ledger.pending(TENANT, 1_000)).hasSize(1);
    }

    @Test
    void reportsHowManyAgentsAreNotRegisteredIfTooManyCallsAreWaiting() {
        CountDownLatch until = new CountDownLatch(1);
        faults.hang(until, "IdempotencyStore.seen");
        try (LogLines lines = LogLines.of(UnknownAgentBatch.class)) {
            for (int call = 0;
                    call < 1_003 && lines.containing("are not registered").isEmpty();
                    call++) {
                fixture.decide(evaluationRequest("waiting-" + call, "read", "calendar"));
            }
            assertThat(lines.containing("are not registered")).isNotEmpty();
        }
        faults.recover();
        until.countDown();
        fixture.recorder.close();
    }
}
