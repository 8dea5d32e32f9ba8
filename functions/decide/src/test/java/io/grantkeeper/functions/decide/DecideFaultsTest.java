package io.grantkeeper.functions.decide;

import static io.grantkeeper.functions.decide.DecideFixture.ASK_FOR_MAIL;
import static io.grantkeeper.functions.decide.DecideFixture.TENANT;
import static io.grantkeeper.functions.decide.DecideFixture.evaluationRequest;
import static io.grantkeeper.functions.decide.DecideFixture.json;
import static io.grantkeeper.functions.decide.DecideFixture.permitted;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.RecordedDecision;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@DisplayName("On internal failures, the decision point")
@Timeout(300)
class DecideFaultsTest {
    private static final String GUARDRAIL = """
            policy: no-secrets
            intent: No agent reads production secrets.
            guardrail: true
            rules:
              - forbid: read secrets
            """;
    /** The port calls that a decision depends on. All other calls happen outside the decision path. */
    private static final Set<String> RESTS_ON = Set.of(
            "PolicyStore.revision",
            "PolicyStore.all",
            "AccessStore.outline",
            "AccessStore.identityRecord",
            "AccessStore.person",
            "IdentityAliasStore.findByName",
            "ApprovalStore.boundTo",
            FaultyDecisionPorts.CLOCK);

    private static final String READ = evaluationRequest("notes-client", "read", "calendar");
    private static final String READ_BY_ID = evaluationRequest(DecideFixture.NOTES.toString(), "read", "calendar");
    private static final String SEND = evaluationRequest("notes-client", "send", "mail");

    /** Returns a decision point that allows reading calendars and has an approval for sending one email. */
    private static DecideFixture decisionPoint(FaultyDecisionPorts faults) {
        DecideFixture fixture = new DecideFixture(new DecideFixture.SharedStores(), faults);
        fixture.applyPolicy(ASK_FOR_MAIL);
        fixture.applyPolicy(GUARDRAIL);
        String token =
                fixture.decide(SEND).at("/context/access_request/binding_token").stringValue();
        String id = json(fixture.post(
                        "/access/v1/requests",
                        SEND.replaceFirst("\\{", "{\"denial\":{\"binding_token\":\"%s\"},".formatted(token))))
                .at("/task/id")
                .stringValue();
        fixture.answers.approve(TENANT, id, "dana", Optional.empty(), Optional.of(Duration.ofHours(1)));
        return fixture;
    }

    /** Returns a decision that these stores contain. */
    private static RecordedDecision decision(DecideFixture.SharedStores table) {
        DecideFixture fixture = new DecideFixture(table);
        fixture.applyPolicy(ASK_FOR_MAIL);
        fixture.decide(READ);
        return fixture.recorded().getFirst();
    }

    /** Returns a decision point for which the named call to a store fails. */
    private static DecideFixture decisionPointWithout(String call) {
        FaultyDecisionPorts faults = new FaultyDecisionPorts();
        DecideFixture fixture = decisionPoint(faults);
        faults.fail(call);
        return fixture;
    }

    private static APIGatewayV2HTTPResponse post(DecideFixture fixture, String body) {
        return fixture.post("/access/v1/evaluation", body);
    }

    private static boolean isPermitted(APIGatewayV2HTTPResponse response) {
        return response.getStatusCode() == 200 && permitted(json(response));
    }

    /**
     * Returns every port call that the test's requests cause, including the calls for recording and for follow-up work.
     */
    private static Set<String> calls() {
        FaultyDecisionPorts faults = new FaultyDecisionPorts();
        DecideFixture fixture = decisionPoint(faults);
        for (String body : List.of(
                READ,
                SEND,
                evaluationRequest("who-is-this", "read", "calendar"),
                evaluationRequest("notes-client", "read", "secrets"))) {
            post(fixture, body);
        }
        fixture.recorder.flush();
        return new TreeSet<>(faults.calls());
    }

