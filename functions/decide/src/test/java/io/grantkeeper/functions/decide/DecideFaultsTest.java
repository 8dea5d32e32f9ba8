package io.grantkeeper.functions.decide;

import static io.grantkeeper.functions.decide.DecisionDesk.ASK_FOR_MAIL;
import static io.grantkeeper.functions.decide.DecisionDesk.TENANT;
import static io.grantkeeper.functions.decide.DecisionDesk.ask;
import static io.grantkeeper.functions.decide.DecisionDesk.json;
import static io.grantkeeper.functions.decide.DecisionDesk.permitted;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.Slice;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.RecordedDecision;
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

@DisplayName("When something fails inside, the decision point")
@Timeout(60)
class DecideFaultsTest {
    private static final String GUARDRAIL = """
            policy: no-secrets
            intent: No agent reads production secrets.
            guardrail: true
            rules:
              - forbid: read secrets
            """;
    /** What a decision rests on. Everything else happens beside it. */
    private static final Set<String> RESTS_ON = Set.of(
            "PolicyStore.revision",
            "PolicyStore.all",
            "AccessStore.outline",
            "AccessStore.dossier",
            "AccessStore.person",
            "AliasStore.called",
            "ApprovalStore.boundTo",
            Faults.CLOCK);

    private static final String READ = ask("notes-client", "read", "calendar");
    private static final String READ_BY_ID = ask(DecisionDesk.NOTES.toString(), "read", "calendar");
    private static final String SEND = ask("notes-client", "send", "mail");

    /** A desk where reading calendars is allowed and sending this one mail is approved. */
    private static DecisionDesk desk(Faults faults) {
        DecisionDesk desk = new DecisionDesk(new DecisionDesk.Table(), faults);
        desk.policy(ASK_FOR_MAIL);
        desk.policy(GUARDRAIL);
        String token =
                desk.decide(SEND).at("/context/access_request/binding_token").stringValue();
        String id = json(desk.post(
                        "/access/v1/requests",
                        SEND.replaceFirst("\\{", "{\"denial\":{\"binding_token\":\"%s\"},".formatted(token))))
                .at("/task/id")
                .stringValue();
        desk.answers.approve(TENANT, id, "dana", Optional.empty(), Optional.of(Duration.ofHours(1)));
        return desk;
    }

    private static APIGatewayV2HTTPResponse post(DecisionDesk desk, String body) {
        return desk.post("/access/v1/evaluation", body);
    }

    private static boolean isPermitted(APIGatewayV2HTTPResponse response) {
        return response.getStatusCode() == 200 && permitted(json(response));
    }

    /** Every call that is made on the way of these requests, their records and what follows from them. */
    private static Set<String> calls() {
        Faults faults = new Faults();
        DecisionDesk desk = desk(faults);
        for (String body :
                List.of(READ, SEND, ask("who-is-this", "read", "calendar"), ask("notes-client", "read", "secrets"))) {
            post(desk, body);
        }
        desk.recorder.settle();
        return new TreeSet<>(faults.calls());
    }

    @Nested
    @DisplayName("denies")
    class Denying {
        @Test
        void whateverItRestsOnIsBroken() {
            assertThat(calls()).containsAll(List.of("PolicyStore.revision", "ApprovalStore.boundTo", Faults.CLOCK));
            for (String call : calls()) {
                Faults faults = new Faults();
                DecisionDesk desk = desk(faults);
                assertThat(isPermitted(post(desk, SEND))).isTrue();
                boolean remembered = call.equals("PolicyStore.all");
                if (remembered) {
                    desk.policy(GUARDRAIL + "controls: [\"SOC2:CC6.1\"]\n");
                }
                faults.breaks(call);
                boolean expected = !RESTS_ON.contains(call);
                assertThat(isPermitted(post(desk, SEND)) || (remembered && isPermitted(post(desk, READ))))
                        .as("permitted while %s fails", call)
                        .isEqualTo(expected);
                faults.mends();
                desk.recorder.settle();
            }
        }

        @Test
        void oneCalledByItsIdWherePoliciesOrAgentCannotBeRead() {
            for (String call : List.of("PolicyStore.revision", "AccessStore.outline")) {
                Faults faults = new Faults();
                DecisionDesk desk = desk(faults);
                assertThat(isPermitted(post(desk, READ_BY_ID))).isTrue();
                faults.breaks("DecisionReads.start", call);
                desk.clock.step(Duration.ofMillis(1));
                assertThat(isPermitted(post(desk, READ_BY_ID))).as(call).isFalse();
                assertThat(desk.recorded().getLast().failure()).as(call).isPresent();
            }
        }

