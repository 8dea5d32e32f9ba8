package io.grantkeeper.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Valid inputs from which the fuzzer starts: documents, samples and recordings of the project. */
final class Seeds {
    private static final Path REPOSITORY = Path.of("..", "..", "..");
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_EXCHANGES = 6;

    private Seeds() {}

    /** Returns strings as inputs. */
    static Stream<Arguments> of(String... texts) {
        return Stream.of(texts).map(Seeds::input);
    }

    private static Arguments input(String text) {
        return Arguments.of((Object) text.getBytes(UTF_8));
    }

    /**
     * Returns the content of files.
     *
     * @param folder relative to the repository
     */
    static Stream<Arguments> files(String folder, String suffix) {
        return paths(folder, suffix).map(Seeds::read).map(Seeds::input);
    }

    private static Stream<Path> paths(String folder, String suffix) {
        try (Stream<Path> paths = Files.walk(REPOSITORY.resolve(folder))) {
            return paths.filter(path -> path.toString().endsWith(suffix)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the recorded responses of a provider, one input per stream, with each list shortened to one element. */
    static Stream<Arguments> recordings(String provider) {
        String folder = "shared/connectors/%1$s/src/test/resources/io/grantkeeper/connectors/%1$s/recordings"
                .formatted(provider);
        return paths(folder, ".json").map(Seeds::responses).map(Seeds::input);
    }

    private static String responses(Path recording) {
        String stream = recording.getFileName().toString().replace(".json", "");
        List<String> responses = new ArrayList<>();
        JSON.readTree(read(recording))
                .path("exchanges")
                .valueStream()
                .limit(MAX_EXCHANGES)
                .forEach(exchange -> {
                    StringBuilder message = new StringBuilder();
                    message.append("stream: ").append(stream).append('\n');
                    message.append("status: ").append(exchange.path("status")).append('\n');
                    exchange.path("headers")
                            .propertyStream()
                            .forEach(header -> message.append(header.getKey())
                                    .append(": ")
                                    .append(header.getValue().path(0).asString())
                                    .append('\n'));
                    responses.add(message + "\n" + shortened(exchange.path("body")));
                });
        return String.join(HttpMessage.SEPARATOR, responses).replaceAll("\\{\\{[a-z-]+}}", "https://provider.example");
    }

    private static JsonNode shortened(JsonNode node) {
        switch (node) {
            case ObjectNode object -> object.forEach(Seeds::shortened);
            case ArrayNode array -> {
                while (array.size() > 1) {
                    array.remove(1);
                }
                array.forEach(Seeds::shortened);
            }
            default -> {}
        }
        return node;
    }
}