    @Nested
    @DisplayName("denies")
    class Denying {
        @Test
        void deniesRequestIfAnyCallThatDecisionDependsOnFails() {
            assertThat(calls())
                    .containsAll(List.of("PolicyStore.revision", "ApprovalStore.boundTo", FaultyDecisionPorts.CLOCK));
            for (String call : calls()) {
                FaultyDecisionPorts faults = new FaultyDecisionPorts();
                DecideFixture fixture = decisionPoint(faults);
                assertThat(isPermitted(post(fixture, SEND))).isTrue();
                boolean remembered = call.equals("PolicyStore.all");
                if (remembered) {
                    fixture.applyPolicy(GUARDRAIL + "controls: [\"SOC2:CC6.1\"]\n");
                }
                faults.fail(call);
                boolean expected = !RESTS_ON.contains(call);
                assertThat(isPermitted(post(fixture, SEND)) || (remembered && isPermitted(post(fixture, READ))))
                        .as("permitted while %s fails", call)
                        .isEqualTo(expected);
                faults.recover();
                fixture.recorder.flush();
            }
        }

        @Test
        void deniesRequestThatNamesIdentityIdIfPoliciesOrAgentCannotBeRead() {
            for (String call : List.of("PolicyStore.revision", "AccessStore.outline")) {
                FaultyDecisionPorts faults = new FaultyDecisionPorts();
                DecideFixture fixture = decisionPoint(faults);
                assertThat(isPermitted(post(fixture, READ_BY_ID))).isTrue();
                faults.fail("DecisionDataReader.start", call);
                fixture.clock.advance(Duration.ofMillis(1));
                assertThat(isPermitted(post(fixture, READ_BY_ID))).as(call).isFalse();
                assertThat(fixture.recorded().getLast().failure()).as(call).isPresent();
            }
        }

        @Test
        void recordsFailureThatCausedDenial() {
            for (String call :
                    List.of("AccessStore.outline", "IdentityAliasStore.findByName", "ApprovalStore.boundTo")) {
                FaultyDecisionPorts faults = new FaultyDecisionPorts();
                DecideFixture fixture = decisionPoint(faults);
                faults.fail(call);
                fixture.clock.advance(Duration.ofMillis(1));
                assertThat(isPermitted(post(fixture, SEND))).isFalse();
                RecordedDecision recorded = fixture.recorded().getLast();
                assertThat(recorded.failure()).as(call).contains("IllegalStateException");
                assertThat(recorded.decision().permitted()).isFalse();
            }
        }

        @Test
        void deniesRequestEvenIfDenialCannotBeSealed() {
            FaultyDecisionPorts faults = new FaultyDecisionPorts();
            DecideFixture fixture = new DecideFixture(new DecideFixture.SharedStores(), faults);
            fixture.applyPolicy(ASK_FOR_MAIL);
            faults.fail("SaltStore.of");
            JsonNode denied = fixture.decide(SEND);
            assertThat(permitted(denied)).isFalse();
            assertThat(denied.at("/context/reason").stringValue()).isEqualTo("approval_required");
            assertThat(denied.path("context").has("access_request")).isFalse();
            faults.recover();
            assertThat(fixture.decide(SEND)
                            .at("/context/access_request/binding_token")
                            .stringValue())
                    .isNotEmpty();
        }

        @Test
        void doesNotRegisterAgentWhoseLookupFailed() {
            DecideFixture fixture = decisionPointWithout("IdentityAliasStore.findByName");
            assertThat(isPermitted(post(fixture, READ))).isFalse();
            fixture.recorder.flush();
            assertThat(fixture.access.outline(TENANT, DecideFixture.unknownAgentId("notes-client")))
                    .isEmpty();
        }

