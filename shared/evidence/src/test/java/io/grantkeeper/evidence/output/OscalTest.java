package io.grantkeeper.evidence.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.grantkeeper.evidence.RecordedLedger;
import io.grantkeeper.evidence.history.AuditPeriod;
import io.grantkeeper.evidence.mapping.FrameworkReader;
import io.grantkeeper.evidence.report.EvidenceReport;
import io.grantkeeper.evidence.report.FrameworkReport;
import io.grantkeeper.evidence.report.PathExposure;
import io.grantkeeper.identity.json.ModelJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("A report as OSCAL")
class OscalTest {
    private static final AuditPeriod NOVEMBER = new AuditPeriod(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 20));

    static List<String> frameworks() {
        return FrameworkReader.codes();
    }

    private static String write(String framework) {
        return OscalAssessmentResults.write(report(framework));
    }

    private static FrameworkReport report(String framework) {
        return new EvidenceReport(RecordedLedger.november().log())
                .of(FrameworkReader.byCode(framework), NOVEMBER, Optional.empty())
                .withExposure(new PathExposure(
                        NOVEMBER.last(),
                        List.of(new PathExposure.Zone("tier-zero", 2, 3, 41, 1, 12, 4, List.of("github:deploy"))),
                        List.of("how people sign in")));
    }

    private static Optional<Path> schema() {
        return Stream.of("../../../shared", "../../../../shared")
                .map(shared -> Path.of(shared, "data/conformance/oscal/oscal-ar_schema.json"))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    @ParameterizedTest
    @MethodSource("frameworks")
    void validatesAgainstNistSchema(String framework) throws IOException {
        Optional<Path> schema = schema();
        assumeTrue(schema.isPresent(), "the OSCAL 1.1.3 schema is not on this machine");
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
        var results = registry.getSchema(
                SchemaLocation.of("urn:oscal:assessment-results"),
                withoutAnchors(ModelJson.mapper().readTree(Files.readString(schema.get()))));
        JsonNode document = ModelJson.mapper().readTree(write(framework));
        assertThat(results.validate(document)).isEmpty();
        ((ObjectNode) document.at("/assessment-results/results/0/findings/0/target/status")).put("state", "perhaps so");
        assertThat(results.validate(document)).isNotEmpty();
    }

    /**
     * Adapts NIST's schema to the validator. Removes the fragment ids of definitions, because the validator finds
     * definitions by JSON pointers. Also fixes three properties named {@code id}, which are nested one level too deep
     * in NIST's generated file.
     */
    private static JsonNode withoutAnchors(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            if (object.path("$id").isString()) {
                object.remove("$id");
            }
            if (object.path("properties").path("id").path("id").isObject()) {
                ((ObjectNode) object.path("properties"))
                        .set("id", object.path("properties").path("id").path("id"));
            }
        }
        schema.forEach(OscalTest::withoutAnchors);
        return schema;
    }

    @Test
    void quotesExposureAsObservationWithItsSource() {
        JsonNode observations =
                ModelJson.mapper().readTree(write("soc2")).at("/assessment-results/results/0/observations");
        assertThat(observations).anySatisfy(one -> {
            assertThat(one.path("title").asString()).isEqualTo("Where access leads: tier-zero");
            assertThat(one.path("description").asString()).contains("3 of 41", "github:deploy");
            assertThat(one.path("remarks").asString())
                    .contains("not from the ledger", "Not collected: how people sign in.");
        });
    }

    @Test
    void containsMembersRequiredByOscal() {
        JsonNode results = ModelJson.mapper().readTree(write("soc2")).required("assessment-results");
        assertThat(results.path("metadata").path("oscal-version").asString()).isEqualTo("1.1.3");
        assertThat(results.path("metadata").path("last-modified").asString()).isEqualTo("2026-11-21T00:00:00Z");
        assertThat(results.path("import-ap").path("href").asString()).startsWith("#");
        JsonNode result = results.path("results").get(0);
        assertThat(result.path("start").asString()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(result.path("findings").size())
                .isEqualTo(FrameworkReader.byCode("soc2").controls().size());
        for (JsonNode finding : result.path("findings")) {
            assertThat(finding.path("target").path("status").path("state").asString())
                    .isIn("satisfied", "not-satisfied");
            assertThat(finding.path("target").path("status").path("reason").asString())
                    .isIn("pass", "fail", "other");
        }
        for (JsonNode observation : result.path("observations")) {
            assertThat(observation.path("methods")).isNotEmpty();
            assertThat(observation.path("collected").asString()).endsWith("Z");
        }
    }

    @Test
    void referencesOnlyObjectsInSameDocument() {
        JsonNode document = ModelJson.mapper().readTree(write("csf"));
        List<String> uuids = new ArrayList<>();
        Set<String> references = new HashSet<>();
        walk(document, uuids, references);
        assertThat(uuids).doesNotHaveDuplicates().hasSizeGreaterThan(30);
        assertThat(uuids).allMatch(uuid -> uuid.matches("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-.*"));
        assertThat(uuids).containsAll(references);
    }

    private static void walk(JsonNode node, List<String> uuids, Set<String> references) {
        node.properties().forEach(member -> {
            String text = member.getValue().isString() ? member.getValue().asString() : "";
            if (member.getKey().equals("uuid")) {
                uuids.add(text);
            } else if (member.getKey().endsWith("-uuid")) {
                references.add(text);
            } else if (member.getKey().equals("href") && text.startsWith("#")) {
                references.add(text.substring(1));
            }
        });
        node.forEach(child -> walk(child, uuids, references));
    }

    @Test
    void containsProofsOfReport() {
        FrameworkReport report = report("csf");
        JsonNode resources = ModelJson.mapper()
                .readTree(OscalAssessmentResults.write(report))
                .at("/assessment-results/back-matter/resources");
        List<String> files = new ArrayList<>();
        resources.forEach(resource -> {
            if (resource.path("base64").path("filename").asString("").endsWith(".tlog-proof")) {
                files.add(new String(
                        Base64.getDecoder()
                                .decode(resource.path("base64").path("value").asString()),
                        java.nio.charset.StandardCharsets.UTF_8));
            }
        });
        assertThat(files)
                .containsExactlyElementsOf(report.proofs().stream()
                        .map(proof -> proof.file().text())
                        .toList());
    }

    @Test
    void distinguishesOpenClosedAndAcceptedExceptions() {
        JsonNode risks = ModelJson.mapper().readTree(write("csf")).at("/assessment-results/results/0/risks");
        List<String> states = new ArrayList<>();
        risks.forEach(risk -> states.add(risk.path("status").asString()));
        assertThat(states).contains("open", "closed", "deviation-approved");
    }
}
