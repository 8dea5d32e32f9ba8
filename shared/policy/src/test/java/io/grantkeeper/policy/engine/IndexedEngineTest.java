package io.grantkeeper.policy.engine;

import static io.grantkeeper.policy.engine.Scene.agent;
import static io.grantkeeper.policy.engine.Scene.decide;
import static io.grantkeeper.policy.engine.Scene.engine;
import static io.grantkeeper.policy.engine.Scene.littleKnown;
import static io.grantkeeper.policy.engine.Scene.policy;
import static io.grantkeeper.policy.engine.Scene.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.SubjectFacts;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How a set of policies decides. */
class IndexedEngineTest {
    private static final String ALLOW =
            policy("readers", "stage: enforcement", "rules: [{allow: [read mail, send mail]}]");

    private static String restrict(String effect, String stage, String... more) {
        return policy(
                "restriction", "stage: " + stage, "rules: [{" + effect + ": send mail}]", String.join("\n", more));
    }

    @Nested
    class Stages {
        @Test
        void aPolicyInTrainingIsJudgedAndChangesNothing() {
            Decision decision = decide(engine(ALLOW, restrict("forbid", "training")), "send", "mail");
            assertThat(decision.permitted()).isTrue();
            assertThat(decision.judgements())
                    .extracting(judgement -> judgement.policy() + " " + judgement.effect())
                    .containsExactly("readers ALLOW", "restriction FORBID");
        }

        @Test
        void inRecommendationWhatIsForbiddenCanBeRequested() {
            Decision decision = decide(engine(ALLOW, restrict("forbid", "recommendation")), "send", "mail");
            assertThat(decision.permitted()).isFalse();
            assertThat(decision.requestable()).isTrue();
            assertThat(decision.reasons()).containsExactly("nobody may send mail");
        }

        @Test
        void inEnforcementItCannot() {
            Decision decision = decide(engine(ALLOW, restrict("forbid", "enforcement")), "send", "mail");
            assertThat(decision.permitted()).isFalse();
            assertThat(decision.requestable()).isFalse();
        }

        @Test
        void inEnforcementItCanWhereThePolicyKnowsExceptions() {
            Decision decision =
                    decide(engine(ALLOW, restrict("forbid", "enforcement", "exceptions: true")), "send", "mail");
            assertThat(decision.requestable()).isTrue();
        }

        @Test
        void anAskIsADenialUntilSomebodyApproves() {
            IndexedEngine engine = engine(restrict("ask", "enforcement"));
            assertThat(decide(engine, "send", "mail").permitted()).isFalse();
            assertThat(decide(engine, "send", "mail").requestable()).isTrue();
            assertThat(engine.decide(request("send", "mail"), agent(), true).permitted())
                    .isTrue();
        }

        @Test
        void aGuardrailHoldsInTrainingAndForTheApproved() {
            IndexedEngine engine = engine(ALLOW, restrict("forbid", "training", "guardrail: true"));
            Decision decision = engine.decide(request("send", "mail"), agent(), true);
            assertThat(decision.permitted()).isFalse();
            assertThat(decision.requestable()).isFalse();
        }
    }

    @Nested
    class Unmatched {
        @Test
        void whatNoPolicySpeaksOfIsDenied() {
            Decision decision = decide(engine(ALLOW), "delete", "files");
            assertThat(decision.permitted()).isFalse();
            assertThat(decision.requestable()).isFalse();
            assertThat(decision.reasons()).containsExactly("no policy allows 'delete' on 'files'");
        }

        @Test
        void unlessTheSetPermitsIt() {
            IndexedEngine engine = engine(ALLOW, "set: acme\nunmatched: permit\n");
            assertThat(decide(engine, "delete", "files").permitted()).isTrue();
        }

        @Test
        void whatNobodyUnderstandsIsDeniedEvenThen() {
            IndexedEngine engine = engine(ALLOW, "set: acme\nunmatched: permit\n");
            assertThat(decide(engine, "frobnicate", "tool").permitted()).isFalse();
        }

        @Test
        void aStrangerIsDeniedEvenThen() {
            IndexedEngine engine = engine(ALLOW, "set: acme\nunmatched: permit\n");
            assertThat(engine.decide(request("read", "mail"), new SubjectFacts.Stranger(), false)
                            .permitted())
                    .isFalse();
        }