        @Test
        void deniesEachItemOfBatchIfAgentLookupFails() {
            DecideFixture fixture = decisionPointWithout("IdentityAliasStore.findByName");
            String body = "{\"evaluations\":[%s,%s]}".formatted(READ, READ);
            APIGatewayV2HTTPResponse response = fixture.post("/access/v1/evaluations", body);
            assertThat(response.getStatusCode()).isEqualTo(200);
            json(response)
                    .path("evaluations")
                    .forEach(item -> assertThat(permitted(item)).isFalse());
        }

        @Test
        void returnsNoSearchResultsIfPoliciesCannotBeRead() {
            DecideFixture fixture = decisionPointWithout("PolicyStore.revision");
            assertThat(json(fixture.post(
                                    "/access/v1/search/action",
                                    "{\"subject\":{\"type\":\"agent\",\"id\":\"notes-client\"},\"resource\":{\"type\":\"calendar\",\"id\":\"*\"}}"))
                            .path("results"))
                    .isEmpty();
        }
    }

    @Nested
    @DisplayName("reads policies and agent")
    class ReadingTogether {
        @Test
        void readsPoliciesAndAgentInOneRequestIfAgentIsNamedById() {
            FaultyDecisionPorts faults = new FaultyDecisionPorts();
            DecideFixture fixture = decisionPoint(faults);
            assertThat(isPermitted(post(fixture, READ_BY_ID))).isTrue();
            faults.reset();
            assertThat(isPermitted(post(fixture, READ_BY_ID))).isTrue();
            assertThat(faults.calls())
                    .contains("DecisionDataReader.start")
                    .doesNotContain("PolicyStore.revision", "PolicyStore.all", "AccessStore.outline");
        }

        @Test
        void readsPoliciesAndAgentSeparatelyIfCombinedRequestFails() {
            DecideFixture fixture = decisionPointWithout("DecisionDataReader.start");
            assertThat(isPermitted(post(fixture, READ_BY_ID))).isTrue();
        }

        @Test
        void readsPoliciesForEachCallSoThatChangesApplyImmediately() {
            DecideFixture fixture = decisionPoint(new FaultyDecisionPorts());
            assertThat(isPermitted(post(fixture, READ_BY_ID))).isTrue();
            fixture.applyPolicy("""
                    policy: no-calendars
                    intent: Nobody reads calendars any more.
                    rules:
                      - forbid: read calendars
                    """);
            assertThat(isPermitted(post(fixture, READ_BY_ID))).isFalse();
        }

        @Test
        void readsCredentialsAsSoonAsAnyPolicyDependsOnThem() {
            FaultyDecisionPorts faults = new FaultyDecisionPorts();
            DecideFixture fixture = decisionPoint(faults);
            assertThat(isPermitted(post(fixture, READ_BY_ID))).isTrue();
            fixture.applyPolicy("""
                    policy: fresh-credentials
                    intent: No agent works with a credential that is older than ninety days.
                    rules:
                      - forbid: read calendars
                        when:
                          credential-age: {over: 90d}
                    """);
            faults.reset();
            assertThat(isPermitted(post(fixture, READ_BY_ID))).isTrue();
            assertThat(faults.calls()).contains("AccessStore.identityRecord");
        }
    }

    @Nested
    @DisplayName("permits only")
    class FailingOpen {
        private static final String OPEN = """
                policy: calendars
                intent: Agents read calendars, and calendars do not stand still for us.
                fail: open
                rules:
                  - allow: read calendars
                  - ask: send mail
                """;

        private DecideFixture desk(FaultyDecisionPorts faults, String... policies) {
            DecideFixture fixture = new DecideFixture(new DecideFixture.SharedStores(), faults);
            for (String policy : policies) {
                fixture.applyPolicy(policy);
            }
            return fixture;
        }

