package io.grantkeeper.simulator.github;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import io.grantkeeper.simulator.NpmPackage;
import io.grantkeeper.simulator.http.SimulatorJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The OpenAPI description of GitHub Enterprise Cloud's API, from one of Octokit's npm packages (MIT). */
final class GitHubOpenApiDescription {

    private static final String ADDRESS = "https://openapi.example/ghec.json";

    private final JsonNode document;
    private final SchemaRegistry schemas;

    private GitHubOpenApiDescription(String text, Dialect dialect) {
        document = SimulatorJson.read(text.getBytes(StandardCharsets.UTF_8));
        schemas = SchemaRegistry.withDialect(dialect, builder -> builder.schemas(Map.of(ADDRESS, text)));
    }

    /** Downloads the description of the REST API. */
    static GitHubOpenApiDescription ofRestApi() {
        return fetch("@octokit/openapi@23.0.2", Dialects.getOpenApi30());
    }

    /** Downloads the description of webhooks. */
    static GitHubOpenApiDescription ofWebhooks() {
        return fetch("@octokit/openapi-webhooks@12.1.0", Dialects.getOpenApi31());
    }

    private static GitHubOpenApiDescription fetch(String npmPackage, Dialect dialect) {
        Path file = NpmPackage.part("GitHub's own description", npmPackage, "generated/ghec.json");
        try {
            return new GitHubOpenApiDescription(Files.readString(file), dialect);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /**
     * Returns the differences between a webhook's payload and the description; empty if there are none.
     *
     * @param name the webhook's name in the description, for example {@code deploy-key-created}
     */
    List<Error> messageProblems(String name, JsonNode body) {
        String pointer = "/webhooks/" + name + "/post/requestBody/content/application~1json/schema";
        if (document.at(pointer).isMissingNode()) {
            throw new AssertionError("GitHub describes no webhook with the name " + name);
        }
        return schemas.getSchema(SchemaLocation.of(ADDRESS + '#' + pointer)).validate(body);
    }

    boolean documents(String method, String template, int status) {
        return !response(method, template, status).isMissingNode();
    }

    /**
     * Returns the differences between a response body and the description. Empty if the body matches, or if the
     * description has no body for this response.
     */
    List<Error> problems(String method, String template, int status, JsonNode body) {
        Optional<Schema> schema = schema(method, template, status);
        return schema.map(found -> found.validate(body)).orElse(List.of());
    }

    boolean documentsBody(String method, String template, int status) {
        return schema(method, template, status).isPresent();
    }

    private Optional<Schema> schema(String method, String template, int status) {
        JsonNode response = response(method, template, status);
        String pointer = response.path("$ref").asString("").isEmpty()
                ? "#/paths/" + escaped(template) + '/' + lower(method) + "/responses/" + status
                : response.path("$ref").asString();
        JsonNode resolved = document.at(pointer.substring(1));
        if (resolved.at("/content/application~1json/schema").isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(
                schemas.getSchema(SchemaLocation.of(ADDRESS + pointer + "/content/application~1json/schema")));
    }

    private JsonNode response(String method, String template, int status) {
        return document.path("paths")
                .path(template)
                .path(lower(method))
                .path("responses")
                .path(Integer.toString(status));
    }

    private static String lower(String method) {
        return method.toLowerCase(Locale.ROOT);
    }

    private static String escaped(String template) {
        return template.replace("/", "~1");
    }
}
