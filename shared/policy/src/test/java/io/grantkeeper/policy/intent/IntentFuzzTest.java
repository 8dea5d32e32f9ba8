package io.grantkeeper.policy.intent;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.policy.PolicyDocuments;
import io.grantkeeper.policy.engine.IndexedEngine;
import io.grantkeeper.policy.export.AgentCoreExport;
import io.grantkeeper.policy.export.VerifiedPermissionsExport;
import io.grantkeeper.policy.intent.PolicySet.Source;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("For arbitrary text, the document reader")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class IntentFuzzTest {
    private static final int COUNT = 20_000;
    private static final String GATEWAY = "arn:aws:bedrock-agentcore:eu-central-1:123456789012:gateway/fuzz";

    /**
     * The texts from which random documents are assembled: YAML fragments, words of the policy language, and nonsense.
     */
    private static final String[] PIECES = {
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
        "\ud83d",
        "\r\n",
        "[[[[[[[[[[",
        "{a: {a: {a: ",
        "x".repeat(500)
    };

    private static String mutant(Random random, List<Source> seeds) {
        StringBuilder text =
                new StringBuilder(seeds.get(random.nextInt(seeds.size())).text());
        int edits = 1 + random.nextInt(4);
        for (int edit = 0; edit < edits; edit++) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(30));
            String piece = PIECES[random.nextInt(PIECES.length)];
            switch (random.nextInt(6)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.replace(at, end, piece);
                case 2 -> text.insert(at, text.substring(at, end));
                case 3 -> {
                    String other = seeds.get(random.nextInt(seeds.size())).text();
                    int from = random.nextInt(other.length());
                    text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(80)));
                }
                default -> text.insert(at, piece);
            }
        }
        return text.toString();
    }

    @Test
    void rejectsMistakesWithHelpAndAcceptsOnlyUsablePolicies() {
        Random random = new Random(2026);
        List<Source> seeds = PolicyDocuments.examples(false);
        int read = 0;
        TreeSet<String> fields = new TreeSet<>();
        for (int i = 0; i < COUNT; i++) {
            String text = mutant(random, seeds);
            PolicySet.Reading reading = PolicySet.read(List.of(new Source("doc.yaml", text)));
            assertThat(reading.set().isPresent())
                    .as(text)
                    .isEqualTo(reading.mistakes().isEmpty());
            reading.mistakes().forEach(mistake -> {
                requireHelpful(mistake, text);
                fields.add(mistake.field().replaceAll("\\[\\d+]", ""));
            });
            if (reading.set().isPresent()) {
                read++;
                requireUsable(reading.set().get());
            }
        }
        assertThat(read).isBetween(COUNT / 50, COUNT / 2);
        assertThat(fields).as("fields with mistakes").hasSizeGreaterThan(40);
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
        assertThat(IndexedEngine.of(set)).isNotNull();
        assertThat(VerifiedPermissionsExport.of(set).schema()).startsWith("{");
        assertThat(AgentCoreExport.of(set, GATEWAY)).isNotNull();
    }

    @Test
    void acceptsMutatedCasesOrRejectsThemWithHelp() {
        Random random = new Random(7);
        List<Source> seeds = PolicyDocuments.examples(true);
        int read = 0;
        for (int i = 0; i < COUNT / 4; i++) {
            String text = mutant(random, seeds);
            PolicyCase.Reading reading = PolicyCase.read(new Source("doc.cases.yaml", text));
            reading.mistakes().forEach(mistake -> requireHelpful(mistake, text));
            read += reading.mistakes().isEmpty() ? 1 : 0;
        }
        assertThat(read).isBetween(100, COUNT / 8);
    }

    /** Documents with which the reader once failed or nearly failed. */
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
    void acceptsKnownInputsOrRejectsThemWithHelp(String text) {
        PolicySet.Reading reading = PolicySet.read(List.of(new Source("doc.yaml", text)));
        assertThat(reading.set().isPresent()).isEqualTo(reading.mistakes().isEmpty());
        reading.mistakes().forEach(mistake -> requireHelpful(mistake, text));
        reading.set().ifPresent(IntentFuzzTest::requireUsable);
    }
}