        @Test
        void permitsRequestIfEveryPolicyFailsOpenAndRecordsReason() {
            FaultyDecisionPorts faults = new FaultyDecisionPorts();
            DecideFixture fixture = desk(faults, OPEN);
            faults.fail("IdentityAliasStore.findByName");
            assertThat(isPermitted(post(fixture, READ))).isTrue();
            RecordedDecision recorded = fixture.recorded().getLast();
            assertThat(recorded.failure()).contains("IllegalStateException");
            assertThat(recorded.decision().reasons()).anyMatch(reason -> reason.contains("every policy fails open"));
        }

        @Test
        void failsOpenIfAgentCannotBeReadButNotIfPoliciesCannotBeRead() {
            FaultyDecisionPorts faults = new FaultyDecisionPorts();
            DecideFixture fixture = desk(faults, OPEN);
            faults.fail("DecisionDataReader.start", "AccessStore.outline");
            assertThat(isPermitted(post(fixture, READ_BY_ID))).isTrue();
            faults.fail("DecisionDataReader.start", "PolicyStore.revision");
            assertThat(isPermitted(post(fixture, READ_BY_ID))).isFalse();
        }

        @Test
        void deniesRequestIfAnyPolicyFailsClosed() {
            FaultyDecisionPorts faults = new FaultyDecisionPorts();
            DecideFixture fixture = desk(faults, OPEN, ASK_FOR_MAIL);
            faults.fail("IdentityAliasStore.findByName");
            assertThat(isPermitted(post(fixture, READ))).isFalse();
        }

        @Test
        void doesNotFailOpenIfApprovalsOrPoliciesCannotBeRead() {
            FaultyDecisionPorts faults = new FaultyDecisionPorts();
            DecideFixture fixture = desk(faults, OPEN);
            faults.fail("ApprovalStore.boundTo");
            assertThat(isPermitted(post(fixture, SEND)))
                    .as("approvals cannot be read, so none applies")
                    .isFalse();
            faults.fail("PolicyStore.revision");
            assertThat(isPermitted(post(fixture, READ)))
                    .as("policies cannot be read, so none can fail open")
                    .isFalse();
        }
    }

    @Nested
    @DisplayName("continues deciding while recording")
    class Recording {
        @Test
        void continuesDecidingWhileRecordingFails() {
            FaultyDecisionPorts faults = new FaultyDecisionPorts();
            DecideFixture fixture = decisionPoint(faults);
            fixture.recorder.flush();
            int before = fixture.recorded().size();
            faults.fail(FaultyDecisionPorts.RECORD);
            assertThat(isPermitted(post(fixture, READ))).isTrue();
            fixture.recorder.flush();
            assertThat(fixture.recorded()).hasSize(before);
            assertThat(fixture.deadLetters.letters()).hasSize(1);
        }

        @Test
        void losesNoDecisionWhileRecordingHangs() throws InterruptedException {
            FaultyDecisionPorts faults = new FaultyDecisionPorts();
            DecideFixture fixture = decisionPoint(faults);
            fixture.recorder.flush();
            int before = fixture.recorded().size();
            CountDownLatch until = new CountDownLatch(1);
            faults.hang(until, FaultyDecisionPorts.RECORD);
            long waits = waits();
            for (int i = 0; i < 100; i++) {
                assertThat(isPermitted(post(fixture, READ))).isTrue();
            }
            assertThat(waits() - waits)
                    .as("how often a hundred decisions waited while the table hung")
                    .isLessThan(20);
            faults.recover();
            until.countDown();
            fixture.recorder.close();
            assertThat(fixture.recorded()).hasSize(before + 100);
        }

        /**
         * Returns how many times this thread has waited for another thread. Unlike elapsed time, this number does not
         * depend on
         * the load.
         */
        private static long waits() {
            return ManagementFactory.getThreadMXBean()
                    .getThreadInfo(Thread.currentThread().threadId())
                    .getWaitedCount();
        }