        @Test
        void andRecordsThatItCouldNotTell() {
            for (String call : List.of("AccessStore.outline", "AliasStore.called", "ApprovalStore.boundTo")) {
                Faults faults = new Faults();
                DecisionDesk desk = desk(faults);
                faults.breaks(call);
                desk.clock.step(Duration.ofMillis(1));
                assertThat(isPermitted(post(desk, SEND))).isFalse();
                RecordedDecision kept = desk.recorded().getLast();
                assertThat(kept.failure()).as(call).contains("IllegalStateException");
                assertThat(kept.decision().permitted()).isFalse();
            }
        }

        @Test
        void whatCouldBeAskedForAlsoWhereTheDenialCannotBeSealed() {
            Faults faults = new Faults();
            DecisionDesk desk = new DecisionDesk(new DecisionDesk.Table(), faults);
            desk.policy(ASK_FOR_MAIL);
            faults.breaks("Salts.of");
            JsonNode denied = desk.decide(SEND);
            assertThat(permitted(denied)).isFalse();
            assertThat(denied.at("/context/reason").stringValue()).isEqualTo("approval_required");
            assertThat(denied.path("context").has("access_request")).isFalse();
            faults.mends();
            assertThat(desk.decide(SEND)
                            .at("/context/access_request/binding_token")
                            .stringValue())
                    .isNotEmpty();
        }

        @Test
        void nobodyAsAStrangerWhoOnlyCouldNotBeLookedUp() {
            Faults faults = new Faults();
            DecisionDesk desk = desk(faults);
            faults.breaks("AliasStore.called");
            assertThat(isPermitted(post(desk, READ))).isFalse();
            desk.recorder.settle();
            assertThat(desk.access.outline(TENANT, DecisionDesk.fromTheDoor("notes-client")))
                    .isEmpty();
        }

        @Test
        void eachItemOfACallForItself() {
            Faults faults = new Faults();
            DecisionDesk desk = desk(faults);
            faults.breaks("AliasStore.called");
            String body = "{\"evaluations\":[%s,%s]}".formatted(READ, READ);
            APIGatewayV2HTTPResponse response = desk.post("/access/v1/evaluations", body);
            assertThat(response.getStatusCode()).isEqualTo(200);
            json(response)
                    .path("evaluations")
                    .forEach(item -> assertThat(permitted(item)).isFalse());
        }

