package io.grantkeeper.policy.intent;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.grantkeeper.policy.PolicyDocuments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tests that policy documents are read correctly, and that invalid documents are rejected with helpful messages. */
class PolicyDocumentTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(PolicyDocuments.text(PolicyDocuments.FOLDER.resolve("intent.schema.json")));

    private static final String GOOD = """
            policy: good
            intent: For a test.
            covers:
              kinds: [ai-agent]
              ai: true
              risk: {at-least: high}
            rules:
              - allow: [read mail, {action: own, resource: thing}]
                when:
                  reach: {at-most: person}
                  time: {days: [weekdays], from: "08:00", until: "18:00", zone: Europe/Berlin}
                  network: [10.0.0.0/8]
                  human-present: true
                  credential-age: {at-most: 90d}
                  authentication: {methods: [mfa], within: 15m}
                  approved-until: 2027-03-31
                  where:
                    resource.status: [open, new]
                    resource.owner: {same-as: subject.id}
                    action.soft: true
                    resource.amount: {at-least: 5, at-most: 9}
                because: it is good
                obligations: [log]
              - forbid: anything with secrets
                unless: {owner-known: true}
            stage: recommendation
            fail: open
            exceptions: true
            controls: [SOC2:CC6.3]
            promotion: {decisions: 100, false-block-rate: 0.02}
            enforce: {step: suspend, after: 24h}
            """;

    private static List<DocumentError> mistakes(String text) {
        return PolicySet.read(List.of(new PolicySet.Source("doc.yaml", text))).mistakes();
    }

    private static List<String> messages(String text) {
        return mistakes(text).stream().map(DocumentError::toString).toList();
    }

    @Test
    void readsDocumentWithEveryMember() {
        assertThat(messages(GOOD)).isEmpty();
        assertThat(isValidBySchema(GOOD)).isTrue();
    }

    @Test
    void reportsAllMistakesWithPositionAndFix() {
        String text = GOOD.replace("ai: true", "ai: treu")
                .replace("read mail", "raed mail")
                .replace("zone: Europe/Berlin", "zone: Berlin")
                .replace("10.0.0.0/8", "10.0.0.1/8")
                .replace("stage: recommendation", "stage: recomendation");
        assertThat(messages(text))
                .satisfiesExactly(
                        one -> assertThat(one)
                                .startsWith("doc.yaml:5:7: covers.ai: must be true or false, but is the text 'treu'"),
                        one -> assertThat(one)
                                .startsWith(
                                        "doc.yaml:8:13: rules[0].allow[0]: 'raed mail' does not start with a known verb"),
                        one -> assertThat(one).contains("'Berlin' is not a time zone; use one of the tz database"),
                        one -> assertThat(one)
                                .contains(
                                        "'10.0.0.1/8' has bits set after its prefix; the range starts with 10.0.0.0/8"),
                        one -> assertThat(one)
                                .contains(
                                        "'recomendation' is not one of enforcement, recommendation, training; did you mean 'recommendation'?"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "- a list",
                "policy: [",
                "policy: a\npolicy: b\n",
                "a: &x 1\nb: *x\n",
                "policy: !!str a\n",
                "---\npolicy: a\n---\npolicy: b\n",
                "policy: \u0000\n",
                "? [a]\n: b\n",
                "policy: a\nintent: b\nrules: {}\n",
                "policy: a\nintent: b\nguardrail: true\nrules: [{allow: read mail}]\n",
                "set: a\nunmatched: maybe\n",
                "\t"
            })
    void reportsPositionOfStructuralMistakes(String text) {
        assertThat(mistakes(text)).isNotEmpty().allSatisfy(mistake -> {
            assertThat(mistake.place().line()).isPositive();
            assertThat(mistake.message()).isNotBlank();
        });
    }

    @Test
    void rejectsDeeplyNestedAndLargeDocuments() {
        assertThat(messages("policy: " + "[".repeat(50_000)))
                .singleElement()
                .asString()
                .contains("nested more than 20 levels deep");
        assertThat(messages("policy: a\nintent: " + "x".repeat(300_000)))
                .singleElement()
                .asString()
                .contains("the limit is 262,144");
    }

    /**
     * Cuts, repeats, swaps and inserts text in valid documents. The reader must accept or reject each resulting
     * document without an internal error.
     */
    @Test
    void acceptsOrRejectsMutatedTextWithoutFailing() {
        Random random = new Random(42);
        String noise = "\n :-[]{}#&*!|>'\"%@`?,\t0aZ\u00e9\u2028";
        int read = 0;
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder(GOOD);
            int edits = 1 + random.nextInt(3);
            for (int edit = 0; edit < edits; edit++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(30)));
                    case 1 -> text.insert(at, noise.charAt(random.nextInt(noise.length())));
                    case 2 -> text.setCharAt(at, noise.charAt(random.nextInt(noise.length())));
                    default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
                }
            }
            PolicySet.Reading reading = PolicySet.read(List.of(new PolicySet.Source("doc.yaml", text.toString())));
            assertThat(reading.set().isPresent()).isEqualTo(reading.mistakes().isEmpty());
            read += reading.set().isPresent() ? 1 : 0;
        }
        assertThat(read).isBetween(20, 1_900);
    }

    @Test
    void schemaAcceptsEveryExample() {
        assertThat(PolicyDocuments.examples(false))
                .allSatisfy(source -> assertThat(SCHEMA.validate(json(source.text())))
                        .as(source.name())
                        .isEmpty());
    }

    /**
     * Checks that the JSON schema and the reader agree on every rule that a schema can express. Each document has one
     * invalid or missing member.
     */
    @Test
    void schemaAndReaderAgreeOnWrongOrMissingMember() {
        Random random = new Random(7);
        String[] values = {"true", "7", "[]", "{}", "text", "\"\"", "[text]", "{not: a}", "0.5", "24h", "closed", "~"};
        String[] lines = GOOD.split("\n", -1);
        int refused = 0;
        for (int i = 0; i < 800; i++) {
            int at = random.nextInt(lines.length - 1);
            String line = lines[at];
            int colon = line.indexOf(": ");
            List<String> changed = new ArrayList<>(List.of(lines));
            String value = values[random.nextInt(values.length)];
            switch (random.nextInt(3)) {
                case 0 -> changed.set(at, colon < 0 ? line : line.substring(0, colon + 2) + value);
                case 1 -> changed.set(at, colon < 0 ? line : line.replaceFirst("([a-z-]+): ", "$1x: "));
                default -> {
                    if (colon >= 0 && !line.contains("- ")) {
                        changed.remove(at);
                    }
                }
            }
            String text = String.join("\n", changed);
            if (LocatedYaml.read("doc.yaml", text, new ArrayList<>()).isEmpty()) {
                continue;
            }
            List<DocumentError> mistakes = mistakes(text).stream()
                    .filter(mistake -> !beyondASchema(mistake))
                    .toList();
            assertThat(isValidBySchema(text))
                    .as("%s%nreader: %s%nschema: %s", text, mistakes, SCHEMA.validate(json(text)))
                    .isEqualTo(mistakes.isEmpty());
            refused += mistakes.isEmpty() ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(150);
    }

    /**
     * Checks that the JSON schema and the reader also agree on documents in which any part was removed, renamed,
     * wrapped or replaced.
     */
    @Test
    void schemaAndReaderAgreeOnMutatedDocuments() {
        Random random = new Random(11);
        List<String> bases = Stream.concat(
                        Stream.of(
                                GOOD, "set: acme\nunmatched: ask\ntools: {send_x: send mail}\nactions: {emit: send}\n"),
                        PolicyDocuments.examples(true).stream().map(PolicySet.Source::text))
                .toList();
        int accepted = 0;
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            JsonNode document = json(bases.get(random.nextInt(bases.size()))).deepCopy();
            int changes = 1 + random.nextInt(2);
            for (int change = 0; change < changes; change++) {
                alter(document, random);
            }
            String text = JSON.writeValueAsString(document);
            List<DocumentError> mistakes = mistakes(text).stream()
                    .filter(mistake -> !beyondASchema(mistake))
                    .toList();
            assertThat(SCHEMA.validate(document).isEmpty())
                    .as("%s%nreader: %s%nschema: %s", text, mistakes, SCHEMA.validate(document))
                    .isEqualTo(mistakes.isEmpty());
            accepted += mistakes.isEmpty() ? 1 : 0;
            refused += mistakes.isEmpty() ? 0 : 1;
        }
        assertThat(accepted).isGreaterThan(200);
        assertThat(refused).isGreaterThan(1_500);
    }

    /** Replaces one random node. */
    private static void alter(JsonNode document, Random random) {
        List<JsonNode> holders = new ArrayList<>();
        collect(document, holders);
        switch (holders.get(random.nextInt(holders.size()))) {
            case ObjectNode object -> {
                List<String> names = List.copyOf(object.propertyNames());
                if (names.isEmpty()) {
                    object.set("more", replacementFor(random, object));
                    return;
                }
                String name = names.get(random.nextInt(names.size()));
                switch (random.nextInt(6)) {
                    case 0 -> object.remove(name);
                    case 1 -> object.set(name + "s", object.remove(name));
                    case 2 -> object.set(name, JSON.createArrayNode().add(object.get(name)));
                    case 3 ->
                        object.set(
                                names.get(random.nextInt(names.size())),
                                object.get(name).deepCopy());
                    default -> object.set(name, replacementFor(random, object.get(name)));
                }
            }
            case ArrayNode array -> {
                int at = array.isEmpty() ? 0 : random.nextInt(array.size());
                if (array.isEmpty() || random.nextInt(3) == 0) {
                    array.add(replacementFor(random, array));
                } else if (random.nextInt(2) == 0) {
                    array.remove(at);
                } else {
                    array.set(at, replacementFor(random, array.get(at)));
                }
            }
            default -> throw new AssertionError();
        }
    }

    private static void collect(JsonNode node, List<JsonNode> holders) {
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            holders.add(node);
            node.forEach(child -> collect(child, holders));
        }
    }

    private static JsonNode replacementFor(Random random, JsonNode seen) {
        String[] values = {
            "true",
            "false",
            "7",
            "0",
            "-3",
            "0.5",
            "2.0",
            "[]",
            "{}",
            "null",
            "\"\"",
            "\" \"",
            "\"text\"",
            "\"24h\"",
            "\"0h\"",
            "\"90d\"",
            "\"closed\"",
            "\"open\"",
            "\"high\"",
            "\"own\"",
            "\"person\"",
            "\"monday\"",
            "\"08:00\"",
            "\"24:00\"",
            "\"2027-03-31\"",
            "\"2027-02-30\"",
            "\"2027-03-31T10:00:00Z\"",
            "\"2027-03-31T10:00:00+02:00\"",
            "\"+1000000000-12-31T23:59:59Z\"",
            "\"send mail\"",
            "\"My Name\"",
            "\"revoke\"",
            "\"suspend\"",
            "\"ask\"",
            "\"resource.x\"",
            "{\"not\": \"a\"}",
            "{\"at-least\": 5}",
            "{\"at-least\": \"high\"}",
            "{\"same-as\": \"subject.id\"}",
            "{\"action\": \"a\"}",
            "{\"over\": \"3d\"}",
            "[\"text\", \"text\"]",
            "[\"mfa\", 3]",
            "\"\\u001b[31m\"",
            "\"\\u202e\"",
            "\"1\\n2\""
        };
        return random.nextInt(12) == 0 ? seen.deepCopy() : JSON.readTree(values[random.nextInt(values.length)]);
    }

    /**
     * Returns whether only the reader can find an error, because a JSON schema cannot check capabilities, time zones
     * and addresses.
     */
    private static boolean beyondASchema(DocumentError mistake) {
        return mistake.message()
                .matches("(?s).*(a known verb|names no resource|a known resource class|"
                        + "not a time zone|not an address range|"
                        + "one action on one resource class|not one of the verbs|'[0-9]{4}-[0-9]{2}-[0-9]{2}\\S*' is not a date|is the same as 'from'|no value is at least|"
                        + "bits set after its prefix|prefix longer).*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "policy: a\\u001b[31m        | 1:9  | contains the invisible character U+001B",
                "intent: \u202Edlrow         | 1:9  | contains the invisible character U+202E",
                "policy: für \uFFFD          | 1:13 | this is not valid UTF-8, or the text was damaged earlier",
                "policy: \uD83D              | 1:9  | contains the invisible character U+D83D",
                "covers: {ai: no}            | 1:14 | must be true or false, but is the text 'no'; write false",
                "covers: {ai: 'true'}        | 1:14 | remove the quotes",
                "covers: {tags: [2024]}      | 1:17 | is the number 2024 (add quotes)",
                "covers: {kinds: [AI-Agent]} | 1:18 | did you mean 'ai-agent'?",
                "intent: no: never           | 1:11 | a string that contains a colon and a space needs quotes",
                "intent: @all                | 1:9  | a string cannot start with @; put quotes around it",
                "covers: {kinds: [bot        | 1:21 | the bracket that opens on line 1, column 17 is not closed",
                "intent: 'never              | 1:15 | the quote that opens on line 1, column 9 is not closed",
                "stage: 3                    | 1:8  | must be training, recommendation or enforcement, but is the number 3"
            })
    void explainsYamlPitfallsAndSuggestsFix(String text, String place, String message) {
        String document = text.contains("\\u") ? text.replace("a\\", "\"a\\") + "\"" : text;
        assertThat(messages(document))
                .anySatisfy(said ->
                        assertThat(said).startsWith("doc.yaml:" + place + ":").contains(message));
    }

    private static boolean isValidBySchema(String text) {
        return SCHEMA.validate(json(text)).isEmpty();
    }

    private static JsonNode json(String text) {
        return JSON.valueToTree(
                value(LocatedYaml.read("doc.yaml", text, new ArrayList<>()).orElseThrow()));
    }

    private static Object value(LocatedYaml yaml) {
        return switch (yaml) {
            case LocatedYaml.Scalar(String value, LocatedYaml.Scalar.Kind kind, DocumentLocation _) ->
                switch (kind) {
                    case TEXT -> value;
                    case WHOLE -> Long.valueOf(value);
                    case FRACTION -> Double.valueOf(value);
                    case TRUTH -> Boolean.valueOf(value);
                    case NOTHING -> JSON.nullNode();
                };
            case LocatedYaml.Sequence(List<LocatedYaml> items, DocumentLocation _) ->
                items.stream().map(PolicyDocumentTest::value).collect(Collectors.toList());
            case LocatedYaml.Mapping(Map<String, LocatedYaml.Member> members, DocumentLocation _) -> {
                Map<String, Object> values = new LinkedHashMap<>();
                members.forEach((key, member) -> values.put(key, value(member.value())));
                yield values;
            }
        };
    }
}