        @Test
        void recordsOtherDecisionsOfBatchIfOneIsRejected() {
            DecideFixture.SharedStores table = new DecideFixture.SharedStores();
            DecideFixture fixture = new DecideFixture(table);
            fixture.applyPolicy(ASK_FOR_MAIL);
            List<String> poison = new ArrayList<>();
            BatchingDecisionRecorder recorder = new BatchingDecisionRecorder(
                    new RejectingLog(table.decisions, poison), table.deadLetters, TENANT, DecideFixture.PATIENT);
            fixture.decide(READ);
            RecordedDecision sample = fixture.recorded().getFirst();
            poison.add("bad");
            for (String id : List.of("one", "bad", "two")) {
                recorder.record(withId(sample, id));
            }
            recorder.close();
            assertThat(table.decisions.decision(TENANT, "one")).isPresent();
            assertThat(table.decisions.decision(TENANT, "two")).isPresent();
            assertThat(table.decisions.decision(TENANT, "bad")).isEmpty();
            assertThat(table.deadLetters.letters()).hasSize(1);
        }

        @Test
        void logsUnstoredDecisionsWhenProcessStops() {
            DecideFixture.SharedStores table = new DecideFixture.SharedStores();
            RecordedDecision sample = decision(table);
            FaultyDecisionPorts faults = new FaultyDecisionPorts();
            CountDownLatch until = new CountDownLatch(1);
            faults.hang(until, FaultyDecisionPorts.RECORD);
            Duration patience = DecideFixture.PATIENT.pending();
            BatchingDecisionRecorder recorder = new BatchingDecisionRecorder(
                    faults.guard(DecisionLog.class, table.decisions),
                    table.deadLetters,
                    TENANT,
                    new BatchingDecisionRecorder.Waits(patience, patience, Duration.ofMillis(50)));
            try (LogLines lines = LogLines.of(BatchingDecisionRecorder.class)) {
                for (int i = 0; i < 30; i++) {
                    recorder.record(withId(sample, "stopped-" + i + "."));
                }
                recorder.close();
                for (int i = 0; i < 30; i++) {
                    assertThat(lines.containing("stopped-" + i + ".")).hasSize(1);
                }
            }
            until.countDown();
        }

        @Test
        void logsDecisionsIfTooManyAreWaitingToBeRecorded() throws InterruptedException {
            DecideFixture.SharedStores table = new DecideFixture.SharedStores();
            RecordedDecision sample = decision(table);
            FaultyDecisionPorts faults = new FaultyDecisionPorts();
            CountDownLatch until = new CountDownLatch(1);
            faults.hang(until, FaultyDecisionPorts.RECORD);
            BatchingDecisionRecorder recorder = new BatchingDecisionRecorder(
                    faults.guard(DecisionLog.class, table.decisions), table.deadLetters, TENANT, DecideFixture.PATIENT);
            try (LogLines lines = LogLines.of(BatchingDecisionRecorder.class)) {
                for (int i = 0; i < BatchingDecisionRecorder.MAX_WAITING + 5; i++) {
                    recorder.record(withId(sample, "d" + i));
                }
                assertThat(lines.containing("decision not stored yet")).hasSize(5);
            }
            faults.recover();
            until.countDown();
            recorder.close();
        }
    }

    @Nested
    @DisplayName("and across instances")
    class SideBySide {
        @Test
        void appliesChangedPolicyAsSoonAsAnotherInstanceAcknowledgesChange() {
            DecideFixture.SharedStores table = new DecideFixture.SharedStores();
            DecideFixture here = new DecideFixture(table);
            DecideFixture there = new DecideFixture(table);
            for (int i = 0; i < 40; i++) {
                boolean allow = i % 2 == 0;
                (i % 3 == 0 ? here : there)
                        .applyPolicy(ASK_FOR_MAIL.replace("allow: read", allow ? "allow: read" : "forbid: read"));
                assertThat(isPermitted(post(here, READ))).isEqualTo(allow);
                assertThat(isPermitted(post(there, READ))).isEqualTo(allow);
            }
        }