        @Test
        void inSearchesToo() {
            Faults faults = new Faults();
            DecisionDesk desk = desk(faults);
            faults.breaks("PolicyStore.revision");
            assertThat(json(desk.post(
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
        void inOneRequestWhereTheAgentIsCalledByItsId() {
            Faults faults = new Faults();
            DecisionDesk desk = desk(faults);
            assertThat(isPermitted(post(desk, READ_BY_ID))).isTrue();
            faults.forget();
            assertThat(isPermitted(post(desk, READ_BY_ID))).isTrue();
            assertThat(faults.calls())
                    .contains("DecisionReads.start")
                    .doesNotContain("PolicyStore.revision", "PolicyStore.all", "AccessStore.outline");
        }

        @Test
        void eachForItselfWhereThatOneRequestFails() {
            Faults faults = new Faults();
            DecisionDesk desk = desk(faults);
            faults.breaks("DecisionReads.start");
            assertThat(isPermitted(post(desk, READ_BY_ID))).isTrue();
        }

        @Test
        void anewForEachCallSoThatAChangeCountsAtOnce() {
            DecisionDesk desk = desk(new Faults());
            assertThat(isPermitted(post(desk, READ_BY_ID))).isTrue();
            desk.policy("""
                    policy: no-calendars
                    intent: Nobody reads calendars any more.
                    rules:
                      - forbid: read calendars
                    """);
            assertThat(isPermitted(post(desk, READ_BY_ID))).isFalse();
        }

        @Test
        void withItsCredentialsFromThenOnWhenAPolicyBeginsToAskForThem() {
            Faults faults = new Faults();
            DecisionDesk desk = desk(faults);
            assertThat(isPermitted(post(desk, READ_BY_ID))).isTrue();
            desk.policy("""
                    policy: fresh-credentials
                    intent: No agent works with a credential that is older than ninety days.
                    rules:
                      - forbid: read calendars
                        when:
                          credential-age: {over: 90d}
                    """);
            faults.forget();
            assertThat(isPermitted(post(desk, READ_BY_ID))).isTrue();
            assertThat(faults.calls()).contains("AccessStore.dossier");
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

        private DecisionDesk desk(Faults faults, String... policies) {
            DecisionDesk desk = new DecisionDesk(new DecisionDesk.Table(), faults);
            for (String policy : policies) {
                desk.policy(policy);
            }
            return desk;
        }

        @Test
        void whereEveryPolicySaysSoAndRecordsWhy() {
            Faults faults = new Faults();
            DecisionDesk desk = desk(faults, OPEN);
            faults.breaks("AliasStore.called");
            assertThat(isPermitted(post(desk, READ))).isTrue();
            RecordedDecision kept = desk.recorded().getLast();
            assertThat(kept.failure()).contains("IllegalStateException");
            assertThat(kept.decision().reasons()).anyMatch(reason -> reason.contains("every policy fails open"));
        }

        @Test
        void whereTheAgentCannotBeReadAndNotWhereThePoliciesCannot() {
            Faults faults = new Faults();
            DecisionDesk desk = desk(faults, OPEN);
            faults.breaks("DecisionReads.start", "AccessStore.outline");
            assertThat(isPermitted(post(desk, READ_BY_ID))).isTrue();
            faults.breaks("DecisionReads.start", "PolicyStore.revision");
            assertThat(isPermitted(post(desk, READ_BY_ID))).isFalse();
        }

        @Test
        void whatIsNotClosedByOneOtherPolicy() {
            Faults faults = new Faults();
            DecisionDesk desk = desk(faults, OPEN, ASK_FOR_MAIL);
            faults.breaks("AliasStore.called");
            assertThat(isPermitted(post(desk, READ))).isFalse();
        }

        @Test
        void whatCouldBeJudgedAndWasNotDenied() {
            Faults faults = new Faults();
            DecisionDesk desk = desk(faults, OPEN);
            faults.breaks("ApprovalStore.boundTo");
            assertThat(isPermitted(post(desk, SEND)))
                    .as("approvals cannot be read, so nobody approved it")
                    .isFalse();
            faults.breaks("PolicyStore.revision");
            assertThat(isPermitted(post(desk, READ)))
                    .as("policies cannot be read, so none says that it fails open")
                    .isFalse();
        }
    }

    @Nested
    @DisplayName("goes on deciding while its record")
    class Recording {
        @Test
        void fails() {
            Faults faults = new Faults();
            DecisionDesk desk = desk(faults);
            desk.recorder.settle();
            int before = desk.recorded().size();
            faults.breaks(Faults.RECORD);
            assertThat(isPermitted(post(desk, READ))).isTrue();
            desk.recorder.settle();
            assertThat(desk.recorded()).hasSize(before);
            assertThat(desk.deadLetters.letters()).hasSize(1);
        }

        @Test
        void hangsAndLosesNothingOfIt() throws InterruptedException {
            Faults faults = new Faults();
            DecisionDesk desk = desk(faults);
            desk.recorder.settle();
            int before = desk.recorded().size();
            CountDownLatch until = new CountDownLatch(1);
            faults.hang(until, Faults.RECORD);
            long started = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                assertThat(isPermitted(post(desk, READ))).isTrue();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - started))
                    .as("a hundred decisions while the table hangs")
                    .isLessThan(Duration.ofSeconds(10));
            faults.mends();
            until.countDown();
            desk.recorder.close();
            assertThat(desk.recorded()).hasSize(before + 100);
        }

        @Test
        void neverTakesOneOfThem() {
            DecisionDesk.Table table = new DecisionDesk.Table();
            DecisionDesk desk = new DecisionDesk(table);
            desk.policy(ASK_FOR_MAIL);
            List<String> poison = new ArrayList<>();
            WritingRecorder recorder =
                    new WritingRecorder(new PickyLog(table.decisions, poison), table.deadLetters, TENANT);
            desk.decide(READ);
            RecordedDecision sample = desk.recorded().getFirst();
            poison.add("bad");
            for (String id : List.of("one", "bad", "two")) {
                recorder.keep(PickyLog.called(sample, id));
            }
            recorder.close();
            assertThat(table.decisions.decision(TENANT, "one")).isPresent();
            assertThat(table.decisions.decision(TENANT, "two")).isPresent();
            assertThat(table.decisions.decision(TENANT, "bad")).isEmpty();
            assertThat(table.deadLetters.letters()).hasSize(1);
        }

        @Test
        void hasAnEndOfItsPatience() throws InterruptedException {
            DecisionDesk.Table table = new DecisionDesk.Table();
            DecisionDesk desk = new DecisionDesk(table);
            desk.policy(ASK_FOR_MAIL);
            desk.decide(READ);
            RecordedDecision sample = desk.recorded().getFirst();
            Faults faults = new Faults();
            CountDownLatch until = new CountDownLatch(1);
            faults.hang(until, Faults.RECORD);
            WritingRecorder recorder =
                    new WritingRecorder(faults.guard(DecisionLog.class, table.decisions), table.deadLetters, TENANT);
            try (LogLines lines = LogLines.of(WritingRecorder.class)) {
                for (int i = 0; i < WritingRecorder.MOST_WAITING + 5; i++) {
                    recorder.keep(PickyLog.called(sample, "d" + i));
                }
                assertThat(lines.containing("decision not kept yet")).hasSize(5);
            }
            faults.mends();
            until.countDown();
            recorder.close();
        }
    }

    @Nested
    @DisplayName("and between instances it")
    class SideBySide {
        @Test
        void usesNoPolicyWhoseChangeWasAcknowledgedElsewhere() {
            DecisionDesk.Table table = new DecisionDesk.Table();
            DecisionDesk here = new DecisionDesk(table);
            DecisionDesk there = new DecisionDesk(table);
            for (int i = 0; i < 40; i++) {
                boolean allow = i % 2 == 0;
                (i % 3 == 0 ? here : there)
                        .policy(ASK_FOR_MAIL.replace("allow: read", allow ? "allow: read" : "forbid: read"));
                assertThat(isPermitted(post(here, READ))).isEqualTo(allow);
                assertThat(isPermitted(post(there, READ))).isEqualTo(allow);
            }
        }

        @Test
        void isNeverAheadOfOrBehindWhoeverChangesThem() throws InterruptedException {
            DecisionDesk.Table table = new DecisionDesk.Table();
            DecisionDesk writer = new DecisionDesk(table);
            writer.policy(ASK_FOR_MAIL);
            AtomicBoolean forbidden = new AtomicBoolean();
            AtomicBoolean wrong = new AtomicBoolean();
            AtomicBoolean done = new AtomicBoolean();
            List<Thread> readers = Stream.generate(() -> new DecisionDesk(table))
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
            // Once it is forbidden it stays so: whoever began after that must not be let through.
            TimeUnit.MILLISECONDS.sleep(30);
            writer.policy(ASK_FOR_MAIL.replace("allow: read", "forbid: read"));
            forbidden.set(true);
            TimeUnit.MILLISECONDS.sleep(100);
            done.set(true);
            for (Thread reader : readers) {
                reader.join();
            }
            assertThat(wrong).isFalse();
        }

        @Test
        void takesAnApprovalBackEverywhereAtOnceAndEndsItByItsTime() {
            DecisionDesk.Table table = new DecisionDesk.Table();
            DecisionDesk here = new DecisionDesk(table);
            DecisionDesk there = new DecisionDesk(table);
            here.policy(ASK_FOR_MAIL);
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
                    there.answers.expire(TENANT, id, "dana");
                } else {
                    table.clock.step(Duration.ofMinutes(5));
                }
                assertThat(isPermitted(post(here, SEND))).isFalse();
                assertThat(isPermitted(post(there, SEND))).isFalse();
            }
        }
    }

    /** A log that never takes some decisions. */
    private record PickyLog(DecisionLog real, List<String> poison) implements DecisionLog {
        static RecordedDecision called(RecordedDecision sample, String id) {
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

        @Override
        public void record(TenantId tenant, Collection<RecordedDecision> decisions) {
            if (decisions.stream().anyMatch(decision -> poison.contains(decision.id()))) {
                throw new IllegalStateException("one of them is too large");
            }
            real.record(tenant, decisions);
        }

        @Override
        public Slice<RecordedDecision> between(
                TenantId tenant, Instant from, Instant until, int limit, Optional<String> next) {
            return real.between(tenant, from, until, limit, next);
        }

        @Override
        public Optional<String> document(TenantId tenant, String id) {
            return real.document(tenant, id);
        }
    }
}
