package io.grantkeeper.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.policy.PolicyDocuments;
import io.grantkeeper.policy.intent.PolicySet;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the warnings about a set of policies, and the description of how two sets differ. */
class PolicyLintTest {
    private static final String READERS = policy("readers", "- allow: [read mail, read files]");

    private static String policy(String name, String... lines) {
        return "policy: " + name + "\nintent: For a test.\nstage: enforcement\nrules:\n" + String.join("\n", lines)
                + "\n";
    }

    private static PolicySet set(String... documents) {
        return PolicySet.read(Arrays.stream(documents)
                        .map(text -> new PolicySet.Source(text.substring(8, text.indexOf('\n')) + ".yaml", text))
                        .toList())
                .orThrow();
    }

    private static List<LintWarning> lint(String... documents) {
        return PolicyLint.of(set(documents));
    }

    @Test
    void findsRuleThatAppliesToNoRequest() {
        List<LintWarning> warnings = lint(policy(
                "never",
                "- allow: read mail",
                "- allow: send mail",
                "  when: {human-present: true}",
                "  unless: {human-present: true}"));
        assertThat(warnings).extracting(LintWarning::kind).containsExactly(LintWarning.Kind.NEVER_TRUE);
        assertThat(warnings.getFirst().place()).hasToString("never.yaml:6:3");
        assertThat(warnings.getFirst().example().words()).contains("requests 'send' on 'mail'");
        assertThat(warnings.getFirst().example().answer()).isEqualTo("deny");
    }

    @Test
    void findsOnlyConditionsThatContradictEachOther() {
        assertThat(lint(policy(
                        "never",
                        "- allow: read mail",
                        "  when: {credential-age: {over: 90d}}",
                        "  unless: {credential-age: {over: 30d}}")))
                .extracting(LintWarning::kind)
                .contains(LintWarning.Kind.NEVER_TRUE);
        assertThat(lint(policy(
                        "never",
                        "- allow: read mail",
                        "  when: {time: {days: weekend, zone: Europe/Berlin}}",
                        "  unless: {time: {days: saturday, zone: Europe/Berlin}}")))
                .isEmpty();
    }

    @Test
    void findsShadowedRule() {
        List<LintWarning> warnings = lint(
                READERS,
                policy("no-files", "- forbid: anything with files"),
                policy("narrow", "- allow: read files", "  when: {human-present: true}"));
        assertThat(warnings)
                .filteredOn(warning -> warning.kind() == LintWarning.Kind.SHADOWED)
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.place()).hasToString("narrow.yaml:5:3");
                    assertThat(warning.other()).isPresent();
                    assertThat(warning.example().decision().judgements())
                            .extracting(evaluation -> evaluation.policy())
                            .contains("narrow");
                });
    }

    @Test
    void reportsLaterOfTwoEquivalentRulesAsShadowed() {
        assertThat(lint(READERS, policy("same", "- allow: read mail")))
                .extracting(warning -> warning.kind() + " " + warning.place())
                .containsExactly("SHADOWED same.yaml:5:3");
    }

    @Test
    void acceptsNarrowerForbidRuleAsException() {
        assertThat(lint(
                        READERS,
                        policy("weekend", "- forbid: read mail", "  when: {time: {days: weekend, zone: UTC}}")))
                .isEmpty();
    }

    @Test
    void findsPolicySetThatOnlyForbids() {
        List<LintWarning> warnings = lint(policy("no", "- forbid: send mail"));
        assertThat(warnings).extracting(LintWarning::kind).containsExactly(LintWarning.Kind.DENIES_EVERYTHING);
        assertThat(warnings.getFirst().example().decision().permitted()).isFalse();
    }

    @Test
    void findsPolicySetWhoseAllowRulesHaveNoEffect() {
        assertThat(lint(
                        policy("no", "- forbid: anything with mail"),
                        policy("mail", "- allow: read mail"),
                        policy(
                                "never",
                                "- allow: read files",
                                "  when: {human-present: true}",
                                "  unless: {human-present: true}")))
                .extracting(warning -> warning.kind() + " " + warning.place())
                .containsExactlyInAnyOrder(
                        "SHADOWED mail.yaml:5:3", "NEVER_TRUE never.yaml:5:3", "DENIES_EVERYTHING mail.yaml:5:3");
        assertThat(lint(policy("no", "- forbid: anything with mail"), policy("mail", "- ask: read files")))
                .as("requestable actions can be permitted")
                .isEmpty();
    }

    @Test
    void showsRequestOnWhichPoliciesDisagree() {
        List<LintWarning> warnings = lint(
                policy("readers", "- allow: read mail", "  when: {reach: own}"),
                policy("no-mail", "- forbid: read mail", "  when: {human-present: false}"));
        assertThat(warnings).extracting(LintWarning::kind).containsExactly(LintWarning.Kind.DISAGREE);
        assertThat(warnings.getFirst().example().decision().judgements())
                .extracting(evaluation -> evaluation.policy())
                .containsExactlyInAnyOrder("readers", "no-mail");
    }

    @Test
    void findsNothingInExamplePolicies() {
        assertThat(PolicyLint.of(PolicySet.read(PolicyDocuments.examples(false)).orThrow()))
                .extracting(LintWarning::kind)
                .containsOnly(LintWarning.Kind.DISAGREE);
    }

    @Test
    void showsRequestsWhoseDecisionChanges() {
        String before = policy("mail", "- allow: read mail", "  when: {reach: {at-most: person}}");
        String after = policy("mail", "- allow: read mail", "  when: {reach: {at-most: visible}}");
        List<PolicyDiffEntry> changes = PolicyDiff.of(set(before), set(after));
        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.what())
                    .containsExactly(
                            "- everybody may read mail when the reach is own, selected or person",
                            "+ everybody may read mail when the reach is own, selected, person or visible");
            assertThat(change.examples()).isNotEmpty();
            PolicyDiffEntry.Different different = change.examples().getFirst();
            assertThat(different.before().answer()).isEqualTo("deny");
            assertThat(different.after().answer()).isEqualTo("permit");
            assertThat(different.after().words()).contains("reach 'visible'");
        });
    }

    @Test
    void showsNoChangeIfOnlyCommentsDiffer() {
        assertThat(PolicyDiff.of(set(READERS), set(READERS + "# the same\n"))).isEmpty();
    }
}
