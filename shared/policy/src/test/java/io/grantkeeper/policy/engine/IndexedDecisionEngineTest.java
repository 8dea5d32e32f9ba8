package io.grantkeeper.policy.engine;

import static io.grantkeeper.policy.engine.PolicyScenario.agent;
import static io.grantkeeper.policy.engine.PolicyScenario.agentWithUnknownFacts;
import static io.grantkeeper.policy.engine.PolicyScenario.decide;
import static io.grantkeeper.policy.engine.PolicyScenario.engine;
import static io.grantkeeper.policy.engine.PolicyScenario.policy;
import static io.grantkeeper.policy.engine.PolicyScenario.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.SubjectFacts;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tests the decisions that the engine makes with a set of policies. */
class IndexedDecisionEngineTest {
    private static final String ALLOW =
            policy("readers", "stage: enforcement", "rules: [{allow: [read mail, send mail]}]");

    private static String restrictiveSet(String effect, String stage, String... more) {
        return policy(
                "restriction", "stage: " + stage, "rules: [{" + effect + ": send mail}]", String.join("\n", more));
    }

    @Nested
    class Stages {
        @Test
        void policyInTrainingIsEvaluatedWithoutEffect() {
            Decision decision = decide(engine(ALLOW, restrictiveSet("forbid", "training")), "send", "mail");
            assertThat(decision.permitted()).isTrue();
            assertThat(decision.judgements())
                    .extracting(evaluation -> evaluation.policy() + " " + evaluation.effect())
                    .containsExactly("readers ALLOW", "restriction FORBID");
        }

        @Test
        void forbiddenActionsAreRequestableInRecommendation() {
            Decision decision = decide(engine(ALLOW, restrictiveSet("forbid", "recommendation")), "send", "mail");
            assertThat(decision.permitted()).isFalse();
            assertThat(decision.requestable()).isTrue();
            assertThat(decision.reasons()).containsExactly("nobody may send mail");
        }

        @Test
        void forbiddenActionsAreNotRequestableInEnforcement() {
            Decision decision = decide(engine(ALLOW, restrictiveSet("forbid", "enforcement")), "send", "mail");
            assertThat(decision.permitted()).isFalse();
            assertThat(decision.requestable()).isFalse();
        }

        @Test
        void forbiddenActionsAreRequestableInEnforcementIfPolicyAllowsExceptions() {
            Decision decision =
                    decide(engine(ALLOW, restrictiveSet("forbid", "enforcement", "exceptions: true")), "send", "mail");
            assertThat(decision.requestable()).isTrue();
        }

        @Test
        void deniesActionsThatNeedApprovalUntilApproved() {
            IndexedDecisionEngine engine = engine(restrictiveSet("ask", "enforcement"));
            assertThat(decide(engine, "send", "mail").permitted()).isFalse();
            assertThat(decide(engine, "send", "mail").requestable()).isTrue();
            assertThat(engine.decide(request("send", "mail"), agent(), true).permitted())
                    .isTrue();
        }

        @Test
        void guardrailAppliesInTrainingAndDespiteApproval() {
            IndexedDecisionEngine engine = engine(ALLOW, restrictiveSet("forbid", "training", "guardrail: true"));
            Decision decision = engine.decide(request("send", "mail"), agent(), true);
            assertThat(decision.permitted()).isFalse();
            assertThat(decision.requestable()).isFalse();
        }
    }

    @Nested
    class Unmatched {
        @Test
        void deniesUnmatchedRequestsByDefault() {
            Decision decision = decide(engine(ALLOW), "delete", "files");
            assertThat(decision.permitted()).isFalse();
            assertThat(decision.requestable()).isFalse();
            assertThat(decision.reasons()).containsExactly("no policy allows 'delete' on 'files'");
        }

        @Test
        void permitsUnmatchedRequestsIfPolicySetPermitsThem() {
            IndexedDecisionEngine engine = engine(ALLOW, "set: acme\nunmatched: permit\n");
            assertThat(decide(engine, "delete", "files").permitted()).isTrue();
        }

        @Test
        void deniesUnknownActionsEvenIfUnmatchedRequestsArePermitted() {
            IndexedDecisionEngine engine = engine(ALLOW, "set: acme\nunmatched: permit\n");
            assertThat(decide(engine, "frobnicate", "tool").permitted()).isFalse();
        }

