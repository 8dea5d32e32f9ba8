package io.grantkeeper.policy.intent;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.grantkeeper.policy.PolicyDocuments;
import io.grantkeeper.property.testkit.InputMutations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.statistics.Statistics;
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

    private static final String[] REPLACEMENTS = {
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

    private static List<DocumentError> errors(String text) {
        return PolicySet.read(List.of(new PolicySet.Source("doc.yaml", text))).mistakes();
    }

    private static List<String> messages(String text) {
        return errors(text).stream().map(DocumentError::toString).toList();
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
                        one -> assertThat(one).contains("'Berlin' is not a time zone; use one from the tz database"),
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
        assertThat(errors(text)).isNotEmpty().allSatisfy(mistake -> {
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

    @Property(seed = "42", tries = 2_000)
    void acceptsOrRejectsMutatedTextWithoutFailing(@ForAll("texts") String text) {
        PolicySet.Reading reading = PolicySet.read(List.of(new PolicySet.Source("doc.yaml", text)));
        assertThat(reading.set().isPresent()).isEqualTo(reading.mistakes().isEmpty());
        Statistics.collect(reading.set().isPresent());
        Statistics.coverage(accepted -> accepted.check(true).percentage(share -> share > 1 && share < 95));
    }

    @Provide
    Arbitrary<String> texts() {
        List<String> noise = "\n :-[]{}#&*!|>'\"%@`?,\t0aZ\u00e9\u2028"
                .chars()
                .mapToObj(Character::toString)
                .toList();
        return InputMutations.text(List.of(GOOD), noise);
    }

    @Test
    void schemaAcceptsEveryExample() {
        assertThat(PolicyDocuments.examples(false))
                .allSatisfy(source -> assertThat(SCHEMA.validate(json(source.text())))
                        .as(source.name())
                        .isEmpty());
    }

    /**
     * Checks that the schema and the reader agree about documents in which one line is wrong or missing, except about
     * rules that a schema cannot express.
     */
    @Property(seed = "7", tries = 800)
    void schemaAndReaderAgreeOnWrongOrMissingMember(@ForAll("documentsWithChangedLine") String text) {
        if (LocatedYaml.read("doc.yaml", text, new ArrayList<>()).isEmpty()) {
            return;
        }
        assertSchemaAndReaderAgree(text, json(text));
        Statistics.label("judged").coverage(judged -> judged.check(false).count(count -> count > 150));
    }

    /**
     * Requires that the schema and the reader both accept or both reject the document, and counts the results under the
     * label "judged".
     */
    private static void assertSchemaAndReaderAgree(String text, JsonNode document) {
        List<DocumentError> errors =
                errors(text).stream().filter(mistake -> !beyondASchema(mistake)).toList();
        assertThat(SCHEMA.validate(document).isEmpty())
                .as("reader: %s%nschema: %s", errors, SCHEMA.validate(document))
                .isEqualTo(errors.isEmpty());
        Statistics.label("judged").collect(errors.isEmpty());
    }

    /** Returns documents in which one line has another value or name, or is missing. */
    @Provide
    Arbitrary<String> documentsWithChangedLine() {
        List<String> lines = GOOD.lines().toList();
        Arbitrary<String> values = Arbitraries.of(
                "true", "7", "[]", "{}", "text", "\"\"", "[text]", "{not: a}", "0.5", "24h", "closed", "~");
        return Combinators.combine(
                        Arbitraries.integers()
                                .between(0, lines.size() - 1)
                                .filter(at -> lines.get(at).contains(": ")),
                        Arbitraries.integers().between(0, 2),
                        values)
                .as((at, kind, value) -> {
                    String line = lines.get(at);
                    List<String> changed = new ArrayList<>(lines);
                    switch (kind) {
                        case 0 -> changed.set(at, line.substring(0, line.indexOf(": ") + 2) + value);
                        case 1 -> changed.set(at, line.replaceFirst("([a-z-]+): ", "$1x: "));
                        default -> {
                            if (!line.contains("- ")) {
                                changed.remove((int) at);
                            }
                        }
                    }
                    return String.join("\n", changed) + "\n";
                });
    }

    /**
     * Checks that the schema and the reader agree about documents in which any part is removed, renamed, wrapped or
     * replaced, except about rules that a schema cannot express.
     */
    @Property(seed = "11", tries = 4_000, edgeCases = EdgeCasesMode.NONE)
    void schemaAndReaderAgreeOnMutatedDocuments(@ForAll("changedDocuments") JsonNode document) {
        assertSchemaAndReaderAgree(JSON.writeValueAsString(document), document);
        Statistics.label("judged").coverage(judged -> {
            judged.check(true).count(count -> count > 200);
            judged.check(false).count(count -> count > 1_500);
        });
    }

    @Provide
    Arbitrary<JsonNode> changedDocuments() {
        Arbitrary<String> documents = Arbitraries.of(Stream.concat(
                        Stream.of(
                                GOOD, "set: acme\nunmatched: ask\ntools: {send_x: send mail}\nactions: {emit: send}\n"),
                        PolicyDocuments.examples(true).stream().map(PolicySet.Source::text))
                .toList());
        return Combinators.combine(documents, changes().list().ofMinSize(1).ofMaxSize(2))
                .as((text, changes) -> {
                    JsonNode document = json(text);
                    changes.forEach(change -> change.apply(document));
                    return document;
                });
    }

    private static Arbitrary<NodeChange> changes() {
        Arbitrary<Integer> index =
                Arbitraries.integers().between(0, 999).withDistribution(RandomDistribution.uniform());
        Arbitrary<Optional<String>> value = Arbitraries.of(REPLACEMENTS).optional(0.92);
        return Combinators.combine(index, index, Arbitraries.integers().between(0, 5), index, value)
                .as(NodeChange::new);
    }

    /**
     * A change of one node of a document. Each index is taken modulo the number of choices.
     *
     * @param holder the index of the object or list that is changed
     * @param member the index of the changed member or element
     * @param kind the number of the kind of change
     * @param target the index of the member that gets a copy
     * @param value the replacement in JSON; empty if the node is replaced by a copy of itself
     */
    private record NodeChange(int holder, int member, int kind, int target, Optional<String> value) {
        void apply(JsonNode document) {
            List<JsonNode> holders = new ArrayList<>();
            collect(document, holders);
            switch (holders.get(holder % holders.size())) {
                case ObjectNode object -> apply(object);
                case ArrayNode array -> apply(array);
                default -> throw new AssertionError();
            }
        }

        private void apply(ObjectNode object) {
            List<String> names = List.copyOf(object.propertyNames());
            if (names.isEmpty()) {
                object.set("more", replacement(object));
                return;
            }
            String name = names.get(member % names.size());
            switch (kind) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name + "s", object.remove(name));
                case 2 -> object.set(name, JSON.createArrayNode().add(object.get(name)));
                case 3 ->
                    object.set(
                            names.get(target % names.size()), object.get(name).deepCopy());
                default -> object.set(name, replacement(object.get(name)));
            }
        }

        private void apply(ArrayNode array) {
            if (array.isEmpty() || kind < 2) {
                array.add(replacement(array));
                return;
            }
            int at = member % array.size();
            if (kind < 4) {
                array.remove(at);
            } else {
                array.set(at, replacement(array.get(at)));
            }
        }

        private JsonNode replacement(JsonNode original) {
            return value.map(JSON::readTree).orElseGet(original::deepCopy);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> holders) {
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            holders.add(node);
            node.forEach(child -> collect(child, holders));
        }
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

    @Test
    void readsConditionOnZonesThatIdentityReaches() {
        String text = """
                policy: p
                intent: For a test.
                covers: {reaches: [tier-zero, finance-mail]}
                rules: [{forbid: anything, because: it is on a path}]
                """;
        PolicySet.Reading reading = PolicySet.read(List.of(new PolicySet.Source("doc.yaml", text)));
        PolicySet set = reading.set().orElseThrow();

        assertThat(isValidBySchema(text)).isTrue();
        assertThat(set.policies().getFirst().covers())
                .containsExactly(new PolicyCondition.Tagged(Set.of("reaches-tier-zero", "reaches-finance-mail"), true));
        assertThat(PolicyExplanation.of(set).toString())
                .contains("it can get control of the zone finance-mail or tier-zero on a path");
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
