package io.grantkeeper.simulator.okta;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.grantkeeper.simulator.NpmPackage;
import io.grantkeeper.simulator.http.Json;
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
 * Okta's own description of its management API (Swagger 2.0, Apache-2.0): the last one that Okta put into a registry. It
 * is older than API tokens, API service integrations and agents are, which {@link OktaModels} knows.
 */
final class OktaDescription {
    private static final String PACKAGE = "@okta/openapi@2.15.0";
    private static final String ADDRESS = "https://openapi.example/okta.json";

    /** It calls the values in these two maps objects, where Okta sends texts. */
    private static final Pattern MISDESCRIBED = Pattern.compile(".*/(debugContext/debugData|transaction/detail)/[^/]+");

    private final JsonNode document;
    private final SchemaRegistry schemas;

    private OktaDescription(String text) {
        document = Json.read(text.getBytes(StandardCharsets.UTF_8));
        schemas = SchemaRegistry.withDialect(Dialects.getDraft4(), builder -> builder.schemas(Map.of(ADDRESS, text)));
    }

    /** Fetches it once into the build folder; skips the calling test where npm cannot. */
    static OktaDescription fetch() {
        try {
            return new OktaDescription(
                    Files.readString(NpmPackage.part("Okta's own description", PACKAGE, "dist/spec.json")));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** Whether it describes what this route answers to a GET; how parameters are called does not matter. */
    boolean describes(String template) {
        return pointer(template).isPresent();
    }

    /** What is wrong with an answer. Null counts as absent: Swagger 2.0 has no word for it. */
    List<Error> problems(String template, JsonNode answer) {
        strikeNulls(answer);
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

    private static void strikeNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List.copyOf(object.propertyNames()).stream()
                    .filter(name -> object.path(name).isNull())
                    .forEach(object::remove);
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(OktaDescription::strikeNulls);
        }
    }
}