        @Test
        void aStrangerIsAllowedWhereAPolicySaysSo() {
            IndexedEngine engine = engine(policy(
                    "open", "stage: enforcement", "covers: {strangers: included}", "rules: [{allow: read mail}]"));
            assertThat(engine.decide(request("read", "mail"), new SubjectFacts.Stranger(), false)
                            .permitted())
                    .isTrue();
        }
    }

    @Nested
    class Unknowns {
        @Test
        void whatIsNotKnownIsNotAllowed() {
            IndexedEngine engine =
                    engine(policy("ai", "stage: enforcement", "covers: {ai: true}", "rules: [{allow: read mail}]"));
            assertThat(engine.decide(request("read", "mail"), agent(), false).permitted())
                    .isTrue();
            assertThat(engine.decide(request("read", "mail"), littleKnown(), false)
                            .permitted())
                    .isFalse();
        }

        @Test
        void whatIsNotKnownIsForbidden() {
            IndexedEngine engine = engine(
                    ALLOW, policy("ai", "stage: enforcement", "covers: {ai: false}", "rules: [{forbid: read mail}]"));
            assertThat(engine.decide(request("read", "mail"), agent(), false).permitted())
                    .isTrue();
            assertThat(engine.decide(request("read", "mail"), littleKnown(), false)
                            .permitted())
                    .isFalse();
        }

        @Test
        void anExceptionThatCannotBeJudgedIsNone() {
            IndexedEngine engine = engine(
                    ALLOW,
                    policy(
                            "human",
                            "stage: enforcement",
                            "rules: [{forbid: send mail, unless: {human-present: true}}]"));
            assertThat(decide(engine, "send", "mail").permitted()).isFalse();
            assertThat(engine.decide(
                                    request("send", "mail", Map.of("human_present", AttributeValue.of(true))),
                                    agent(),
                                    false)
                            .permitted())
                    .isTrue();
        }

        @Test
        void aPersonIsNotCoveredByWhatIsSaidOfIdentities() {
            IndexedEngine engine = engine(
                    ALLOW, policy("ai", "stage: enforcement", "covers: {ai: true}", "rules: [{forbid: read mail}]"));
            assertThat(engine.decide(request("read", "mail"), new SubjectFacts.NotAnIdentity(), false)
                            .permitted())
                    .isTrue();
        }
    }

    @Nested
    class Meaning {
        @Test
        void whoMayReadMayList() {
            assertThat(decide(engine(ALLOW), "list", "mail").permitted()).isTrue();
        }

        @Test
        void whereReadingIsForbiddenSoIsAdministering() {
            IndexedEngine engine = engine(
                    policy("all", "stage: enforcement", "rules: [{allow: anything}]"),
                    policy("no", "stage: enforcement", "rules: [{forbid: read mail}]"));
            assertThat(decide(engine, "administer", "mail").permitted()).isFalse();
            assertThat(decide(engine, "read", "everything").permitted()).isFalse();
            assertThat(decide(engine, "list", "mail").permitted()).isTrue();
        }

        @Test
        void aToolIsUnderstoodByItsName() {
            IndexedEngine engine = engine(ALLOW);
            assertThat(decide(engine, "send_email", "tool").permitted()).isTrue();
            assertThat(decide(engine, "delete_email", "tool").permitted()).isFalse();
            assertThat(decide(engine, "read_and_delete_email", "tool").permitted())
                    .isFalse();
        }

        @Test
        void anActionOfOnesOwnIsMeantByItsVeryName() {
            IndexedEngine engine = engine(
                    policy(
                            "own",
                            "stage: enforcement",
                            "rules: [{allow: {action: can_update_todo, resource: todo}, when: {where: {resource.ownerID: {same-as: subject.id}}}}]"));
            assertThat(decide(engine, "can_update_todo", "todo").permitted()).isFalse();
            assertThat(engine.decide(
                                    new io.grantkeeper.policy.decision.AccessRequest(
                                            io.grantkeeper.policy.decision.Party.of("user", "rick"),
                                            "can_update_todo",
                                            Map.of(),
                                            new io.grantkeeper.policy.decision.Party(
                                                    "todo", "1", Map.of("ownerID", AttributeValue.of("rick"))),
                                            Map.of(),
                                            java.util.List.of(),
                                            Scene.NOW),
                                    new SubjectFacts.NotAnIdentity(),
                                    false)
                            .permitted())
                    .isTrue();
        }
    }
}
