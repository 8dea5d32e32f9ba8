package io.grantkeeper.policy.intent;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.policy.PolicyDocuments;
import io.grantkeeper.policy.engine.IndexedDecisionEngine;
import io.grantkeeper.policy.export.AgentCoreExport;
import io.grantkeeper.policy.export.VerifiedPermissionsExport;
import io.grantkeeper.policy.intent.PolicySet.Source;
import io.grantkeeper.property.testkit.InputMutations;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.PerProperty;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("For arbitrary text, the document reader")
class IntentMutationTest {
    private static final String GATEWAY = "arn:aws:bedrock-agentcore:eu-central-1:123456789012:gateway/fuzz";

    /**
     * The strings from which random documents are assembled: YAML fragments, words of the policy language, and
     * nonsense.
     */
    private static final List<String> FRAGMENTS = List.of(
            ":",
            ": ",
            "\n",
            "\n  ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "#",
            "&a ",
            "*a",
            "!x ",
            "|\n",
            ">\n",
            "'",
            "\"",
            "\\",
            "%",
            "@",
            "`",
            "?",
            "? ",
            "---\n",
            "...\n",
            "\t",
            " ",
            "~",
            "null",
            "true",
            "no",
            "0",
            "-1",
            "1e9",
            ".5",
            "9".repeat(30),
            "0x1F",
            "2027-03-31",
            "08:00",
            "90d",
            "allow: ",
            "ask: ",
            "forbid: ",
            "when: ",
            "unless: ",
            "rules:\n",
            "<<: ",
            "send mail",
            "anything",
            "read everything in code",
            "{action: a}",
            "é",
            "語",
            "💥",
            "\u2028",
            "\ufeff",
            "\u0000",
            "\u001b[31m",
            "\u202e",
            "\r\n",
            "[[[[[[[[[[",
            "{a: {a: {a: ",
            "x".repeat(500));

    private static final Set<String> FIELDS = new TreeSet<>();

    /** Fails the property if its mutations damaged too few of the documents' fields. */
    static final class ReachedFields implements PerProperty.Lifecycle {
        @Override
        public void onSuccess() {
            assertThat(FIELDS).as("fields with mistakes").hasSizeGreaterThan(40);
        }
    }

    private static Arbitrary<String> mutations(boolean cases) {
        List<String> documents =
                PolicyDocuments.examples(cases).stream().map(Source::text).toList();
        return InputMutations.text(documents, FRAGMENTS);
    }

    @Provide
    Arbitrary<String> policies() {
        return mutations(false);
    }

    @Provide
    Arbitrary<String> cases() {
        return mutations(true);
    }

    @PerProperty(ReachedFields.class)
    @Property(seed = "2026", tries = 20_000)
    void acceptsOrRejectsMutatedPoliciesAndCanUseAcceptedOnes(@ForAll("policies") String text) {
        PolicySet.Reading reading = PolicySet.read(List.of(new Source("doc.yaml", text)));
        Statistics.collect(reading.set().isPresent());
        requireAcceptedOrRejected(reading, text);
        reading.mistakes().forEach(mistake -> FIELDS.add(mistake.field().replaceAll("\\[\\d+]", "")));
        Statistics.coverage(accepted -> accepted.check(true).percentage(share -> share > 2 && share < 50));
    }

    private static void requireAcceptedOrRejected(PolicySet.Reading reading, String text) {
        assertThat(reading.set().isPresent()).isEqualTo(reading.mistakes().isEmpty());
        reading.mistakes().forEach(mistake -> requireHelpful(mistake, text));
        reading.set().ifPresent(IntentMutationTest::requireUsable);
    }

    private static void requireHelpful(DocumentError mistake, String text) {
        long lines = text.lines().count() + 1;
        assertThat(mistake.place().line()).as("%s in %s", mistake, text).isBetween(1, (int) lines);
        assertThat(mistake.place().column()).as("%s in %s", mistake, text).isBetween(1, text.length() + 1);
        assertThat(mistake.message())
                .isNotBlank()
                .hasSizeLessThan(2_000)
                .doesNotContain("Exception", "snakeyaml", "\u001b", "\u202e", "\u0000");
    }

    private static void requireUsable(PolicySet set) {
        assertThat(PolicyExplanation.of(set))
                .hasSizeGreaterThanOrEqualTo(set.policies().size());
        assertThat(IndexedDecisionEngine.of(set)).isNotNull();
        assertThat(VerifiedPermissionsExport.of(set).schema()).startsWith("{");
        assertThat(AgentCoreExport.of(set, GATEWAY)).isNotNull();
    }

    @Property(seed = "7", tries = 5_000)
    void acceptsOrRejectsMutatedCases(@ForAll("cases") String text) {
        PolicyTestCase.Reading reading = PolicyTestCase.read(new Source("doc.cases.yaml", text));
        reading.mistakes().forEach(mistake -> requireHelpful(mistake, text));
        Statistics.collect(reading.mistakes().isEmpty());
        Statistics.coverage(accepted -> accepted.check(true).percentage(share -> share > 2 && share < 50));
    }

    /** Tests inputs that once failed or nearly failed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "policy: p\nintent: x\nrules:\n  - allow: read mail\n    when: {time: {days: [monday, monday], zone: UTC}}\n",
                "policy: p\nintent: x\nrules:\n  - allow: read mail\n    when: {approved-until: 999999999-01-01}\n",
                "policy: p\nintent: x\nrules:\n  - allow: read mail\n    when: {approved-until: 9999-12-31}\n",
                "policy: p\nintent: x\nrules:\n  - allow: read mail\n    when: {approved-until: +1000000000-12-31T23:59:59Z}\n",
                "policy: p\nintent: x\nrules:\n  - allow: read mail\n    when: {network: 0.0.0.0/0}\n",
                "policy: p\nintent: x\nrules:\n  - allow: read mail\n    when: {network: '::/0'}\n",
                "policy: p\nintent: x\nrules:\n  - allow: read mail\n    when: {where: {resource.n: -999999999999999999}}\n",
                "policy: p\nintent: x\nenforce: {step: revoke, after: 99999w}\nrules:\n  - forbid: read mail\n",
                "? {a: b}\n: c\n",
                "&a [*a]",
                "policy: \"\\ud83d\"",
                "{",
                "\ufeff",
                "%YAML 1.1\n---\npolicy: p\n",
                "policy: p\nintent: >\n  x\nrules: [{allow: read mail}]\n...\n"
            })
    void acceptsOrRejectsKnownInputs(String text) {
        requireAcceptedOrRejected(PolicySet.read(List.of(new Source("doc.yaml", text))), text);
    }
}
