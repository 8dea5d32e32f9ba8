package io.grantkeeper.simulator.github;

import static org.junit.jupiter.api.Assumptions.abort;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.grantkeeper.simulator.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** GitHub's OpenAPI description for Enterprise Cloud, from the npm package {@code @octokit/openapi} (MIT). */
final class OpenApiDescription {

    private static final String PACKAGE = "@octokit/openapi@23.0.2";
    private static final String ADDRESS = "https://openapi.example/ghec.json";

    private final JsonNode document;
    private final SchemaRegistry schemas;

    private OpenApiDescription(String text) {
        document = Json.read(text.getBytes(StandardCharsets.UTF_8));
        schemas =
                SchemaRegistry.withDialect(Dialects.getOpenApi30(), builder -> builder.schemas(Map.of(ADDRESS, text)));
    }

    /** Fetches the description once into the build folder; skips the calling test where npm cannot. */
    static OpenApiDescription fetch() {
        Path folder = Path.of("target", "octokit-openapi");
        Path file = folder.resolve("package/generated/ghec.json");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                run(folder, "npm", "pack", "--silent", PACKAGE);
                run(folder, "sh", "-c", "tar xzf octokit-openapi-*.tgz package/generated/ghec.json");
            }
            return new OpenApiDescription(Files.readString(file));
        } catch (IOException unavailable) {
            return abort("GitHub's OpenAPI description was not checked: npm could not fetch " + PACKAGE + ": "
                    + unavailable.getMessage());
        }
    }

    private static void run(Path folder, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("no answer within 90 s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
        }
    }

    boolean documents(String method, String template, int status) {
        return !response(method, template, status).isMissingNode();
    }

    /** What is wrong with this body; empty where it fits, or where no body is documented. */
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
        return method.toLowerCase(java.util.Locale.ROOT);
    }

    private static String escaped(String template) {
        return template.replace("/", "~1");
    }
}
