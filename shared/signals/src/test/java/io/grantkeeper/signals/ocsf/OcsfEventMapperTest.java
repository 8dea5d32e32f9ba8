package io.grantkeeper.signals.ocsf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.signals.SignalTestEntries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("An entry as an OCSF event")
class OcsfEventMapperTest {
    private static final Map<Integer, String> CLASSES = Map.of(
            2003, "compliance_finding",
            2004, "detection_finding",
            2005, "incident_finding",
            2008, "iam_analysis_finding",
            3002, "authentication",
            3004, "entity_management",
            6003, "api_activity");

    private static List<ObjectNode> all() {
        return SignalTestEntries.all().stream()
                .flatMap(entry -> OcsfEventMapper.of(entry).stream())
                .toList();
    }

    private static JsonNode of(LedgerEvent what) {
        return OcsfEventMapper.of(SignalTestEntries.entry("entry", what)).orElseThrow();
    }

    @Test
    void containsRequiredMembers() {
        assertThat(all()).hasSize(24);
        for (JsonNode event : all()) {
            int classId = event.path("class_uid").asInt();
            assertThat(CLASSES).containsKey(classId);
            assertThat(event.path("category_uid").asInt()).isEqualTo(classId / 1000);
            assertThat(event.path("type_uid").asLong())
                    .isEqualTo(classId * 100L + event.path("activity_id").asInt());
            assertThat(event.path("time").asLong()).isEqualTo(SignalTestEntries.NOON.toEpochMilli());
            assertThat(event.path("metadata").path("version").asString()).isEqualTo("1.8.0");
            assertThat(event.path("metadata").path("uid").asString()).startsWith("entry-");
            assertThat(event.path("unmapped").path("ai_agent").path("uid").asString())
                    .isEqualTo(SignalTestEntries.AGENT.toString());
        }
    }

    @Test
    void usesEventClassThatMatchesEntryType() {
        assertThat(of(new LedgerEvent.FindingOpened("k", FindingType.SHADOW_AI, Severity.HIGH))
                        .path("class_uid")
                        .asInt())
                .isEqualTo(2004);
        assertThat(of(new LedgerEvent.FindingOpened("k", FindingType.FELL_SILENT, Severity.HIGH))
                        .path("class_uid")
                        .asInt())
                .isEqualTo(2008);
        assertThat(of(new LedgerEvent.ReviewDecided("c", "i", "keep"))
                        .path("class_uid")
                        .asInt())
                .isEqualTo(3004);
        assertThat(of(new LedgerEvent.DecisionMade("r", "read", "deny", List.of()))
                        .path("class_uid")
                        .asInt())
                .isEqualTo(6003);
    }

    @Test
    void reportsSignInWithDigestsOfPersonAndSession() {
        LedgerEntry entry = SignalTestEntries.entry(
                        "entry", new LedgerEvent.SessionStarted("oidc", "sha256:i", "sha256:s"))
                .withCause(Optional.of("sha256:person"));
        JsonNode event = OcsfEventMapper.of(entry).orElseThrow();
        assertThat(event.path("class_uid").asInt()).isEqualTo(3002);
        assertThat(event.path("activity_name").asString()).isEqualTo("Logon");
        assertThat(event.path("auth_protocol").asString()).isEqualTo("OpenID");
        assertThat(event.path("user").path("uid").asString()).isEqualTo("sha256:person");
        assertThat(event.path("session").path("uid").asString()).isEqualTo("sha256:s");
        assertThat(of(new LedgerEvent.SessionStarted("link", "sha256:i", "sha256:s"))
                        .path("auth_protocol")
                        .asString())
                .isEqualTo("link");
    }

    @Test
    void distinguishesUnknownFromLowSeverity() {
        assertThat(of(new LedgerEvent.FindingOpened("k", FindingType.EXPIRING, Severity.UNKNOWN))
                        .path("severity_id")
                        .asInt())
                .isZero();
        assertThat(of(new LedgerEvent.FindingOpened("k", FindingType.EXPIRING, Severity.LOW))
                        .path("severity_id")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void matchesOcsfSchema() throws IOException {
        Optional<Path> file = Stream.of("../../../shared", "../../../../shared")
                .map(shared -> Path.of(shared, "data/conformance/ocsf/ocsf-1.9.0-dev-subset.schema.json"))
                .filter(Files::isRegularFile)
                .findFirst();
        assumeTrue(file.isPresent(), "the OCSF schema is not on this machine");
        String id = "https://schema.example.com/ocsf";
        ObjectNode document = (ObjectNode) ModelJson.mapper().readTree(Files.readString(file.get()));
        String text = ModelJson.write(document.put("$id", id));
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(id, text)));
        for (LedgerEntry entry : SignalTestEntries.all()) {
            Optional<ObjectNode> event = OcsfEventMapper.of(entry)
                    .filter(one -> document.path("$defs")
                            .has("class_" + CLASSES.get(one.path("class_uid").asInt())));
            if (event.isPresent()) {
                String name = CLASSES.get(event.get().path("class_uid").asInt());
                var schema = registry.getSchema(SchemaLocation.of(id + "#/$defs/class_" + name));
                assertThat(schema.validate(event.get()))
                        .as(event.get().toPrettyString())
                        .isEmpty();
                ObjectNode broken = event.get().deepCopy();
                broken.remove("metadata");
                assertThat(schema.validate(broken)).isNotEmpty();
            }
        }
    }
}