        @Test
        void deniesUnknownSubjectsEvenIfUnmatchedRequestsArePermitted() {
            IndexedDecisionEngine engine = engine(ALLOW, "set: acme\nunmatched: permit\n");
            assertThat(engine.decide(request("read", "mail"), new SubjectFacts.Stranger(), false)
                            .permitted())
                    .isFalse();
        }

        @Test
        void allowsUnknownSubjectsIfPolicyIncludesThem() {
            IndexedDecisionEngine engine = engine(policy(
                    "open", "stage: enforcement", "covers: {strangers: included}", "rules: [{allow: read mail}]"));
            assertThat(engine.decide(request("read", "mail"), new SubjectFacts.Stranger(), false)
                            .permitted())
                    .isTrue();
        }
    }

    @Nested
    class Unknowns {
        @Test
        void allowRulesDoNotApplyIfFactsAreUnknown() {
            IndexedDecisionEngine engine =
                    engine(policy("ai", "stage: enforcement", "covers: {ai: true}", "rules: [{allow: read mail}]"));
            assertPermitsReadingMailOnlyIfFactsAreKnown(engine);
        }

        @Test
        void forbidRulesApplyEvenIfFactsAreUnknown() {
            IndexedDecisionEngine engine = engine(
                    ALLOW, policy("ai", "stage: enforcement", "covers: {ai: false}", "rules: [{forbid: read mail}]"));
            assertPermitsReadingMailOnlyIfFactsAreKnown(engine);
        }

        private static void assertPermitsReadingMailOnlyIfFactsAreKnown(IndexedDecisionEngine engine) {
            assertThat(engine.decide(request("read", "mail"), agent(), false).permitted())
                    .isTrue();
            assertThat(engine.decide(request("read", "mail"), agentWithUnknownFacts(), false)
                            .permitted())
                    .isFalse();
        }

        @Test
        void exceptionsWithUnknownConditionsDoNotApply() {
            IndexedDecisionEngine engine = engine(
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
        void policyThatCoversAiIdentitiesDoesNotApplyToPeople() {
            IndexedDecisionEngine engine = engine(
                    ALLOW, policy("ai", "stage: enforcement", "covers: {ai: true}", "rules: [{forbid: read mail}]"));
            assertThat(engine.decide(request("read", "mail"), new SubjectFacts.NotAnIdentity(), false)
                            .permitted())
                    .isTrue();
        }
    }

    @Nested
    class Meaning {
        @Test
        void allowRuleForReadingAlsoPermitsListing() {
            assertThat(decide(engine(ALLOW), "list", "mail").permitted()).isTrue();
        }

        @Test
        void forbidRuleForReadingAlsoForbidsAdministering() {
            IndexedDecisionEngine engine = engine(
                    policy("all", "stage: enforcement", "rules: [{allow: anything}]"),
                    policy("no", "stage: enforcement", "rules: [{forbid: read mail}]"));
            assertThat(decide(engine, "administer", "mail").permitted()).isFalse();
            assertThat(decide(engine, "read", "everything").permitted()).isFalse();
            assertThat(decide(engine, "list", "mail").permitted()).isTrue();
        }

        @Test
        void mapsToolNamesToCapabilities() {
            IndexedDecisionEngine engine = engine(ALLOW);
            assertThat(decide(engine, "send_email", "tool").permitted()).isTrue();
            assertThat(decide(engine, "delete_email", "tool").permitted()).isFalse();
            assertThat(decide(engine, "read_and_delete_email", "tool").permitted())
                    .isFalse();
        }

        @Test
        void matchesCustomActionsByExactName() {
            IndexedDecisionEngine engine = engine(
                    policy(
                            "own",
                            "stage: enforcement",
                            "rules: [{allow: {action: can_update_todo, resource: todo}, when: {where: {resource.ownerID: {same-as: subject.id}}}}]"));
            assertThat(decide(engine, "can_update_todo", "todo").permitted()).isFalse();
            assertThat(engine.decide(
                                    new io.grantkeeper.policy.decision.AccessRequest(
                                            io.grantkeeper.policy.decision.AuthZenEntity.of("user", "rick"),
                                            "can_update_todo",
                                            Map.of(),
                                            new io.grantkeeper.policy.decision.AuthZenEntity(
                                                    "todo", "1", Map.of("ownerID", AttributeValue.of("rick"))),
                                            Map.of(),
                                            java.util.List.of(),
                                            PolicyScenario.NOW),
                                    new SubjectFacts.NotAnIdentity(),
                                    false)
                            .permitted())
                    .isTrue();
        }
    }
}
