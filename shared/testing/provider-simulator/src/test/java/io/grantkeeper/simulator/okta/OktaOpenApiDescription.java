package io.grantkeeper.simulator.okta;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.grantkeeper.simulator.NpmPackage;
import io.grantkeeper.simulator.http.SimulatorJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Okta's own description of its Management API (Swagger 2.0, Apache-2.0), in the last version that Okta
 * published to npm. API tokens, API service integrations and agents are newer than that version; {@link
 * OktaSdkModels} covers them.
 */
final class OktaOpenApiDescription {
    private static final String PACKAGE = "@okta/openapi@2.15.0";
    private static final String ADDRESS = "https://openapi.example/okta.json";

    /**
     * Matches the paths of values in the two maps for which Okta's description is wrong: it declares objects as values,
     * but Okta sends strings.
     */
    private static final Pattern MISDESCRIBED = Pattern.compile(".*/(debugContext/debugData|transaction/detail)/[^/]+");

    private final JsonNode document;
    private final SchemaRegistry schemas;

    private OktaOpenApiDescription(String text) {
        document = SimulatorJson.read(text.getBytes(StandardCharsets.UTF_8));
        schemas = SchemaRegistry.withDialect(Dialects.getDraft4(), builder -> builder.schemas(Map.of(ADDRESS, text)));
    }

    /** Downloads the description once into the build folder. Skips the calling test if npm cannot download it. */
    static OktaOpenApiDescription fetch() {
        try {
            return new OktaOpenApiDescription(
                    Files.readString(NpmPackage.part("Okta's own description", PACKAGE, "dist/spec.json")));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /**
     * Returns whether Okta's description has a GET response for this route. The names of path parameters may differ.
     */
    boolean describes(String template) {
        return pointer(template).isPresent();
    }

    /**
     * Returns the differences between a response and Okta's description. A null value counts as absent, because Swagger
     * 2.0 cannot describe null.
     */
    List<Error> problems(String template, JsonNode answer) {
        removeNulls(answer);
        return schemas
                .getSchema(SchemaLocation.of(ADDRESS + '#' + pointer(template).orElseThrow()))
                .validate(answer)
                .stream()
                .filter(error -> !MISDESCRIBED
                        .matcher(error.getInstanceLocation().toString())
                        .matches())
                .toList();
    }

    private Optional<String> pointer(String template) {
        return document.path("paths")
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(path -> withoutNames(path).equals(withoutNames(template)))
                .map(path -> "/paths/" + path.replace("/", "~1") + "/get/responses/200/schema")
                .filter(found -> !document.at(found).isMissingNode())
                .findFirst();
    }

    private static String withoutNames(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }

    private static void removeNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List.copyOf(object.propertyNames()).stream()
                    .filter(name -> object.path(name).isNull())
                    .forEach(object::remove);
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(OktaOpenApiDescription::removeNulls);
        }
    }
}