        @Test
        void neverPermitsForbiddenActionDuringConcurrentPolicyChanges() throws InterruptedException {
            DecideFixture.SharedStores table = new DecideFixture.SharedStores();
            DecideFixture writer = new DecideFixture(table);
            writer.applyPolicy(ASK_FOR_MAIL);
            AtomicBoolean forbidden = new AtomicBoolean();
            AtomicBoolean wrong = new AtomicBoolean();
            AtomicBoolean done = new AtomicBoolean();
            List<Thread> readers = Stream.generate(() -> new DecideFixture(table))
                    .limit(2)
                    .map(reader -> Thread.ofPlatform().start(() -> {
                        while (!done.get()) {
                            boolean before = forbidden.get();
                            boolean permitted = isPermitted(post(reader, READ));
                            if (before && permitted) {
                                wrong.set(true);
                            }
                        }
                    }))
                    .toList();
            // A request that starts after the action is forbidden must not be permitted.
            TimeUnit.MILLISECONDS.sleep(30);
            writer.applyPolicy(ASK_FOR_MAIL.replace("allow: read", "forbid: read"));
            forbidden.set(true);
            TimeUnit.MILLISECONDS.sleep(100);
            done.set(true);
            for (Thread reader : readers) {
                reader.join();
            }
            assertThat(wrong).isFalse();
        }

        @Test
        void ignoresWithdrawnAndExpiredApprovalsImmediatelyInAllInstances() {
            DecideFixture.SharedStores table = new DecideFixture.SharedStores();
            DecideFixture here = new DecideFixture(table);
            DecideFixture there = new DecideFixture(table);
            here.applyPolicy(ASK_FOR_MAIL);
            for (boolean takenBack : new boolean[] {true, false}) {
                String token = here.decide(SEND)
                        .at("/context/access_request/binding_token")
                        .stringValue();
                String id = json(there.post(
                                "/access/v1/requests",
                                SEND.replaceFirst("\\{", "{\"denial\":{\"binding_token\":\"%s\"},".formatted(token))))
                        .at("/task/id")
                        .stringValue();
                here.answers.approve(TENANT, id, "dana", Optional.empty(), Optional.of(Duration.ofMinutes(5)));
                assertThat(isPermitted(post(there, SEND))).isTrue();
                if (takenBack) {
                    there.answers.withdraw(TENANT, id, "dana");
                } else {
                    table.clock.advance(Duration.ofMinutes(5));
                }
                assertThat(isPermitted(post(here, SEND))).isFalse();
                assertThat(isPermitted(post(there, SEND))).isFalse();
            }
        }
    }

    static RecordedDecision withId(RecordedDecision sample, String id) {
        return new RecordedDecision(
                id,
                sample.at(),
                sample.request(),
                sample.subject(),
                sample.decision(),
                sample.took(),
                sample.requestId(),
                sample.approval(),
                sample.failure(),
                sample.binding());
    }

    /** A decision log that always rejects some decisions. */
    private record RejectingLog(DecisionLog real, List<String> poison) implements DecisionLog {
        @Override
        public void record(TenantId tenant, Collection<RecordedDecision> decisions) {
            if (decisions.stream().anyMatch(decision -> poison.contains(decision.id()))) {
                throw new IllegalStateException("one of them is too large");
            }
            real.record(tenant, decisions);
        }

        @Override
        public StorePage<RecordedDecision> between(
                TenantId tenant, Instant from, Instant until, int limit, Optional<String> next) {
            return real.between(tenant, from, until, limit, next);
        }

        @Override
        public StorePage<RecordedDecision> latest(
                TenantId tenant, Instant from, Instant until, int limit, Optional<String> next) {
            return real.latest(tenant, from, until, limit, next);
        }

        @Override
        public Optional<String> document(TenantId tenant, String id) {
            return real.document(tenant, id);
        }
    }
}
